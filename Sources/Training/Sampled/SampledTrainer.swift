import Abstraction
import CFR
import Workers

/// One sampled training from its first iteration to its last: owns the memory, asks the schedules, sends the tasks to the workers.
/// `TrainingLoop` runs it.
public final class SampledTrainer: Trainer {
  public private(set) var job: SampledJob
  public let plan: SampledPlan
  public let solver: SampledSolver
  public let cards: CardLookup
  public let crew: WorkerCrew
  /// Asked while best responses are measured: whether they are to end.
  public var isInterrupted: () -> Bool = { false }
  /// Hears how far a measurement of best responses is; nil at its end.
  public var onResponse: (ResponseProgress?) -> Void = { _ in }
  public var progress = RunProgress()
  public private(set) var evaluatedIteration: Int?
  public private(set) var exact: Evaluation?
  public private(set) var measures: [Measure] = []
  /// What iterations do now: the job's schedules, until a hook changes one.
  public private(set) var schedules: SampledJob.Schedules
  /// What hooks changed of them.
  private(set) var hookChanges = HookChanges()
  private let memory: SolveMemory
  let segment: UInt32
  private var worker: SampledWorker
  private var attachedPool: WorkerPool?
  private(set) var exactEvaluator: ExactEvaluator?
  private var baselines: [Baseline] = []
  private var isPrepared = false
  /// As far as evaluations have seen.
  private var isFinite = true
  private var knowsJams = false

  /// - Throws: `TrainingError.tooLarge` over the memory limit, `AbstractionError` for buckets that do not fit the game.
  public init(_ job: SampledJob, crew: WorkerCrew) throws {
    self.job = job
    self.crew = crew
    schedules = job.schedules
    segment = crew.nextSegment()
    plan = try job.plan()
    let machine = MachineMemory.current()
    let limit = min(job.memoryLimit ?? .max, machine.available)
    guard plan.layout.byteCount <= limit else {
      throw TrainingError.tooLarge(
        needed: plan.layout.byteCount, limit: limit, limitedBy: limit == machine.available ? machine.limit : "the script's memory limit")
    }
    cards = try CardLookup(job.cards, rules: job.tree.rules)
    memory = try SolveMemory(bytes: plan.layout.byteCount, isShared: job.workers > 0 && plan.layout.tasks > 1)
    solver = SampledSolver(plan, seed: job.seed, memory: memory.base, workers: memory.segment == nil || !job.sharesPhases ? 0 : job.workers, owner: memory)
    worker = SampledWorker(memory.base, rules: job.tree.rules, cards: cards, ranges: job.ranges)
  }

  deinit { try? attachedPool?.unshare(id: segment) }

  public var iterations: Int { solver.iterations }
  public var bytes: Int { plan.layout.byteCount }
  /// Worker processes that this training uses: none where an iteration is a single task.
  public var workers: Int { memory.segment == nil ? 0 : job.workers }
  public var isSavable: Bool { isFinite }
  public var knowsExploitability: Bool { get throws { try prepare(); return exactEvaluator != nil } }
  public var isCutShort: Bool { solver.isCutShort }
  public var sampled: SampledWork? {
    SampledWork(traversals: solver.traversals, nodes: solver.nodes, lastTraversals: solver.lastTraversals)
  }

  public func save(to path: String) throws { try SampledFile(path).save(self, isCheckpoint: true) }
  public func restore(from path: String) throws { try SampledFile(path).restore(self) }

  /// - Throws: `TrainingError.unfinished` where the tables are part of one iteration and part of the next: they can be saved as a checkpoint and iterated, but
  ///   hold no strategies.
  public func checkWhole() throws(TrainingError) {
    if isCutShort { throw .unfinished(iteration: solver.iterations + 1) }
  }

  // MARK: Iterations

  public func iterate() throws {
    guard !isCutShort else { return try solver.finish(run) }
    let t = solver.iterations + 1, before = progress
    let moment = progress.begin(iteration: t)
    let step = try schedules.step(moment, sampling: job.sampling, traversals: plan.traversals)
    let factors = try schedules.discount.factors(moment)
    for (name, x) in [("positive", factors.positive), ("negative", factors.negative), ("average", factors.average)] where !(x >= 0 && x.isFinite) {
      throw TrainingError.schedule("the discount of iteration \(t): \(name) is \(x); it must be a number from 0")
    }
    do { try solver.iterate(step, factors, run) } catch {
      // Traversals change no table: the iteration has not begun.
      if !isCutShort { progress = before }
      throw error
    }
    guard solver.lastTraversals > 0 else {
      throw TrainingError.schedule("iteration \(t) could not finish a single traversal: the logs of the tasks are too small; give more `traversals` an iteration")
    }
  }

  public func apply(_ changes: RunChanges) throws { takeOver(changes) }

  private func takeOver(_ changes: RunChanges) {
    hookChanges.note(changes)
    if let discount = changes.discount { schedules.discount = discount }
    if let traversals = changes.traversals { schedules.traversals = traversals }
    if let exploration = changes.exploration { schedules.exploration = exploration }
    if let below = changes.pruneBelow { schedules.pruneBelow = below }
  }

  /// Runs tasks of the phase that the memory's head describes: on the pool, or here.
  private func run(_ count: Int) throws {
    guard let pool = try sharedPool() else {
      for task in 0..<count { worker.run(task: task) }
      return
    }
    guard solver.shares > 0 else { return try pool.run(Batch(kind: 0, argument: UInt64(segment), count: count)) { _, _ in } }
    let solver = solver
    solver.openShares()
    var share = worker.share(0)
    let batch = Batch(
      kind: SolveHandler.share, argument: UInt64(segment), order: Array(0..<UInt32(solver.shares)),
      culprit: { solver.taskUnderWay(share: Int($0)) })
    let own = OwnTask(step: { [worker] in share.runNext(worker.run(task:)) }, onDeath: abandonWorker)
    try pool.run(batch, own: own) { _, _ in }
  }

  /// Makes another worker after a task was left in the middle. The old one is kept for ever: what it owns may be changing hands, and must not be freed.
  private func abandonWorker() {
    _ = Unmanaged.passRetained(worker)
    worker = SampledWorker(memory.base, rules: job.tree.rules, cards: cards, ranges: job.ranges)
  }

  /// Where the tables and all else about the training lie.
  var trainingMemory: UnsafeMutableRawPointer { memory.base }

  /// The pool, once it has the memory; nil where all is done here.
  func sharedPool() throws -> WorkerPool? {
    guard let shared = memory.segment else { return nil }
    let pool = try crew.pool(workers: job.workers)
    if attachedPool !== pool {
      try pool.share(shared, id: segment)
      attachedPool = pool
    }
    return pool
  }

  // MARK: Evaluation

  /// What evaluations measure, in the place of what the job says; before the first of them.
  public func measure(_ evaluation: SampledEvaluation) { job.evaluation = evaluation }

  public func evaluateNow() throws {
    guard evaluatedIteration != solver.iterations else { return }
    try checkWhole()
    try prepare()
    exact = try exactEvaluator?.evaluate(solver, cards)
    isFinite = solver.isFinite
    guard isFinite else { throw TrainingError.notFinite(iteration: solver.iterations) }
    var found: [Measure] = []
    if job.tree.players == 2, exact == nil {
      // They may take minutes: an interruption leaves them out, as the run ends here. And a run that fits does not end for what is measured beside it.
      do { try measureResponses(into: &found) } catch TrainingError.interrupted {} catch let error as TrainingError {
        guard case .noRoom = error else { throw error }
        crew.logger.warning("an evaluation without best responses: \(error)")
      }
    }
    for baseline in baselines {
      let name = "against_" + baseline.name.replacing("-", with: "_")
      let won = try solver.match(against: baseline, deals: job.evaluation.deals, number: Self.evaluationNumber, run)
      found.append(Measure(name: name, estimate: won))
    }
    measures = found
    evaluatedIteration = solver.iterations
  }

  /// All evaluations look at the same boards and deals: what changes from one to the next is play, not luck. Queries look at others.
  private static let evaluationNumber: UInt64 = 0

  private func measureResponses(into found: inout [Measure]) throws {
    let evaluation = job.evaluation, number = Self.evaluationNumber
    if evaluation.responses > 0 {
      let bound = try measureLocalResponse(from: evaluation.responseStreet, boards: evaluation.responses, number: number)
      found.append(Measure(name: "local_best_response", estimate: bound))
    }
    guard evaluation.flops > 0 else { return }
    let response = try measureResponse(deals: evaluation.flops, number: number)
    found.append(Measure(name: "best_response", estimate: response.exploitability))
    found.append(Measure(name: "best_response_upper", estimate: response.upper))
  }

  /// What evaluations need, made at the first.
  func prepare() throws {
    guard !isPrepared else { return }
    exactEvaluator = try ExactEvaluator(job.tree, ranges: job.ranges, maximumBytes: job.evaluation.exactBytes)
    baselines = job.evaluation.baselines
    if baselines.contains(.jamFold) { try learnJams() }
    isPrepared = true
  }

  /// Works the jam/fold equilibrium out, once.
  private func learnJams() throws {
    guard !knowsJams else { return }
    guard let jams = try JamFold(job.tree.rules, crew: crew) else {
      throw TrainingError.limit("the jam/fold equilibrium is one of no-limit Hold'em for two players from the first card")
    }
    solver.setJams(jams.shares)
    knowsJams = true
  }

  /// Plays against a baseline: chips a hand.
  ///
  /// - Throws: `TrainingError.interrupted`.
  public func match(against baseline: Baseline, deals: Int) throws -> Estimate {
    try checkWhole()
    if baseline == .jamFold { try learnJams() }
    let isOver = newInterruption()
    return try solver.match(against: baseline, deals: deals, number: UInt64(solver.iterations) &+ 1) { count in
      if let pool = try sharedPool() {
        try pool.run(Batch(kind: 0, argument: UInt64(segment), count: count)) { _, _ in if isOver() { self.solver.endMatch() } }
      } else {
        for task in 0..<count where !isOver() { worker.run(task: task) }
      }
      if isOver() { throw TrainingError.interrupted }
    }
  }

  /// Whether an interruption has come since this was called: what a script asks after one that ended its run is still answered.
  func newInterruption() -> () -> Bool {
    let wasInterrupted = isInterrupted()
    return { [isInterrupted] in !wasInterrupted && isInterrupted() }
  }

  // MARK: State

  /// Takes over the state of an earlier training of the same job.
  func restore(_ header: SampledHeader, fill: (UnsafeMutableRawBufferPointer) -> Void) throws(CFRError) {
    try solver.restore(header.position, isCutShort: header.logs != nil, fill: fill)
    evaluatedIteration = header.evaluated?.iteration
    exact = header.evaluated?.exact
    measures = header.evaluated?.measures ?? []
    var restored = header.progress ?? RunProgress()
    restored.calls = progress.calls
    progress = restored
    (schedules, hookChanges) = (job.schedules, HookChanges())
    if let changes = header.changes { takeOver(changes.changes) }
  }
}
