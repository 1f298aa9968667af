import Abstraction
import CFR
import Cards
import Workers

/// What is to be solved, and with what: plain values.
public struct VectorJob {
  public var tree: BettingTree
  /// Out of position first; nil where every hand of the deck is dealt.
  public var ranges: [HandRange]?
  /// Strategies that are fixed.
  public var locks: [Lock]
  public var discount: DiscountSchedule
  /// How tables are kept.
  public var storage: TableStorage
  /// Whether tables may be kept in 16 bits a number where `storage` takes more memory than there is.
  public var mayNarrow: Bool
  /// Worker processes; 0 to work alone.
  public var workers: Int
  /// The most bytes that the solve may take; nil for what the machine has free.
  public var memoryLimit: Int?
  /// Whether workers share short passes out among themselves. Tests of single tasks say no.
  var sharesPasses = true

  public init(
    tree: BettingTree, ranges: [HandRange]?, locks: [Lock] = [], discount: DiscountSchedule, storage: TableStorage, mayNarrow: Bool = false,
    workers: Int, memoryLimit: Int? = nil
  ) {
    self.tree = tree
    self.ranges = ranges
    self.locks = locks
    self.discount = discount
    self.storage = storage
    self.mayNarrow = mayNarrow
    self.workers = workers
    self.memoryLimit = memoryLimit
  }

  /// What the solve will cost. Nothing large is made.
  public func price() throws -> SolvePrice {
    let builder = try VectorGameBuilder(
      tree: tree, ranges: ranges, locks: locks, storage: storage, predicts: discount.predicts, needsMatrices: false)
    return builder.image.withUnsafeBytes { bytes in
      let game = VectorGame(image: bytes.baseAddress!)
      let layout = VectorLayout(game, writers: writers(game), mayShare: sharesPasses)
      return SolvePrice(tree, game, layout, furtherBytes: builder.missingMatrixBytes)
    }
  }

  /// The job and its price; with 16-bit tables where the job leaves the choice open and only they fit into so many bytes.
  public func fitted(into limit: Int) throws -> (job: VectorJob, price: SolvePrice) {
    let price = try price()
    guard mayNarrow, !discount.predicts, price.totalBytes > limit else { return (self, price) }
    var narrow = self
    narrow.storage = .bits16
    let less = try narrow.price()
    return less.totalBytes <= limit ? (narrow, less) : (self, price)
  }

  /// The workers that a game is worth: none where a pass has a single task, or is over before a message has gone to and fro a few times.
  func writers(_ game: VectorGame) -> Int {
    let numbers = game.tasks.reduce(0) { $0 + $1.size[0] + $1.size[1] }
    return game.tasks.count > 1 && numbers >= 200_000 ? workers : 0
  }
}

/// One solve from its first iteration to its last: owns the memory, sends the tasks to the workers. `TrainingLoop` runs it.
public final class VectorTrainer: Trainer {
  public let job: VectorJob
  public let solver: VectorSolver
  public let price: SolvePrice
  private let memory: SolveMemory
  public let crew: WorkerCrew
  private let segment: UInt32
  /// How iterations are weighed now: the job's schedule, until a hook changes it.
  public private(set) var discount: DiscountSchedule
  public private(set) var evaluation: (iteration: Int, value: Evaluation)?
  public var evaluatedIteration: Int? { evaluation?.iteration }
  /// The evaluations since this trainer was made.
  public private(set) var history = RunHistory()
  public var exact: Evaluation? { evaluation?.value }
  public var progress = RunProgress()
  private var attachedPool: WorkerPool?
  /// Whether the averages are those of a policy, which no iteration has made.
  var holdsPolicy = false
  /// Whether the last evaluation gave numbers.
  private var isFinite = true

  /// Builds the game and its memory, after the price was weighed against the limit.
  ///
  /// - Throws: `TrainingError.memory`, `TrainingError.limit` for a job of impossible numbers, `CFRError` for a game that cannot be dealt.
  public convenience init(_ job: VectorJob, crew: WorkerCrew) throws { try self.init(job, crew: crew, edges: PreflopCache()) }

  init(_ wanted: VectorJob, crew: WorkerCrew, edges: PreflopCache, ties: PreflopCache = .ties()) throws {
    self.crew = crew
    let machine = MachineMemory.current()
    let limit = min(wanted.memoryLimit ?? .max, machine.available)
    let (job, price) = try wanted.fitted(into: limit)
    (self.job, self.price) = (job, price)
    discount = job.discount
    segment = crew.nextSegment()
    guard price.totalBytes <= limit else {
      let name = limit == machine.available ? machine.limit : "the script's memory limit"
      throw TrainingError.memory(needed: price.totalBytes, limit: limit, limitedBy: name, price: price)
    }
    let preflop = VectorGameBuilder.needsPreflopTables(job.tree) ? PreflopTables(for: job.tree, edges: edges, ties: ties) : nil
    let builder = try VectorGameBuilder(
      tree: job.tree, ranges: job.ranges, locks: job.locks, storage: job.storage, predicts: job.discount.predicts, preflop: preflop)
    let (layout, writers) = builder.image.withUnsafeBytes { bytes in
      let game = VectorGame(image: bytes.baseAddress!)
      let writers = job.writers(game)
      return (VectorLayout(game, writers: writers, mayShare: job.sharesPasses), writers)
    }
    memory = try SolveMemory(bytes: layout.byteCount, isShared: writers > 0)
    solver = VectorSolver(builder, layout: layout, memory: memory.base, owner: memory)
  }

  deinit { try? attachedPool?.unshare(id: segment) }

  /// Worker processes that this solve uses.
  public var workers: Int { memory.segment == nil ? 0 : job.workers }

  public var iterations: Int { solver.iterations }
  public var bytes: Int { price.totalBytes }

  /// Equal for solves of the same game, tree, ranges, locks and method, whatever they have done so far.
  public var jobDigest: UInt64 { get throws { try SolveHeader.digest(self) } }

  public func save(to path: String) throws { try SolveFile(path).save(self, isCheckpoint: true) }
  public func restore(from path: String) throws { try SolveFile(path).restore(self) }

  /// Takes over the state of an earlier solve of the same job.
  ///
  /// - Parameter discount: what a hook had put in the place of the job's; nil for the job's own.
  func restore(
    _ header: SolveHeader, discount: DiscountSchedule?, fill: (UnsafeMutableRawBufferPointer) throws -> Void
  ) rethrows {
    try solver.restore(iterations: header.iterations, cut: header.cut?.pass, fill: fill)
    evaluation = header.evaluated.map { ($0.iteration, $0.value) }
    var restored = header.progress ?? RunProgress()
    restored.calls = progress.calls
    progress = restored
    self.discount = discount ?? job.discount
    isFinite = true
  }

  /// Best responses and values of the average strategies as they are now.
  @discardableResult
  public func evaluate() throws -> Evaluation {
    if let evaluation, evaluation.iteration == solver.iterations { return evaluation.value }
    try checkWhole()
    let value = try solver.evaluate(runTasks)
    isFinite = value.exploitability.isFinite
    guard isFinite else { throw TrainingError.notFinite(iteration: solver.iterations) }
    evaluation = (solver.iterations, value)
    history.add(iteration: solver.iterations, seconds: progress.totalSeconds, exploitability: value.exploitability)
    return value
  }

  public func evaluateNow() throws { try evaluate() }

  public func iterate() throws {
    if holdsPolicy { solver.clear() }
    holdsPolicy = false
    try solver.iterate(try solver.cut?.factors ?? factors(solver.iterations + 1), runTasks)
  }

  private func factors(_ t: Int) throws -> DiscountFactors {
    let factors = try discount.factors(progress.begin(iteration: t))
    guard !factors.areUsable else { return factors }
    for (name, x) in [
      ("positive", factors.positive), ("negative", factors.negative), ("average", factors.average), ("play", factors.play),
      ("prediction", factors.prediction),
    ] where !(x >= 0 && x.isFinite) {
      throw TrainingError.schedule("the discount of iteration \(t): \(name) is \(x); it must be a number from 0")
    }
    return factors
  }

  public var isSavable: Bool { isFinite }
  public var isCutShort: Bool { solver.cut != nil }

  /// - Throws: `TrainingError.unfinished` where the tables are part of one iteration and part of the next: they can be saved as a checkpoint and iterated, but
  ///   hold no strategies.
  public func checkWhole() throws(TrainingError) {
    if isCutShort { throw .unfinished(iteration: solver.iterations + 1) }
  }

  public func apply(_ changes: RunChanges) throws {
    if let other = changes.discount { try change(to: other) }
  }

  private func change(to other: DiscountSchedule) throws {
    guard other.predicts == job.discount.predicts else {
      throw TrainingError.schedule("\"\(other.name)\" cannot take over from \"\(discount.name)\" during a run: only one of them predicts, so their tables differ")
    }
    discount = other
  }

  private func runTasks(_ pass: VectorPass) throws {
    guard let shared = memory.segment else { return solver.runHere(pass) }
    var done: [UInt32] = []
    do {
      let pool = try crew.pool(workers: job.workers)
      if attachedPool !== pool {
        try pool.share(shared, id: segment)
        attachedPool = pool
      }
      if solver.canShare {
        let solver = solver
        var own = solver.openShares()
        defer { done = solver.sharesDone }
        let batch = Batch(
          kind: SolveHandler.kind(pass.mode, isShare: true), argument: UInt64(segment), order: Array(0..<UInt32(solver.layout.shares)),
          culprit: { solver.taskUnderWay(share: Int($0)) })
        try pool.run(batch, own: OwnTask(step: { own.runNext(solver.run(task:)) }, onDeath: solver.abandonOwnTask)) { _, _ in }
      } else {
        let game = solver.game, layout = solver.layout
        let batch = Batch(
          kind: SolveHandler.kind(pass.mode, isShare: false), argument: UInt64(segment), order: solver.order(pass),
          admits: { position, oldest in pass.admits(position, oldest: oldest, game, layout) })
        try pool.run(batch) { index, _ in done.append(index) }
      }
    } catch {
      throw pass.mode == .train ? UnfinishedPass(done: done, cause: error) : error
    }
  }
}
