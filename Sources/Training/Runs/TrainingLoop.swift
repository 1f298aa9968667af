import Logging
import Workers

/// One run of a training: iterations until a limit is reached, and between them evaluations, checkpoints and hooks. It knows no algorithm.
public final class TrainingLoop {
  public var hooks = RunHooks()
  let trainer: any Trainer
  private let limits: RunLimits
  private var evaluate: Cadence
  private var checkpointCadence: Cadence?
  /// Where they change over the run, until a hook says something else.
  public var evaluateSchedule: CadenceSchedule?
  public var checkpointSchedule: CadenceSchedule?
  /// Whether evaluations come when the target should be met (`TargetWatch`), and not at a cadence, until a hook says something else.
  public var watchesTarget = false
  private let folder: CheckpointFolder?
  private let isInterrupted: () -> Bool
  private var clock = Stopwatch()
  /// Iterations and seconds of the run when this process took it up.
  private var takenUp = (iteration: 0, seconds: 0.0)
  /// Iterations done when the run began.
  private var firstIteration = 0
  /// When `RunHooks.progress` was called last, in seconds of this run.
  private var shown = -Double.infinity
  private var losses: [WorkerLoss] = []
  private var workersLost = 0
  /// How the run had ended when the newest checkpoint was written.
  private var newestSays: StopReason?
  private var reason: StopReason? { didSet { trainer.progress.ended = reason } }

  /// - Throws: `TrainingError.limit` for a number that no run could keep to.
  public init(
    _ trainer: any Trainer, limits: RunLimits, evaluate: Cadence = .iterations(10), checkpoints: CheckpointPlan? = nil,
    isInterrupted: @escaping () -> Bool = { false }
  ) throws {
    try limits.check()
    try evaluate.check("an evaluation")
    try checkpoints?.cadence?.check("a checkpoint")
    self.trainer = trainer
    self.limits = limits
    self.evaluate = evaluate
    checkpointCadence = checkpoints?.cadence
    folder = checkpoints?.folder
    self.isInterrupted = isInterrupted
  }

  /// Runs to the end. When an error ends the run, a checkpoint is written before it is thrown, if the tables are good for one.
  public func run() throws -> (RunStatus, StopReason) {
    guard !isInterrupted() else { throw TrainingError.interrupted }
    clock = Stopwatch()
    guard trainer.progress.enter(iteration: trainer.iterations) else { return (status, .resumed) }
    takenUp = (trainer.iterations, trainer.progress.seconds)
    firstIteration = trainer.progress.firstIteration
    evaluate = trainer.progress.evaluate ?? evaluate
    checkpointCadence = trainer.progress.checkpoint ?? checkpointCadence
    evaluate.start(iteration: trainer.iterations, seconds: trainer.progress.totalSeconds)
    checkpointCadence?.start(iteration: trainer.iterations, seconds: trainer.progress.totalSeconds)
    let previous = trainer.crew.onWorkerLost
    trainer.crew.onWorkerLost = { [unowned self] in losses.append($0) }
    defer { trainer.crew.onWorkerLost = previous }
    do { return try iterate() } catch {
      saveAfterError()
      trainer.progress.seconds = seconds
      throw error
    }
  }

  private func iterate() throws -> (RunStatus, StopReason) {
    try takeUp()
    while reason == nil {
      try hear(hooks.onIterationBegin)
      if reason != nil { break }
      trainer.progress.seconds = seconds
      try followSchedules()
      do { try trainer.iterate() } catch {
        try? deliverLosses()
        throw error
      }
      try deliverLosses()
      if isEvaluationDue || isLast { try evaluateNow() }
      try hear(hooks.onIteration)
      checkLimits()
      if isInterrupted(), reason == nil { reason = .interrupted }
      if checkpointCadence?.isDue(iteration: trainer.iterations, seconds: totalSeconds) == true { try checkpointInPassing() }
      show()
    }
    // An evaluation that only an interruption brings about must not move what comes after a resume.
    if reason == .interrupted { try checkpointInPassing() }
    if trainer.evaluatedIteration != trainer.iterations { try evaluateNow(isHeard: reason != .interrupted) }
    try checkpointInPassing()
    let reason = reason ?? .iterations
    trainer.progress.seconds = seconds
    try hooks.onStop?(status, reason)
    return (status, reason)
  }

  private func show() {
    guard let progress = hooks.progress else { return }
    guard seconds - shown >= RunHooks.progressInterval || trainer.evaluatedIteration == trainer.iterations else { return }
    let status = status
    shown = status.seconds
    progress(status)
  }

  private var isEvaluationDue: Bool {
    if watchesTarget, trainer.progress.evaluate == nil {
      return trainer.iterations >= (trainer.progress.watch ?? TargetWatch()).next(target: limits.target)
    }
    return evaluate.isDue(iteration: trainer.iterations, seconds: totalSeconds)
  }

  /// Takes over the cadences that hold from here on, where they change over the run.
  private func followSchedules() throws {
    guard evaluateSchedule != nil || checkpointSchedule != nil else { return }
    let moment = TrainingMoment(iteration: trainer.iterations + 1, seconds: totalSeconds)
    func follow(_ schedule: CadenceSchedule?, _ current: Cadence?, _ what: String) throws -> Cadence? {
      guard var next = try schedule?.cadence(moment), next.interval != current?.interval else { return current }
      try next.check(what)
      next.start(iteration: trainer.iterations, seconds: totalSeconds)
      return next
    }
    if trainer.progress.evaluate == nil { evaluate = try follow(evaluateSchedule, evaluate, "an evaluation") ?? evaluate }
    if trainer.progress.checkpoint == nil, folder != nil {
      checkpointCadence = try follow(checkpointSchedule, checkpointCadence, "a checkpoint")
    }
  }

  /// Begins a run, or goes on with one that a checkpoint holds; that one may have been over.
  private func takeUp() throws {
    let ended = trainer.progress.ended
    newestSays = ended
    if ended == .hook { return reason = .hook }
    trainer.progress.ended = nil
    try hear(hooks.onStart)
    if ended == .target { try evaluateNow(isHeard: false) }
    if !trainer.isCutShort { checkLimits() }
  }

  /// The run as it stands.
  public var status: RunStatus {
    let seconds = seconds
    return RunStatus(
      iteration: trainer.iterations, seconds: seconds, totalSeconds: totalSeconds,
      iterationsPerSecond: Double(trainer.iterations - takenUp.iteration) / max(seconds - takenUp.seconds, 1e-9),
      evaluation: trainer.exact, evaluatedIteration: trainer.evaluatedIteration, workers: trainer.workers,
      workersLost: workersLost, measures: trainer.measures, sampled: trainer.sampled, bytes: trainer.bytes, checkpoint: folder?.newest, limits: limits,
      earlierIterations: firstIteration)
  }

  private var seconds: Double { takenUp.seconds + clock.seconds }
  private var totalSeconds: Double { trainer.progress.earlierSeconds + seconds }

  private var isLast: Bool { limits.iterations.map { trainer.iterations - firstIteration >= $0 } ?? false }

  /// Ends the run if a limit is reached; a hook's word counts more.
  private func checkLimits() {
    guard reason == nil else { return }
    let evaluated = trainer.evaluatedIteration == trainer.iterations ? trainer.exact : nil
    if let target = limits.target, let evaluated, evaluated.exploitability <= target, trainer.iterations > firstIteration {
      reason = .target
    } else if let limit = limits.seconds, seconds >= limit, trainer.iterations > firstIteration {
      reason = .time
    } else if isLast {
      reason = .iterations
    }
  }

  // MARK: Hooks

  private func hear(_ hook: RunHooks.Hook?) throws {
    if let hook { try take(try hook(status)) }
  }

  private func take(_ changes: RunChanges) throws {
    try trainer.apply(changes)
    if var cadence = changes.evaluate {
      try cadence.check("an evaluation")
      cadence.start(iteration: trainer.iterations, seconds: totalSeconds)
      (evaluate, trainer.progress.evaluate) = (cadence, cadence)
    }
    if var cadence = changes.checkpoint {
      try cadence.check("a checkpoint")
      cadence.start(iteration: trainer.iterations, seconds: totalSeconds)
      (checkpointCadence, trainer.progress.checkpoint) = (cadence, cadence)
    }
    if changes.stop, reason == nil { reason = .hook }
  }

  private func deliverLosses() throws {
    let heard = losses
    losses = []
    workersLost += heard.count
    guard let hook = hooks.onWorkerLost else { return }
    for loss in heard { try take(try hook(status, loss)) }
  }

  private func evaluateNow(isHeard: Bool = true) throws {
    let isNew = trainer.evaluatedIteration != trainer.iterations
    try trainer.evaluateNow()
    if watchesTarget, let exact = trainer.exact {
      trainer.progress.watch = trainer.progress.watch ?? TargetWatch()
      trainer.progress.watch?.note(iteration: trainer.iterations, exploitability: exact.exploitability)
    }
    try deliverLosses()
    if isNew, isHeard { try hear(hooks.onEvaluate) }
  }

  // MARK: Checkpoints

  /// Writes a checkpoint now, unless there is one of this iteration; may be called by a hook.
  ///
  /// - Throws: `TrainingError.noFolder` if the run has no folder, `FileError` if it cannot be written.
  @discardableResult public func checkpoint() throws -> Checkpoint {
    guard let folder else { throw TrainingError.noFolder }
    if let newest = folder.newest, newest.iteration == trainer.iterations, newestSays == reason { return newest }
    let written = try save(in: folder)
    if let hook = hooks.onCheckpoint { try take(try hook(status, written)) }
    return written
  }

  private func save(in folder: CheckpointFolder) throws -> Checkpoint {
    trainer.progress.seconds = seconds
    let written = try folder.save(trainer)
    newestSays = reason
    return written
  }

  /// A checkpoint that cannot be written, on a full disk, does not end the run.
  private func checkpointInPassing() throws {
    guard let folder else { return }
    do { try checkpoint() } catch let error as FileError {
      let rest = folder.newest.map { "the newest is \"\($0.path)\"" } ?? "there is none yet"
      trainer.crew.logger.warning("no checkpoint of iteration \(trainer.iterations): \(error); \(rest)")
    }
  }

  private func saveAfterError() {
    guard let folder, trainer.isCutShort || (trainer.iterations > 0 && folder.newest.map { $0.iteration < trainer.iterations } ?? true) else { return }
    guard trainer.isSavable else {
      let rest = folder.newest.map { "; the newest checkpoint is \"\($0.path)\"" } ?? ", and there is none yet"
      trainer.crew.logger.warning("no checkpoint of what an error cut short\(rest)")
      return
    }
    do {
      let written = try save(in: folder)
      trainer.crew.logger.notice("an error ends the run; before it a checkpoint was written: \"\(written.path)\"")
    } catch { trainer.crew.logger.warning("no checkpoint before the error: \(error)") }
  }
}
