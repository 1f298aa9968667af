import Logging
import Workers

/// The one pool of a script's process. It starts with the first solve that wants it and serves all that follow.
public final class WorkerCrew {
  private let launch: WorkerLaunch
  let logger: Logger
  private var pool: WorkerPool?
  private var nextSolve: UInt32 = 1
  /// Whether this process does a share of the tasks, until it has died of one: of the next pool's, too.
  private var worksItself = true
  /// Hears of workers that were lost and replaced.
  public var onWorkerLost: ((WorkerLoss) -> Void)?

  /// - Parameter launch: how to start this executable as a worker that serves a `TrainingHandler`.
  public init(launch: WorkerLaunch, logger: Logger) {
    self.launch = launch
    self.logger = logger
  }

  /// A pool of so many workers: the one that runs, if it fits, else a new one.
  func pool(workers: Int) throws(WorkerError) -> WorkerPool {
    if let pool, pool.workerCount == workers { return pool }
    pool?.shutdown()
    pool = nil
    let started = try WorkerPool(count: workers, launch: launch)
    started.worksItself = worksItself
    started.onWorkerLost = { [weak self] loss in
      if loss.isOfCoordinator { self?.worksItself = false }
      self?.logger.warning("\(loss)")
      self?.onWorkerLost?(loss)
    }
    pool = started
    return started
  }

  /// A number for a solve's memory that no other solve has.
  func nextSegment() -> UInt32 {
    defer { nextSolve += 1 }
    return nextSolve
  }

  /// The process ids of the workers, if any run.
  public var processIDs: [Int32] { pool?.processIDs ?? [] }

  /// Processor seconds of this process and its workers since it was started; see `ProcessorTime`.
  public var cpuSeconds: Double { ProcessorTime.seconds(running: processIDs) }

  /// Ends the workers.
  public func shutdown() {
    pool?.shutdown()
    pool = nil
  }
}
