/// Whoever runs batches of tasks: a pool of processes, or the calling thread.
///
/// This is the seam behind which tasks may one day go to other machines.
public protocol TaskRunner: AnyObject {
  /// How many tasks run at the same time.
  var workerCount: Int { get }

  /// Gives a segment to every worker; it is there for all later tasks under `id`.
  ///
  /// Throws `duplicateSegment`, or `attachFailed` with the worker's message; then it is not shared.
  func share(_ segment: SharedMemory, id: UInt32) throws(WorkerError)

  /// Takes a segment back from every worker. Throws `unknownSegment`, or `attachFailed` with the worker's message.
  func unshare(id: UInt32) throws(WorkerError)

  /// Runs every task of `batch` exactly once, as far as anyone can see, and returns when all are done.
  ///
  /// `onResult` is called in the calling thread with the index of each finished task and what it handed back, in the
  /// order of arrival, which is not the order of the batch.
  ///
  /// When a task throws, no later one is sent out, and the error of the first failing task in order is thrown as
  /// `taskFailed` as soon as the tasks under way are done. On every return, normal or not, no task is running.
  func run(_ batch: Batch, onResult: (_ index: UInt32, _ payload: TaskPayload) -> Void) throws(WorkerError)

  /// Ends the workers. May be called more than once.
  func shutdown()
}
