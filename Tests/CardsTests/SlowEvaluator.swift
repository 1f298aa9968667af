import Cards

/// Evaluates by the rules as a person would: tries all fives, counts ranks, compares the lists.
enum SlowEvaluator {
  /// Category, then ranks in order of importance; compares lexicographically.
  static func value(_ cards: [Card]) -> [Int] {
    guard cards.count > 5 else { return valueOfFive(cards) }
    var best: [Int] = []
    for out in cards.indices {
      var fewer = cards
      fewer.remove(at: out)
      let value = value(fewer)
      if best.isEmpty || best.lexicographicallyPrecedes(value) { best = value }
    }
    return best
  }

  private static func valueOfFive(_ cards: [Card]) -> [Int] {
    var counts: [Int: Int] = [:]
    for card in cards { counts[Int(card.rank.rawValue), default: 0] += 1 }
    let groups = counts.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    let ranks = groups.map(\.key)
    let shape = groups.map(\.value)
    let isFlush = cards.count == 5 && Set(cards.map(\.suit)).count == 1
    var straight: Int?
    if ranks.count == 5 {
      if ranks[0] - ranks[4] == 4 { straight = ranks[0] }
      if ranks == [12, 3, 2, 1, 0] { straight = 3 }
    }
    if let straight { return [isFlush ? 8 : 4, straight] }
    if isFlush { return [5] + ranks }
    if shape[0] == 4 { return [7] + ranks }
    if shape.count > 1, shape[0] == 3, shape[1] == 2 { return [6] + ranks }
    if shape[0] == 3 { return [3] + ranks }
    if shape.count > 1, shape[0] == 2, shape[1] == 2 { return [2] + ranks }
    return [shape[0] == 2 ? 1 : 0] + ranks
  }
}
