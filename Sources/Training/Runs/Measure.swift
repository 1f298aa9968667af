import CFR

/// Something an evaluation measured by playing hands, in chips a hand.
public struct Measure: Hashable, Sendable, Codable {
  /// As metrics and scripts name it: `local_best_response`, `against_always_call`.
  public var name: String
  public var estimate: Estimate
}
