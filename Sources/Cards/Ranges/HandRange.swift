/// A range: for each of the 1,326 combos the share of it, 0...1, that a player holds.
public struct HandRange: Equatable, Sendable {
  /// The weights by combo index, each 0...1.
  public private(set) var weights: [Float]

  /// The empty range.
  public init() {
    weights = [Float](repeating: 0, count: Combo.count)
  }

  /// The range with the given weights by combo index.
  ///
  /// - Throws: `CardsError.weightCount` unless there are 1,326, `CardsError.weight` for one outside 0...1.
  public init(weights: [Float]) throws(CardsError) {
    guard weights.count == Combo.count else { throw .weightCount(weights.count) }
    if let index = weights.firstIndex(where: { !(0...1).contains($0) }) {
      throw .weight(index: index, value: weights[index])
    }
    self.weights = weights
  }

  /// All combos with the same weight, 0...1.
  public static func uniform(_ weight: Float = 1) -> HandRange {
    var range = HandRange()
    for combo in Combo.all { range[combo] = weight }
    return range
  }

  /// The weight of a combo, 0...1.
  public subscript(combo: Combo) -> Float {
    get { weights[combo.index] }
    set {
      precondition((0...1).contains(newValue), "a weight is 0...1")
      weights[combo.index] = newValue
    }
  }

  /// The weight of a combo, 0...1.
  public func weight(of combo: Combo) -> Float { self[combo] }

  /// The combos with a weight above zero, in the order of their numbers.
  public var combos: [Combo] { Combo.all.filter { weights[$0.index] > 0 } }

  /// How many combos have a weight above zero.
  public var count: Int { weights.count { $0 > 0 } }

  /// Whether no combo has a weight above zero.
  public var isEmpty: Bool { !weights.contains { $0 > 0 } }

  /// The range without the combos that hold one of the dead cards, such as those on the board.
  public func removing(_ dead: CardSet) -> HandRange {
    var live = self
    for combo in Combo.all where !combo.cards.isDisjoint(with: dead) { live.weights[combo.index] = 0 }
    return live
  }
}
