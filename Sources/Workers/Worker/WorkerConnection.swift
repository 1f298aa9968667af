import CShims

/// The coordinator's end of one worker: its process, its socket, and what it has been asked.
final class WorkerConnection {
  /// Something that is said one at a time and answered with done or refused.
  enum Control {
    case attach(SharedMemory, id: UInt32)
    case detach(id: UInt32)

    var id: UInt32 {
      switch self {
      case .attach(_, let id), .detach(let id): id
      }
    }
  }

  let pid: pid_t
  let socket: Int32
  private(set) var decoder: MessageDecoder
  private var outgoing: [UInt8] = []
  private var sent = 0
  /// Set when a send has failed: nothing is sent any more.
  private var sendError: Int32?
  /// Whether it went without having read all that had been sent, which the system tells (Linux does).
  private var hasLeftSomethingUnread = false

  /// True once its hello was accepted.
  var isWelcome = false
  /// True once it has finished a task.
  var hasFinished = false
  /// What is still to be said or answered; the first has been said.
  var controls: [Control] = []
  /// The ids of the segments it holds.
  var attached: Set<UInt32> = []
  /// Positions of the tasks it has been given, the one it computes first.
  var tasks: [Int] = []
  /// When the first of `tasks` became the first.
  var began: SuspendingClock.Instant
  /// When it is to be killed, unless it answers.
  var deadline: SuspendingClock.Instant?
  /// How long it was given when `deadline` was set.
  var limit: Duration = .zero
  /// Set once it is to die: why, and for which task.
  var condemned: (reason: LossReason, task: Int?)?

  init(pid: pid_t, socket: Int32, job: UInt64, now: SuspendingClock.Instant) {
    self.pid = pid
    self.socket = socket
    began = now
    decoder = MessageDecoder(from: .worker, job: job)
  }

  deinit { close(socket) }

  /// True when it may be given tasks.
  var isReady: Bool { isWelcome && controls.isEmpty && condemned == nil }

  var isWaitingToSend: Bool { sent < outgoing.count && sendError == nil }

  func expect(answerIn limit: Duration, from now: SuspendingClock.Instant) {
    self.limit = limit
    deadline = now.advanced(by: limit)
  }

  // MARK: Messages

  /// Queues a message; `flush` sends it.
  func post(_ message: Message) {
    message.encode(into: &outgoing)
  }

  /// Sends what the socket takes now. A failure shows when the socket is read, after the last results.
  func flush() {
    while isWaitingToSend {
      let count = outgoing.withUnsafeBytes {
        shims_send(socket, $0.baseAddress?.advanced(by: sent), $0.count - sent, -1, false)
      }
      if count == -Int(EAGAIN) { return }
      if count < 0 {
        return failSending(Int32(-count))
      }
      sent += count
    }
    outgoing.removeAll(keepingCapacity: true)
    sent = 0
  }

  /// Says the first control. Nothing else is under way then, so the socket has room.
  func sayControl(job: UInt64) {
    guard let control = controls.first else { return }
    switch control {
    case .detach(let id):
      post(Message(kind: .detach, index: id, job: job))
      flush()
    case .attach(let segment, let id):
      flush()
      var bytes: [UInt8] = []
      Message(kind: .attach, index: id, job: job, words: [UInt64(segment.size), 0, 0, 0]).encode(into: &bytes)
      let count = shims_send(socket, &bytes, bytes.count, segment.descriptor, false)
      if count < 0 { return failSending(Int32(-count)) }
      outgoing.append(contentsOf: bytes[count...])
    }
  }

  /// A worker that has gone tells so by its end of the socket; one that cannot be spoken to is killed.
  private func failSending(_ errno: Int32) {
    sendError = errno
    if errno != EPIPE && errno != ECONNRESET { signal(SIGKILL) }
  }

  /// What reading found.
  enum Reading {
    /// Everything that was there has been read.
    case drained
    /// There may be more.
    case more
    /// The other end is closed, or the socket failed with this `errno`.
    case closed(errno: Int32?)
  }

  /// Reads once, into the decoder.
  func receive(_ buffer: UnsafeMutableRawBufferPointer) -> Reading {
    let count = shims_receive(socket, buffer.baseAddress, buffer.count, nil, false)
    if count > 0 {
      decoder.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      return count == buffer.count ? .more : .drained
    }
    if count == -Int(EAGAIN) { return .drained }
    if count == -Int(ECONNRESET) { hasLeftSomethingUnread = true }
    let error = count == 0 ? sendError : Int32(-count)
    return .closed(errno: error == EPIPE || error == ECONNRESET ? nil : error)
  }

  /// The position of the task that it may have begun, once it is gone; nil if no task can have reached it.
  var begun: Int? {
    // Nothing follows tasks in what is to be sent, so what the socket did not take are the last of them.
    let unsent = (outgoing.count - sent + Message.headerSize - 1) / Message.headerSize
    let sentTasks = tasks.count - min(unsent, tasks.count)
    return sentTasks == 0 || (sentTasks == 1 && hasLeftSomethingUnread) ? nil : tasks.first
  }

  func nextMessage() throws(MessageFault) -> Message? {
    try decoder.next()
  }

  // MARK: The end

  func signal(_ number: Int32) {
    kill(pid, number)
  }

  /// Makes sure that the process is gone, and says how it went. A process that is ending by itself keeps its own status.
  func reap() -> LossReason {
    kill(pid, SIGKILL)
    let status = shims_wait(pid)
    guard status >= 0 else { return .unknown }
    let number = shims_exit_signal(status)
    return number != 0 ? .signal(number) : .exit(shims_exit_status(status))
  }
}
