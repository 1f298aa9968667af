/// What may be chosen about a pool.
public struct WorkerPoolOptions: Sendable {
  /// The checksum of the job that the pool works on; every message carries it, and one with another is rejected.
  public var job: UInt64
  /// How many tasks a worker is given at a time, 1 to 16: with two it need not wait for the next one. The last tasks
  /// of a batch are given out one by one all the same, so that no worker idles while another has one in store.
  public var queueDepth: Int
  /// When a worker counts as hung.
  public var deadline: TaskDeadline
  /// How long `shutdown` waits for workers to end by themselves.
  public var shutdownLimit: Duration
  /// The kernel's buffer for each direction of each socket in bytes, 0 for the system's.
  public var socketBuffer: Int

  public init(
    job: UInt64 = 0, queueDepth: Int = 2, deadline: TaskDeadline = TaskDeadline(),
    shutdownLimit: Duration = .seconds(10), socketBuffer: Int = 0
  ) {
    self.job = job
    self.queueDepth = queueDepth
    self.deadline = deadline
    self.shutdownLimit = shutdownLimit
    self.socketBuffer = socketBuffer
  }

  func validate() throws(WorkerError) {
    func check(_ holds: Bool, _ name: String, _ value: Any, _ expected: String) throws(WorkerError) {
      guard holds else { throw .badOption(name: name, value: "\(value)", expected: expected) }
    }
    try check(1...16 ~= queueDepth, "queueDepth", queueDepth, "from 1 to 16")
    try check(0...(1 << 24) ~= socketBuffer, "socketBuffer", socketBuffer, "from 0 to 16 MiB")
    try check(deadline.factor >= 1, "deadline.factor", deadline.factor, "at least 1")
    try check(deadline.floor > .zero, "deadline.floor", deadline.floor, "more than 0")
    try check(deadline.initial > .zero, "deadline.initial", deadline.initial, "more than 0")
    try check(deadline.grace >= .zero, "deadline.grace", deadline.grace, "at least 0")
    try check(shutdownLimit >= .zero, "shutdownLimit", shutdownLimit, "at least 0")
  }
}
