import CFR

/// Where a run stands between two iterations.
public struct RunStatus: Sendable {
  /// Iterations done, those of earlier runs included.
  public var iteration: Int
  /// Seconds since this run began, those before a resume included.
  public var seconds: Double
  /// Seconds of all runs.
  public var totalSeconds: Double
  /// Iterations a second since this run began or was resumed, evaluations included.
  public var iterationsPerSecond: Double
  /// The last evaluation, and the iteration it was made after.
  public var evaluation: Evaluation?
  public var evaluatedIteration: Int?
  /// Worker processes; 0 where the coordinator works alone.
  public var workers: Int
  /// Workers that were lost and replaced since this run began or was resumed, and the coordinator's own share if that was cut off.
  public var workersLost: Int
  /// What the last evaluation measured besides.
  public var measures: [Measure]
  /// What sampled training has done.
  public var sampled: SampledWork?
  /// Bytes of all memory of the solve.
  public var bytes: Int
  /// The newest checkpoint.
  public var checkpoint: Checkpoint?
  /// The limits of this run.
  public var limits: RunLimits
  /// Iterations done before this run.
  public var earlierIterations: Int

  /// Whether the last evaluation is of this very iteration.
  public var isEvaluated: Bool { evaluatedIteration == iteration }
}
