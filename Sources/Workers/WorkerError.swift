import CShims

/// What can go wrong with a pool of workers. Every description is for people.
public enum WorkerError: Error, Equatable, Sendable {
  /// A pool of this many workers cannot be made.
  case badCount(Int)
  /// An option of the pool is outside its range.
  case badOption(name: String, value: String, expected: String)
  /// A shared segment of this many bytes makes no sense.
  case badSize(Int)
  /// More memory was asked for than there is. `limit` says what bounds it.
  case notEnoughMemory(wanted: Int, available: Int, limit: String)
  /// The system refused a shared segment.
  case memory(action: String, size: Int, errno: Int32)
  /// A received segment has another size than the message promised.
  case segmentMismatch(expected: Int, found: Int)
  /// A segment with this id is shared already.
  case duplicateSegment(id: UInt32)
  /// No segment with this id is shared.
  case unknownSegment(id: UInt32)
  /// A worker could not take over a shared segment.
  case attachFailed(id: UInt32, message: String)
  /// The system refused to start a worker.
  case spawnFailed(executable: String, action: String, errno: Int32)
  /// A worker runs another build than the coordinator.
  case buildMismatch(executable: String)
  /// Workers died again and again without finishing anything.
  case cannotKeepWorker(reasons: [LossReason])
  /// A message was not one of ours. The connection it came through is given up.
  case badMessage(MessageFault)
  /// The process was not started by a pool.
  case notAWorker
  /// A task raised an error in its worker.
  case taskFailed(kind: UInt32, index: UInt32, message: String)
  /// A task was lost with whoever computed it, several times.
  case poisonTask(kind: UInt32, index: UInt32, reasons: [LossReason])
  /// The pool has been shut down.
  case stopped
  /// Signal handlers could not be installed.
  case interrupts(errno: Int32)
}

extension WorkerError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badCount(let count):
      "a pool of \(count) workers cannot be made: give a number from 1 to \(WorkerPool.maximumCount)"
    case .badOption(let name, let value, let expected):
      "the pool's option \(name) is \(value): it must be \(expected)"
    case .badSize(let size):
      "a shared segment of \(size) bytes cannot be made: its size must be at least 1"
    case .notEnoughMemory(let wanted, let available, let limit):
      "\(megabytes(wanted)) of shared memory were asked for, but \(limit) leaves \(megabytes(available)): "
        + "make the tables smaller or free memory"
    case .memory(let action, let size, let errno):
      "could not \(action) a shared segment of \(megabytes(size)): \(text(of: errno))"
    case .segmentMismatch(let expected, let found):
      "a shared segment has \(found) bytes where \(expected) were announced"
    case .duplicateSegment(let id):
      "a segment with id \(id) is shared already: unshare it first, or take another id"
    case .unknownSegment(let id):
      "no segment with id \(id) is shared"
    case .attachFailed(let id, let message):
      "a worker could not attach the shared segment \(id): \(message)"
    case .spawnFailed(let executable, let action, let errno):
      "could not start a worker (\(executable)): \(action) failed: \(text(of: errno))"
    case .buildMismatch(let executable):
      "a worker runs another build of \(executable) than was there when the pool started: "
        + "the file was replaced; start the program again"
    case .cannotKeepWorker(let reasons):
      "workers die before they finish any task: \(list(reasons))"
    case .badMessage(let fault):
      "a message between coordinator and worker is damaged: \(fault)"
    case .notAWorker:
      "this command is run by the program itself to start its workers; it does nothing on its own"
    case .taskFailed(let kind, let index, let message):
      "task \(index) of kind \(kind) failed in its worker: \(message)"
    case .poisonTask(let kind, let index, let reasons):
      "task \(index) of kind \(kind) was tried \(reasons.count) times and lost each time: \(list(reasons))"
    case .stopped:
      "the pool of workers has been shut down"
    case .interrupts(let errno):
      "could not catch interrupts: \(text(of: errno))"
        + (errno == EBUSY ? " (another InterruptMonitor is active)" : "")
    }
  }
}

private func list(_ reasons: [LossReason]) -> String {
  reasons.map(\.description).joined(separator: "; ")
}

/// `size` bytes in MiB with one decimal.
private func megabytes(_ size: Int) -> String {
  let tenths = size / 104_858
  return "\(tenths / 10).\(tenths % 10) MiB"
}

/// The system's text for an `errno`.
func text(of errno: Int32) -> String {
  "\(String(cString: strerror(errno))) (errno \(errno))"
}
