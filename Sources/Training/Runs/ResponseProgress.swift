/// How far a measurement of best responses is, for showing.
public struct ResponseProgress: Sendable {
  /// What is measured, and on what: `best response`, `flops`.
  public var measure: String
  public var deals: String
  /// Deals that are done, tasks in part; and all of them.
  public var done: Double
  public var total: Int
  /// Seconds since it began.
  public var seconds: Double

  /// Seconds until it is done, as what was done so far tells.
  public var secondsLeft: Double? { done > 0 ? seconds * (Double(total) - done) / done : nil }
}
