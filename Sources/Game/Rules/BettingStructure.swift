/// How large bets and raises may be.
public enum BettingStructure: String, Hashable, Sendable, CaseIterable, Codable {
  /// Up to everything a player has.
  case noLimit
  /// Up to the size of the pot after the call; antes and dead money count as pot.
  case potLimit
  /// One size a street (`Street.betSize`), up to a cap on raises (`Street.maxRaises`).
  case fixedLimit
}
