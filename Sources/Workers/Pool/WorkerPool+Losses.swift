import CShims

/// Workers that come and go.
extension WorkerPool {
  /// Starts a worker in every place that has none, and offers segments again that a replacement has refused.
  func fillPlaces() throws(WorkerError) {
    for place in workers.indices {
      guard let worker = workers[place] else {
        try start(place)
        continue
      }
      for (id, segment) in segments where worker.isWelcome && !worker.attached.contains(id) {
        say(.attach(segment, id: id), to: worker)
      }
    }
  }

  /// Replaces workers that died while nothing was to do, before they are given tasks and a task is blamed.
  func lookForDeaths() {
    let now = clock.now
    wait(until: now)
    listen(now) { _, _ in }
  }

  private func start(_ place: Int) throws(WorkerError) {
    let (pid, socket) = try launch.spawn(buffer: Int32(options.socketBuffer))
    let now = clock.now
    let worker = WorkerConnection(pid: pid, socket: socket, job: options.job, now: now)
    worker.expect(answerIn: options.deadline.limit(slowest: nil, hangs: 0), from: now)
    workers[place] = worker
  }

  /// Buries the worker at `place`, puts its tasks back, and starts another.
  /// `reason` is nil when its process is to say.
  func lose(_ place: Int, _ reason: LossReason?) {
    guard let worker = workers[place] else { return }
    workers[place] = nil
    let ending = worker.reap()
    let reason = worker.condemned?.reason ?? reason ?? ending
    var computed = worker.begun
    if let condemned = worker.condemned, condemned.task != computed { computed = nil }
    batch?.putBack(worker.tasks)
    let culprit = computed.flatMap { batch?.blame($0, reason) }
    fruitless[place] = (worker.hasFinished ? [] : fruitless[place]) + [reason]
    let order = batch?.batch.order ?? []
    onWorkerLost?(
      WorkerLoss(
        pid: worker.pid, reason: reason, task: culprit, requeued: worker.tasks.map { order[$0] }))
    replace(place)
  }

  private func replace(_ place: Int) {
    guard failure == nil, batch?.isAborted != true else { return }
    guard fruitless[place].count < Self.fruitlessLimit else {
      fail(.cannotKeepWorker(reasons: fruitless[place]))
      fruitless[place] = []
      return
    }
    do throws(WorkerError) {
      try start(place)
    } catch {
      fail(error)
    }
  }

  // MARK: Deadlines

  func nextDeadline(_ report: SuspendingClock.Instant?) -> SuspendingClock.Instant? {
    var next = report
    for case let worker? in workers {
      if let deadline = worker.deadline { next = min(next ?? deadline, deadline) }
    }
    return next
  }

  /// Puts off all deadlines after the coordinator itself was held up (frozen, stopped) for `delay`; so were its workers.
  func forgive(_ delay: Duration) {
    for case let worker? in workers { worker.deadline = worker.deadline?.advanced(by: delay) }
  }

  /// Tells workers that are past their deadline to end, and kills those that do not.
  func enforceDeadlines(_ now: SuspendingClock.Instant) {
    for case let worker? in workers {
      guard let deadline = worker.deadline, now >= deadline else { continue }
      if worker.condemned == nil {
        worker.condemned = (.hang(deadline: worker.limit), worker.tasks.first)
        worker.signal(SIGTERM)
        worker.expect(answerIn: options.deadline.grace, from: now)
      } else {
        worker.signal(SIGKILL)
        worker.deadline = nil
      }
    }
  }

  // MARK: The end

  /// Ends all workers: asks them to stop, waits up to `options.shutdownLimit`, then sends SIGTERM, and after the grace
  /// time of the deadline SIGKILL. When it returns no worker is left. May be called more than once.
  public func shutdown() {
    isStopped = true
    segments = []
    for case let worker? in workers {
      worker.post(Message(kind: .stop, job: options.job))
      worker.flush()
    }
    bury(within: options.shutdownLimit)
    for case let worker? in workers { worker.signal(SIGTERM) }
    bury(within: options.deadline.grace)
    for case let worker? in workers { _ = worker.reap() }
    workers = []
  }

  /// Waits for workers to end, and reaps them.
  private func bury(within limit: Duration) {
    let end = clock.now.advanced(by: limit)
    while workers.contains(where: { $0 != nil }) {
      wait(until: end)
      for place in polled.indices where polled[place].revents & ~Int16(POLLOUT) != 0 {
        guard let worker = workers[place] else { continue }
        if case .closed = buffer.withUnsafeMutableBytes({ worker.receive($0) }) {
          _ = worker.reap()
          workers[place] = nil
        }
      }
      for case let worker? in workers { worker.flush() }
      if clock.now >= end { return }
    }
  }
}
