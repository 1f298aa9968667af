import CShims

/// A fixed number of worker processes that run batches of tasks over shared memory.
///
/// The pool belongs to one thread, the coordinator's, and does all its work inside its own calls: it has no thread,
/// and waits for no child but its own. While tasks run, the coordinator sleeps in `poll` until a
/// worker says something, a deadline passes, or `progress` is due.
///
/// A worker that dies, or that is killed because it hangs or talks nonsense, is replaced, and the tasks it had are run
/// again before all others. Its process is certainly gone before any of its tasks starts elsewhere, so no two
/// processes ever write the same results. The coordinator can do a part of a batch itself (`OwnTask`).
public final class WorkerPool: TaskRunner {
  /// The most workers a pool can have.
  public static let maximumCount = 1024
  /// So many workers in a row may be lost in one place without having finished a task, until a batch is done.
  static let fruitlessLimit = 5

  public let launch: WorkerLaunch
  public let options: WorkerPoolOptions
  /// Called in the coordinator's thread when a worker was lost. The pool must not be used from within.
  public var onWorkerLost: ((WorkerLoss) -> Void)?
  /// Called in the coordinator's thread each time the interval has passed during a batch, with the number of tasks done
  /// and that of all. The pool must not be used from within.
  public var progress: (interval: Duration, report: (_ done: Int, _ total: Int) -> Void)?

  /// Whether the coordinator does tasks of its own (`OwnTask`); false once it has died of one.
  public var worksItself = true

  let clock = SuspendingClock()
  let build: UInt64
  /// One place for each worker; nil when it could not be filled.
  var workers: [WorkerConnection?]
  /// Losses in each place since a worker there finished something, or a batch was done.
  var fruitless: [[LossReason]]
  /// The segments that every worker holds, in the order of sharing.
  var segments: [(id: UInt32, segment: SharedMemory)] = []
  /// The batch that is being run.
  var batch: BatchState?
  var sequence: UInt64 = 0
  /// What the coordinator does of it, and its position.
  var own: (task: OwnTask, position: Int)?
  /// The slowest task of each kind so far.
  var slowest: [UInt32: Duration] = [:]
  /// What went wrong outside of a batch.
  var failure: WorkerError?
  var isStopped = false
  var polled: [pollfd] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 14)

  /// Starts `count` workers and returns when all have answered.
  ///
  /// Throws `badCount` or `badOption`; `spawnFailed` when the system refuses; `buildMismatch` when a worker is another
  /// build than the one found at `launch`; `cannotKeepWorker` when workers do not live long enough to answer.
  public init(
    count: Int, launch: WorkerLaunch, options: WorkerPoolOptions = WorkerPoolOptions()
  ) throws(WorkerError) {
    guard 1...Self.maximumCount ~= count else { throw .badCount(count) }
    try options.validate()
    self.launch = launch
    self.options = options
    build = try launch.buildIdentity()
    workers = Array(repeating: nil, count: count)
    fruitless = Array(repeating: [], count: count)
    do throws(WorkerError) {
      try fillPlaces()
      try pump { $0.isSettled }
    } catch {
      shutdown()
      throw error
    }
  }

  deinit { shutdown() }

  public var workerCount: Int { workers.count }

  /// The process ids of the workers.
  public var processIDs: [Int32] { workers.compactMap { $0?.pid } }

  // MARK: Segments

  public func share(_ segment: SharedMemory, id: UInt32) throws(WorkerError) {
    guard !isStopped else { throw .stopped }
    guard !segments.contains(where: { $0.id == id }) else { throw .duplicateSegment(id: id) }
    segments.append((id, segment))
    for case let worker? in workers where worker.isWelcome { say(.attach(segment, id: id), to: worker) }
    do throws(WorkerError) {
      try pump { $0.isSettled }
    } catch {
      segments.removeAll { $0.id == id }
      for case let worker? in workers where worker.attached.contains(id) { say(.detach(id: id), to: worker) }
      throw error
    }
  }

  public func unshare(id: UInt32) throws(WorkerError) {
    guard !isStopped else { throw .stopped }
    guard segments.contains(where: { $0.id == id }) else { throw .unknownSegment(id: id) }
    segments.removeAll { $0.id == id }
    for case let worker? in workers where worker.attached.contains(id) { say(.detach(id: id), to: worker) }
    try pump { $0.isSettled }
  }

  /// True when nothing is under way and every worker is ready.
  var isSettled: Bool {
    workers.allSatisfy { $0.map { $0.isReady && $0.tasks.isEmpty } ?? true }
  }

  // MARK: Batches

  public func run(
    _ batch: Batch, onResult: (_ index: UInt32, _ payload: TaskPayload) -> Void
  ) throws(WorkerError) {
    try run(batch, own: nil, onResult: onResult)
  }

  /// - Parameter own: the first task of the batch, which the coordinator does itself once the first others are on their way. It hands back zeros. When the batch fails, no
  ///   further step is taken.
  public func run(
    _ batch: Batch, own: OwnTask?, onResult: (_ index: UInt32, _ payload: TaskPayload) -> Void
  ) throws(WorkerError) {
    guard !isStopped else { throw .stopped }
    guard !batch.order.contains(.max) else {
      throw .badOption(name: "order", value: "\(UInt32.max)", expected: "an index below \(UInt32.max)")
    }
    lookForDeaths()
    sequence += 1
    self.batch = BatchState(batch, sequence: sequence)
    defer {
      self.batch = nil
      self.own = nil
    }
    try fillPlaces()
    takeOwn(own)
    try pump(until: \.isBatchDone, onResult: onResult)
    fruitless = Array(repeating: [], count: workers.count)
  }

  var isBatchDone: Bool {
    guard let batch else { return true }
    return own == nil && batch.isDispatched && workers.allSatisfy { $0?.tasks.isEmpty ?? true }
  }
}
