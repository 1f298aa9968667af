import CShims

/// The one loop in which the coordinator sends, sleeps and listens.
extension WorkerPool {
  /// A result, and where it goes.
  typealias OnResult = (_ index: UInt32, _ payload: TaskPayload) -> Void

  /// Works until `isDone`, then throws what went wrong on the way.
  func pump(until isDone: (WorkerPool) -> Bool, onResult: OnResult = { _, _ in }) throws(WorkerError) {
    var report = progress.map { clock.now.advanced(by: $0.interval) }
    var now = clock.now
    while true {
      send(now)
      if own != nil {
        work(from: now, onResult)
        now = clock.now
      }
      if isDone(self) { break }
      let planned = own == nil ? nextDeadline(report) : now
      wait(until: planned)
      now = clock.now
      // Whoever slept too long was stopped, and its workers were too, perhaps: they have a moment more.
      if let planned, now > planned.advanced(by: .seconds(1)) { forgive(now - planned + .seconds(1)) }
      listen(now, onResult)
      enforceDeadlines(now)
      if let progress, let due = report, now >= due {
        progress.report(batch?.finished ?? 0, batch?.batch.order.count ?? 0)
        report = now.advanced(by: progress.interval)
      }
    }
    let failure = self.failure ?? batch?.failure
    self.failure = nil
    if let failure { throw failure }
  }

  /// Notes an error that ends what is under way.
  func fail(_ error: WorkerError) {
    if batch != nil { batch?.abort(error) } else if failure == nil { failure = error }
  }

  // MARK: Sending

  /// Gives out what can be given out, and sends what sockets take.
  func send(_ now: SuspendingClock.Instant) {
    dispatch(now)
    for case let worker? in workers where worker.isWaitingToSend { worker.flush() }
  }

  /// Gives out tasks: one to every worker before any gets a second. One is given in store only while there are more
  /// tasks than workers, so that at the end of a batch none waits behind another while a worker idles.
  private func dispatch(_ now: SuspendingClock.Instant) {
    guard batch != nil else { return }
    for depth in 0..<options.queueDepth {
      for case let worker? in workers where worker.tasks.count == depth && worker.isReady {
        if depth > 0, batch?.waiting ?? 0 <= workers.count { return }
        guard let position = batch?.take() else { return }
        give(position, to: worker, now)
      }
    }
  }

  private func give(_ position: Int, to worker: WorkerConnection, _ now: SuspendingClock.Instant) {
    guard let batch else { return }
    worker.post(
      Message(
        kind: .task, index: batch.batch.order[position], count: batch.indexCount, taskKind: batch.batch.kind,
        batch: batch.sequence, job: options.job, words: [batch.batch.argument, 0, 0, 0]))
    worker.tasks.append(position)
    if worker.tasks.count == 1 { beginTask(worker, now) }
  }

  /// Starts the clock for the first of a worker's tasks.
  private func beginTask(_ worker: WorkerConnection, _ now: SuspendingClock.Instant) {
    guard worker.condemned == nil else { return }
    worker.began = now
    guard let batch, let position = worker.tasks.first else {
      worker.deadline = nil
      return
    }
    let limit = options.deadline.limit(slowest: slowest[batch.batch.kind], hangs: batch.hangs(position))
    worker.expect(answerIn: limit, from: now)
  }

  /// Has a worker attach or detach a segment, after what it was told before.
  func say(_ control: WorkerConnection.Control, to worker: WorkerConnection) {
    worker.controls.append(control)
    if worker.controls.count == 1 { sayFirstControl(worker) }
  }

  private func sayFirstControl(_ worker: WorkerConnection) {
    worker.deadline = nil
    guard !worker.controls.isEmpty else { return }
    worker.sayControl(job: options.job)
    worker.expect(answerIn: options.deadline.limit(slowest: nil, hangs: 0), from: clock.now)
  }

  // MARK: Listening

  /// Sleeps until a socket has news or `instant` has come; a signal may end the sleep early.
  func wait(until instant: SuspendingClock.Instant?) {
    polled.removeAll(keepingCapacity: true)
    for worker in workers {
      let events = POLLIN | (worker?.isWaitingToSend == true ? POLLOUT : 0)
      polled.append(pollfd(fd: worker?.socket ?? -1, events: Int16(events), revents: 0))
    }
    let timeout = instant.map { Self.milliseconds($0 - clock.now) } ?? -1
    if poll(&polled, nfds_t(polled.count), timeout) < 0 {
      for place in polled.indices { polled[place].revents = 0 }
    }
  }

  /// Rounded up, so that the time has come when the sleep is over.
  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    let whole = min(seconds, 1_000_000) * 1000
    return Int32(whole + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  /// Hears what the last `wait` has found.
  func listen(_ now: SuspendingClock.Instant, _ onResult: OnResult) {
    for place in polled.indices where polled[place].revents & ~Int16(POLLOUT) != 0 {
      guard let worker = workers[place] else { continue }
      do throws(LossSignal) {
        try drain(worker, hasHungUp: polled[place].revents & Int16(POLLHUP) != 0, now, onResult)
      } catch {
        lose(place, error.reason)
      }
    }
  }

  /// Reads and handles everything that a worker has said. What it said before it died still counts. One that has hung up is read to
  /// its end: its last words may make it look ready, and it must not be given a task that it would then be blamed for.
  private func drain(
    _ worker: WorkerConnection, hasHungUp: Bool, _ now: SuspendingClock.Instant, _ onResult: OnResult
  ) throws(LossSignal) {
    while true {
      let reading = buffer.withUnsafeMutableBytes { worker.receive($0) }
      do throws(MessageFault) {
        while let message = try worker.nextMessage() { try handle(message, from: worker, now, onResult) }
      } catch {
        throw LossSignal(reason: .badMessage(error))
      }
      switch reading {
      case .more: continue
      case .drained where hasHungUp: continue
      case .drained: return
      case .closed(let errno): throw LossSignal(reason: errno.map { .socket(errno: $0) })
      }
    }
  }

  private func handle(
    _ message: Message, from worker: WorkerConnection, _ now: SuspendingClock.Instant, _ onResult: OnResult
  ) throws(MessageFault) {
    guard worker.isWelcome != (message.kind == .hello) else { throw .unexpected("\(message.kind)") }
    switch message.kind {
    case .hello: welcome(worker, message)
    case .done, .refused: try handleAnswer(message, from: worker)
    default: try handleResult(message, from: worker, now, onResult)
    }
  }

  private func welcome(_ worker: WorkerConnection, _ message: Message) {
    guard message.words[0] == build else {
      worker.condemned = (.signal(SIGKILL), nil)
      worker.signal(SIGKILL)
      return fail(.buildMismatch(executable: launch.name))
    }
    worker.isWelcome = true
    worker.post(Message(kind: .welcome, job: options.job))
    worker.flush()
    worker.controls = segments.map { .attach($0.segment, id: $0.id) }
    sayFirstControl(worker)
  }

  private func handleAnswer(_ message: Message, from worker: WorkerConnection) throws(MessageFault) {
    guard let control = worker.controls.first else { throw .unexpected("\(message.kind)") }
    let id = control.id
    guard message.index == id else { throw .unexpected("answer about segment \(message.index)") }
    if case .attach = control, message.kind == .done { worker.attached.insert(id) } else { worker.attached.remove(id) }
    worker.controls.removeFirst()
    sayFirstControl(worker)
    if message.kind == .refused { fail(.attachFailed(id: id, message: message.text)) }
  }

  private func handleResult(
    _ message: Message, from worker: WorkerConnection, _ now: SuspendingClock.Instant, _ onResult: OnResult
  ) throws(MessageFault) {
    guard let position = worker.tasks.first, let current = batch else { throw .unexpected("\(message.kind)") }
    guard message.batch == current.sequence else { throw .batch(message.batch) }
    guard message.index == current.batch.order[position], message.taskKind == current.batch.kind else {
      throw .index(message.index, count: message.count)
    }
    worker.tasks.removeFirst()
    slowest[message.taskKind] = max(slowest[message.taskKind] ?? .zero, now - worker.began)
    worker.hasFinished = true
    beginTask(worker, now)
    if message.kind == .failure {
      batch?.fail(position, message.text)
    } else {
      batch?.finish(position)
      onResult(message.index, message.words)
    }
  }
}

/// Ends the reading of a worker that is lost. `reason` is nil when its process knows best.
struct LossSignal: Error {
  let reason: LossReason?
}
