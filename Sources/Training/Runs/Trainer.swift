import CFR
import Workers

/// A solve that proceeds by iterations, as `TrainingLoop` sees it: whatever the algorithm is.
public protocol Trainer: Checkpointable {
  /// Whose workers it uses.
  var crew: WorkerCrew { get }
  /// Worker processes; 0 where the coordinator works alone.
  var workers: Int { get }
  /// Bytes of all its memory.
  var bytes: Int { get }
  /// The iteration after which the last evaluation was made.
  var evaluatedIteration: Int? { get }
  /// What it found of exact values, if it works them out.
  var exact: Evaluation? { get }
  /// What else it measured.
  var measures: [Measure] { get }
  /// Traversals and nodes visited; nil where an iteration walks everything.
  var sampled: SampledWork? { get }
  /// Part of what `save` writes and `restore` takes over.
  var progress: RunProgress { get set }
  /// Whether evaluations work out the exact exploitability, which a target is of.
  var knowsExploitability: Bool { get throws }
  /// False when the tables hold what is no number any more, or are part of one iteration and part of the next without a record of what is missing.
  var isSavable: Bool { get }

  /// The next iteration, or the rest of one that was cut short.
  func iterate() throws
  /// Evaluates the average strategies, unless that was done since the last iteration.
  func evaluateNow() throws
  /// Takes over what a hook wants changed in the algorithm, from the next iteration on.
  func apply(_ changes: RunChanges) throws
}

/// What sampled training has done so far.
public struct SampledWork: Hashable, Sendable {
  public var traversals: Int
  public var nodes: Int
  /// Traversals of the last iteration.
  public var lastTraversals: Int
}

extension Trainer {
  public var knowsExploitability: Bool { true }
  public var measures: [Measure] { [] }
  public var sampled: SampledWork? { nil }

  /// The trainer, to be saved.
  ///
  /// - Throws: `TrainingError.notFinite`.
  public func savable() throws(TrainingError) -> Self {
    guard isSavable else { throw .notFinite(iteration: iterations) }
    return self
  }

  /// Iterates until a limit is reached, a hook says stop, or a signal arrives. Ends with an evaluation of what it has.
  public func run(
    _ limits: RunLimits, evaluate: Cadence = .iterations(10), checkpoints: CheckpointPlan? = nil, hooks: RunHooks = RunHooks(),
    isInterrupted: @escaping () -> Bool = { false }
  ) throws -> (RunStatus, StopReason) {
    let loop = try TrainingLoop(self, limits: limits, evaluate: evaluate, checkpoints: checkpoints, isInterrupted: isInterrupted)
    loop.hooks = hooks
    return try loop.run()
  }
}
