import CShims

/// Why a worker was lost.
public enum LossReason: Equatable, Sendable {
  /// Ended by this signal.
  case signal(Int32)
  /// Exited with this status, although nobody had told it to.
  case exit(Int32)
  /// Killed because it did not answer within its deadline.
  case hang(deadline: Duration)
  /// Killed because it sent something that is not one of our messages.
  case badMessage(MessageFault)
  /// Killed because its socket failed with this `errno`.
  case socket(errno: Int32)
  /// Ended in a way the system does not tell.
  case unknown
}

extension LossReason: CustomStringConvertible {
  public var description: String {
    switch self {
    case .signal(let number): "ended by signal \(number)"
    case .exit(let status): "exited with status \(status)"
    case .hang(let deadline): "did not answer for \(deadline) and was killed"
    case .badMessage(let fault): "sent a damaged message (\(fault)) and was killed"
    case .socket(let errno): "its socket failed: \(text(of: errno)), and it was killed"
    case .unknown: "ended in an unknown way"
    }
  }
}

/// The loss of one worker, or of what the coordinator did itself, as reported to `WorkerPool.onWorkerLost`.
public struct WorkerLoss: Equatable, Sendable {
  /// The worker's process, or this one.
  public let pid: Int32
  public let reason: LossReason
  /// The index of the task it was computing, or the batch's `culprit`, if any.
  public let task: UInt32?
  /// The indices of all tasks that it had been given and that run again, the computed one first.
  public let requeued: [UInt32]

  /// Whether it was a task of the coordinator's own that died.
  public var isOfCoordinator: Bool { pid == getpid() }
}

extension WorkerLoss: CustomStringConvertible {
  public var description: String {
    isOfCoordinator
      ? "the program's own share of the work was cut off and goes to its workers from now on: \(reason)" : "worker \(pid) was lost and replaced: \(reason)"
  }
}
