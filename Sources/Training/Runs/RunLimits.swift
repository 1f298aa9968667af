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

  /// - Throws: `TrainingError.limit` for a number that no run could keep to.
  func check() throws(TrainingError) {
    if let iterations, iterations < 0 { throw .limit("a run of \(iterations) iterations: the number must be 0 or more") }
    for (name, value) in [("target", target), ("time", seconds)] {
      if let value, !(value >= 0) { throw .limit("the run's \(name) is \(value): it must be a number from 0") }
    }
  }
}

/// Why a run ended; `resumed`: it was over before the checkpoint that was restored.
public enum StopReason: String, Sendable {
  case iterations, target, time, interrupted, hook, resumed
}

extension StopReason: Codable {}
