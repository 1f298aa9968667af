/// What the house takes from a pot.
///
/// The rake is worked out once a hand on everything that was contested: uncalled bets are returned first and not raked.
/// With side pots it is taken from each in proportion to its size.
public struct Rake: Hashable, Sendable, Codable {
  /// The share of the pot, 0 ... 1.
  public var rate: Double
  /// The most that is taken from one hand, in units; `Int.max` where there is no cap.
  public var cap: Chips
  /// Nothing is taken from a hand that ended before any board card was dealt.
  public var noFlopNoDrop: Bool

  public init(rate: Double, cap: Chips = .max, noFlopNoDrop: Bool = false) {
    self.rate = rate
    self.cap = cap
    self.noFlopNoDrop = noFlopNoDrop
  }

  /// No rake.
  public static let none = Rake(rate: 0)

  /// The rake of a hand, in units and fractions of a unit.
  ///
  /// - Parameters:
  ///   - pot: the whole pot without uncalled bets.
  ///   - sawFlop: whether any board card was, or will be, dealt before the pot is awarded.
  public func taken(fromPot pot: Chips, sawFlop: Bool) -> Double {
    guard sawFlop || !noFlopNoDrop else { return 0 }
    return min(rate * Double(pot), Double(cap))
  }
}
