/// What happens to the units that do not divide evenly among players who share a pot.
public enum OddChips: String, Hashable, Sendable, CaseIterable, Codable {
  /// Each pot is shared in whole units, and what is left over goes to the winner in the first seat (seat 0 sits to the
  /// left of the button), as casinos do (TDA rule 20).
  case toFirstSeat
  /// Pots are shared exactly, in fractions of a unit where need be, as solvers and the ACPC dealer do.
  case shared
}
