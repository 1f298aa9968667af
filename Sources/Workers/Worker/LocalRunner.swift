/// Runs tasks in the calling thread, in order: what a pool does, with no workers.
public final class LocalRunner<Handler: WorkerHandler>: TaskRunner {
  private var handler: Handler
  private let job: UInt64
  private var segments: Set<UInt32> = []
  private var isStopped = false

  /// - Parameter job: the checksum of the job, as in `WorkerPoolOptions`.
  public init(_ handler: Handler, job: UInt64 = 0) {
    self.handler = handler
    self.job = job
  }

  public var workerCount: Int { 1 }

  public func share(_ segment: SharedMemory, id: UInt32) throws(WorkerError) {
    guard !isStopped else { throw .stopped }
    guard !segments.contains(id) else { throw .duplicateSegment(id: id) }
    do {
      try handler.attach(segment, id: id)
    } catch {
      throw .attachFailed(id: id, message: String(describing: error))
    }
    segments.insert(id)
  }

  public func unshare(id: UInt32) throws(WorkerError) {
    guard !isStopped else { throw .stopped }
    guard segments.remove(id) != nil else { throw .unknownSegment(id: id) }
    do {
      try handler.detach(id: id)
    } catch {
      throw .attachFailed(id: id, message: String(describing: error))
    }
  }

  public func run(
    _ batch: Batch, onResult: (_ index: UInt32, _ payload: TaskPayload) -> Void
  ) throws(WorkerError) {
    guard !isStopped else { throw .stopped }
    for index in batch.order {
      let task = WorkerTask(kind: batch.kind, index: index, argument: batch.argument, job: job)
      let payload: TaskPayload
      do {
        payload = try handler.run(task)
      } catch {
        throw .taskFailed(kind: batch.kind, index: index, message: String(describing: error))
      }
      onResult(index, payload)
    }
  }

  public func shutdown() {
    isStopped = true
  }
}
