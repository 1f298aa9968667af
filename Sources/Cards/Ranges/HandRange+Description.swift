extension HandRange: CustomStringConvertible {
  /// The range as a text that `HandRange(_:)` reads back to the same weights.
  ///
  /// Pairs come first, then suited and offsuit classes by high card, each as long spans of one weight as
  /// possible; combos of classes with several weights come last, one by one. The empty range is `random:0`.
  public var description: String {
    if let weight = weights.first, weights.allSatisfy({ $0 == weight }) {
      return "random" + Self.suffix(weight)
    }
    var entries = run(Rank.allCases.reversed().map { HandClass($0, $0, suited: false) })
    for suited in [true, false] {
      for high in Rank.allCases.reversed() {
        let kickers = Rank.allCases.reversed().filter { $0 < high }
        entries += run(kickers.map { HandClass(high, $0, suited: suited) })
      }
    }
    for hand in HandClass.all where commonWeight(of: hand) == nil {
      for combo in hand.combos.reversed() where self[combo] > 0 {
        entries.append("\(combo)" + Self.suffix(self[combo]))
      }
    }
    return entries.joined(separator: ",")
  }

  /// The weight of all combos of a class, or nil when they differ.
  private func commonWeight(of hand: HandClass) -> Float? {
    let weights = hand.combos.map { self[$0] }
    return weights.allSatisfy { $0 == weights[0] } ? weights[0] : nil
  }

  /// The entries for neighbouring classes, the best first, where those of one weight are joined.
  private func run(_ classes: [HandClass]) -> [String] {
    var entries: [String] = []
    var start = 0
    while start < classes.count {
      let weight = commonWeight(of: classes[start])
      var end = start + 1
      while end < classes.count, weight != nil, commonWeight(of: classes[end]) == weight { end += 1 }
      if let weight, weight > 0 {
        let (best, worst) = (classes[start], classes[end - 1])
        let hands = best == worst ? "\(best)" : start == 0 ? "\(worst)+" : "\(best)-\(worst)"
        entries.append(hands + Self.suffix(weight))
      }
      start = end
    }
    return entries
  }

  private static func suffix(_ weight: Float) -> String {
    weight == 1 ? "" : weight == 0 ? ":0" : ":\(weight)"
  }
}
