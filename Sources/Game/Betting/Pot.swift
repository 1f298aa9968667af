/// A main or side pot at the end of a hand.
public struct Pot: Hashable, Sendable {
  /// What is in it before rake, in units.
  public var amount: Chips
  /// The seats that can win it, in order.
  public var eligible: [Int]

  public init(amount: Chips, eligible: [Int]) {
    self.amount = amount
    self.eligible = eligible
  }
}
