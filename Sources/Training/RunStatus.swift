import CFR

/// Where a run stands after an iteration.
public struct RunStatus: Sendable {
  /// Iterations done, those of earlier runs included.
  public var iteration: Int
  /// Seconds since this run began.
  public var seconds: Double
  /// Iterations a second of this run, evaluations included.
  public var iterationsPerSecond: Double
  /// The last evaluation, and the iteration it was made after.
  public var evaluation: Evaluation?
  public var evaluatedIteration: Int?
  /// Worker processes; 0 where the coordinator works alone.
  public var workers: Int
  /// Bytes of all memory of the solve.
  public var bytes: Int
  /// The limits of this run.
  public var limits: RunLimits
  /// Iterations done before this run.
  public var earlierIterations: Int

  /// Whether the last evaluation is of this very iteration.
  public var isEvaluated: Bool { evaluatedIteration == iteration }
}

/// What a hook wants changed.
public struct RunChanges {
  /// End the run after this iteration.
  public var stop = false
  /// Other weights from the next iteration on.
  public var discount: DiscountSchedule?

  public init(stop: Bool = false, discount: DiscountSchedule? = nil) {
    self.stop = stop
    self.discount = discount
  }
}

/// Who hears of a run.
public struct RunHooks {
  /// After each iteration; may change the run.
  public var onIteration: ((RunStatus) throws -> RunChanges)?
  /// After each iteration, for showing.
  public var progress: ((RunStatus) -> Void)?

  public init(onIteration: ((RunStatus) throws -> RunChanges)? = nil, progress: ((RunStatus) -> Void)? = nil) {
    self.onIteration = onIteration
    self.progress = progress
  }
}
