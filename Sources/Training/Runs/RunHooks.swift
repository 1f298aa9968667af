import Workers

/// What a hook wants changed.
public struct RunChanges {
  /// End the run before the next iteration.
  public var stop = false
  /// Other weights from the next iteration on.
  public var discount: DiscountSchedule?
  /// Sampled training: other traversals an iteration, exploration, pruning threshold.
  public var traversals: NumberSchedule?
  public var exploration: NumberSchedule?
  public var pruneBelow: NumberSchedule?
  /// Other intervals between evaluations and checkpoints.
  public var evaluate: Cadence?
  public var checkpoint: Cadence?

  public init(stop: Bool = false, discount: DiscountSchedule? = nil, evaluate: Cadence? = nil, checkpoint: Cadence? = nil) {
    self.stop = stop
    self.discount = discount
    self.evaluate = evaluate
    self.checkpoint = checkpoint
  }
}

/// Who hears of a run. All are called between iterations, when the tables are whole, in the order in which they stand here.
public struct RunHooks {
  public typealias Hook = (RunStatus) throws -> RunChanges

  /// Before the first iteration, after a resume too.
  public var onStart: Hook?
  /// Before each iteration.
  public var onIterationBegin: Hook?
  /// For each worker that was lost, or the coordinator's own share, after the iteration or evaluation in which it was.
  public var onWorkerLost: ((RunStatus, WorkerLoss) throws -> RunChanges)?
  /// After each evaluation.
  public var onEvaluate: Hook?
  /// After each iteration.
  public var onIteration: Hook?
  /// After each checkpoint was written.
  public var onCheckpoint: ((RunStatus, Checkpoint) throws -> RunChanges)?
  /// At the end, unless an error ends the run.
  public var onStop: ((RunStatus, StopReason) throws -> Void)?
  /// For showing: after each evaluation, and after iterations that end more than `progressInterval` seconds after the last call.
  public var progress: ((RunStatus) -> Void)?

  static let progressInterval = 0.05

  public init(onIteration: Hook? = nil, progress: ((RunStatus) -> Void)? = nil) {
    self.onIteration = onIteration
    self.progress = progress
  }
}
