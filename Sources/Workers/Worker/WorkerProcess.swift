import CShims

/// The main program of a worker.
public enum WorkerProcess {
  /// Serves tasks until the coordinator says stop or is gone, then ends the process.
  ///
  /// Between tasks the process sleeps in one blocking read. When the coordinator disappears it ends at once, also in
  /// the middle of a task: a second thread sleeps on the socket's hang-up. (The parent-death signal of Linux would
  /// not do: it is sent when the *thread* that spawned the worker ends.)
  ///
  /// Exit status: 0 after stop or end of file, 64 when the process was not started by a pool, 70 after a message that
  /// is not ours, 71 when the system fails.
  public static func run<Handler: WorkerHandler>(_ handler: Handler) -> Never {
    var loop = WorkerLoop(handler: handler)
    do throws(WorkerError) {
      try loop.serve()
    } catch {
      complain(error)
      exit(exitStatus(of: error))
    }
    exit(0)
  }

  private static func exitStatus(of error: WorkerError) -> Int32 {
    switch error {
    case .notAWorker: 64
    case .badMessage: 70
    default: 71
    }
  }

  private static func complain(_ error: WorkerError) {
    let line = Array("worker \(getpid()): \(error)\n".utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// The worker's side of the conversation.
private struct WorkerLoop<Handler: WorkerHandler> {
  private static var socket: Int32 { Int32(shims_worker_socket) }
  /// A send that nobody drains for this long means that the coordinator is stuck for good.
  private static var sendTimeout: Int32 { 60 }

  private var handler: Handler
  private var decoder = MessageDecoder(from: .coordinator)
  private var buffer = [UInt8](repeating: 0, count: 8192)
  private var outgoing: [UInt8] = []
  /// Descriptors received whose attach message has not been read.
  private var descriptors: [Int32] = []
  private var job: UInt64?

  init(handler: Handler) {
    self.handler = handler
  }

  mutating func serve() throws(WorkerError) {
    guard shims_is_socket(Self.socket) else { throw .notAWorker }
    let name = CommandLine.arguments.first?.split(separator: "/").last
    shims_name_process(String(name ?? "worker"))
    var identity: UInt64 = 0
    try check("identify the executable", shims_build_identity(nil, &identity))
    try check("bound a send", shims_set_send_timeout(Self.socket, Self.sendTimeout))
    try check("start a thread", shims_start_lifeline(Self.socket))
    try send(Message(kind: .hello, words: [identity, 0, 0, 0]))
    while let message = try receive() {
      if message.kind == .stop { return }
      try answer(message)
    }
  }

  /// The next message, or nil at end of file.
  private mutating func receive() throws(WorkerError) -> Message? {
    while true {
      do throws(MessageFault) {
        if let message = try decoder.next() { return message }
      } catch {
        throw .badMessage(error)
      }
      var descriptor: Int32 = -1
      let count = shims_receive(Self.socket, &buffer, buffer.count, &descriptor, true)
      if descriptor >= 0 { descriptors.append(descriptor) }
      if count == 0 || count == -Int(ECONNRESET) { return nil }
      try check("read a message", Int32(-min(count, 0)))
      buffer.withUnsafeBytes { decoder.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  private mutating func answer(_ message: Message) throws(WorkerError) {
    guard (job == nil) == (message.kind == .welcome) else {
      throw .badMessage(.unexpected("\(message.kind)"))
    }
    var reply = message
    switch message.kind {
    case .welcome:
      job = message.job
      decoder.job = message.job
      return
    case .task:
      let task = WorkerTask(
        kind: message.taskKind, index: message.index, argument: message.words[0], job: message.job)
      reply.kind = .result
      do { reply.words = try handler.run(task) } catch { reply.fail(.failure, error) }
    case .attach:
      guard let descriptor = descriptors.first else {
        throw .badMessage(.unexpected("attach without a descriptor"))
      }
      descriptors.removeFirst()
      defer { close(descriptor) }
      reply.kind = .done
      do {
        let segment = try SharedMemory(attaching: descriptor, size: Int(clamping: message.words[0]))
        try handler.attach(segment, id: message.index)
      } catch { reply.fail(.refused, error) }
    case .detach:
      reply.kind = .done
      do { try handler.detach(id: message.index) } catch { reply.fail(.refused, error) }
    case .hello, .done, .refused, .result, .failure, .stop:
      throw .badMessage(.unexpected("\(message.kind)"))
    }
    try send(reply)
  }

  private mutating func send(_ message: Message) throws(WorkerError) {
    outgoing.removeAll(keepingCapacity: true)
    message.encode(into: &outgoing)
    var sent = 0
    while sent < outgoing.count {
      let count = outgoing.withUnsafeBytes {
        shims_send(Self.socket, $0.baseAddress?.advanced(by: sent), $0.count - sent, -1, true)
      }
      if count == -Int(EPIPE) || count == -Int(ECONNRESET) { exit(0) }
      try check("send a message", Int32(-min(count, 0)))
      sent += count
    }
  }

  private func check(_ action: String, _ errno: Int32) throws(WorkerError) {
    guard errno == 0 else {
      throw .spawnFailed(executable: CommandLine.arguments.first ?? "", action: action, errno: errno)
    }
  }
}

extension Message {
  fileprivate mutating func fail(_ kind: Kind, _ error: any Error) {
    self.kind = kind
    words = .zero
    text = String(describing: error)
  }
}
