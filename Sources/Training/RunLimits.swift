/// When a run ends: at the first of these that holds.
public struct RunLimits: Hashable, Sendable {
  /// Iterations of this run, beyond those of earlier runs.
  public var iterations: Int?
  /// Exploitability to reach, in chips.
  public var target: Double?
  /// Wall-clock seconds of this run.
  public var seconds: Double?

  public init(iterations: Int? = nil, target: Double? = nil, seconds: Double? = nil) {
    self.iterations = iterations
    self.target = target
    self.seconds = seconds
  }
}

/// Why a run ended.
public enum StopReason: String, Sendable {
  case iterations, target, time, interrupted, hook
}
