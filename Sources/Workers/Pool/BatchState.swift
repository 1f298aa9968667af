/// Which tasks of a batch have been sent out, are to be sent again, or are done. Tasks go by their position in the
/// batch's order.
final class BatchState {
  let batch: Batch
  let sequence: UInt64
  /// One above the highest index.
  let indexCount: UInt32
  private(set) var finished = 0
  private(set) var failure: WorkerError?
  /// True when nothing is sent out any more, whatever is missing.
  private(set) var isAborted = false
  /// The first position that is not done.
  private(set) var oldest = 0
  /// The first position that was never sent out.
  private var next = 0
  /// Positions to send again, before any new one; ascending.
  private var again: [Int] = []
  /// Positions from here on are not sent out any more.
  private var end: Int
  private var isDone: [Bool]
  /// Losses by position, and by what was blamed for them.
  private var losses: [Int: [LossReason]] = [:]
  private var blamed: [UInt32: [LossReason]] = [:]

  init(_ batch: Batch, sequence: UInt64) {
    self.batch = batch
    self.sequence = sequence
    indexCount = (batch.order.max() ?? 0) &+ 1
    end = batch.order.count
    isDone = Array(repeating: false, count: batch.order.count)
  }

  /// True when nothing is left to send out.
  var isDispatched: Bool { again.isEmpty && next >= end }

  /// Tasks that have not been sent out, or have to be again.
  var waiting: Int { again.count + max(0, end - next) }

  /// The position to send out next, or nil when there is none or the window is closed.
  func take() -> Int? {
    if !again.isEmpty { return again.removeFirst() }
    guard next < end else { return nil }
    if next != oldest, let admits = batch.admits, !admits(next, oldest) { return nil }
    defer { next += 1 }
    return next
  }

  func finish(_ position: Int) {
    isDone[position] = true
    finished += 1
    while oldest < isDone.count, isDone[oldest] { oldest += 1 }
  }

  /// Puts back tasks that a lost worker had been given.
  func putBack(_ positions: [Int]) {
    again = (again + positions.filter { $0 < end }).sorted()
  }

  /// Notes that a worker was lost while it computed a task; the third time for one culprit fails the batch.
  ///
  /// - Returns: whom to blame.
  @discardableResult
  func blame(_ position: Int, _ reason: LossReason) -> UInt32? {
    losses[position, default: []].append(reason)
    let index = batch.order[position]
    guard let culprit = batch.culprit == nil ? index : batch.culprit?(index) else { return nil }
    let reasons = blamed[culprit, default: []] + [reason]
    blamed[culprit] = reasons
    if reasons.count >= Self.poisonLimit { abort(.poisonTask(kind: batch.kind, index: culprit, reasons: reasons)) }
    return culprit
  }

  /// How often a task was killed for its deadline.
  func hangs(_ position: Int) -> Int {
    guard !losses.isEmpty, let reasons = losses[position] else { return 0 }
    return reasons.count { if case .hang = $0 { true } else { false } }
  }

  /// Notes that a task raised an error. Only tasks before it are still sent out, so that the error which is reported
  /// is that of the first failing task in order, whatever the timing.
  func fail(_ position: Int, _ message: String) {
    finish(position)
    guard position < end else { return }
    failure = .taskFailed(kind: batch.kind, index: batch.order[position], message: message)
    end = position
    again.removeAll { $0 >= end }
  }

  /// Sends nothing out any more; the batch fails with `error` once the tasks under way are done.
  func abort(_ error: WorkerError) {
    failure = failure ?? error
    isAborted = true
    end = 0
    again = []
  }

  private static let poisonLimit = 3
}
