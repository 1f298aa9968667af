import CShims
import Testing

@testable import Workers
@testable import workers_fixture

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Workers that die, hang and talk nonsense.
@Suite struct FaultTests {
  @Test func aWorkerKilledWhileIdleIsReplacedAndNoTaskIsBlamed() throws {
    let rig = try Rig(workers: 3, tasks: 50)
    let victim = rig.pool.processIDs[1], sockets = rig.pool.workers.compactMap { $0?.socket }
    kill(victim, SIGKILL)
    #expect(eventually { hasHungUp(sockets[1]) })
    try rig.run(.compute)
    #expect(rig.isComplete && (0..<50).allSatisfy { rig.attempts($0) == 1 })
    #expect(isGone(victim))
    #expect(rig.losses == [WorkerLoss(pid: victim, reason: .signal(SIGKILL), task: nil, requeued: [])])
    #expect(rig.pool.processIDs.count == 3 && !rig.pool.processIDs.contains(victim))
  }

  @Test func allWorkersKilledWhileIdle() throws {
    let rig = try Rig(workers: 4, tasks: 20)
    for _ in 0..<6 {
      let sockets = rig.pool.workers.compactMap { $0?.socket }
      for victim in rig.pool.processIDs { kill(victim, SIGKILL) }
      #expect(eventually { sockets.allSatisfy(hasHungUp) })
      try rig.run(.compute)
      #expect(rig.isComplete)
    }
    #expect(rig.losses.count == 24 && rig.losses.allSatisfy { $0.task == nil })
  }

  /// The worker dies after it was looked for, and before the task is sent (`admits` is asked in between): the task has done nothing.
  @Test func aTaskThatCouldNotBeSentIsNotBlamed() throws {
    let rig = try Rig(workers: 2, tasks: 12)
    let victim = rig.pool.processIDs[1], socket = try #require(rig.pool.workers[1]?.socket)
    var isKilled = false
    try rig.run(
      .compute,
      admits: { _, _ in
        guard !isKilled else { return true }
        isKilled = true
        kill(victim, SIGKILL)
        return eventually { hasHungUp(socket) }
      })
    #expect(isKilled && rig.isComplete && (0..<12).allSatisfy { rig.attempts($0) == 1 })
    #expect(rig.losses.map(\.pid) == [victim] && rig.losses.allSatisfy { $0.task == nil && !$0.requeued.isEmpty }, "\(rig.losses)")
  }

  #if os(Linux)
    /// The worker dies while its only task lies unread in its socket.
    @Test func aTaskThatWasNotReadIsNotBlamed() throws {
      let rig = try Rig(workers: 2, tasks: 2)
      let victim = rig.pool.processIDs[1]
      kill(victim, SIGSTOP)
      #expect(eventually { states(victim).allSatisfy { $0 == "T" } })
      try rig.run(.compute) { index, _ in if index == 0 { kill(victim, SIGKILL) } }
      #expect(rig.isComplete && rig.attempts(1) == 1)
      #expect(rig.losses == [WorkerLoss(pid: victim, reason: .signal(SIGKILL), task: nil, requeued: [1])])
    }
  #endif

  /// Memory that is not there, and memory that is no more.
  @Test(arguments: [FixtureTask.segfault, .devour])
  func aCrashCostsNothing(_ task: FixtureTask) throws {
    let rig = try Rig(workers: 2, tasks: 30)
    for index in [0, 7, 29] {
      try rig.run(task, UInt64(index))
      #expect(rig.isComplete && rig.attempts(index) == 2)
    }
    #expect(rig.losses.map(\.task) == [0, 7, 29])
    #expect(rig.losses.allSatisfy { if case .signal(let number) = $0.reason { [SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGTRAP].contains(number) } else { false } })
  }

  @Test func aDeathIsNoticedAtOnce() throws {
    let rig = try Rig(workers: 2, tasks: 6)
    var delays: [UInt64] = []
    let died = rig.results.base.assumingMemoryBound(to: UInt64.self)
    rig.pool.onWorkerLost = { loss in if let task = loss.task { delays.append(nanoseconds() - died[Int(task)]) } }
    for index in 0..<10 {
      try rig.run(.dieOnTheClock, UInt64(index % 6))
      #expect(rig.isComplete)
    }
    #expect(delays.count == 10)
    // The median, since a loaded machine may hold up some.
    #expect(delays.sorted()[5] < 100_000_000, "\(delays)")
  }

  @Test func aWorkerKilledWhileComputingIsReplacedAndItsTasksRunAgain() throws {
    let rig = try Rig(workers: 2, tasks: 30)
    var killed: Int32?
    try rig.run(.sleep, 5) { index, _ in
      guard index == 3 else { return }
      killed = rig.pool.processIDs[0]
      kill(rig.pool.processIDs[0], SIGKILL)
    }
    #expect(rig.isComplete)
    #expect(rig.losses.map(\.pid) == [killed])
    // It may not have read its next task yet.
    #expect(rig.losses.allSatisfy { $0.task == nil || $0.task == $0.requeued.first })
  }

  /// The death comes between the sending of a result and its reading: the result counts, and is not computed again.
  @Test func aResultInTheSocketOutlivesItsWorker() throws {
    let rig = try Rig(workers: 2, tasks: 2)
    var first: UInt32?
    try rig.run(.compute) { index, _ in
      guard first == nil else { return }
      first = index
      guard let other = rig.pool.workers[1 - Int(index)] else { return }
      #expect(eventually { hasNews(other.socket) })
      kill(other.pid, SIGKILL)
      #expect(eventually { hasHungUp(other.socket) })
    }
    #expect(rig.isComplete)
    #expect(rig.attempts(0) == 1 && rig.attempts(1) == 1)
  }

  @Test func deathsAtRandomMomentsLeaveTheSameBytes() throws {
    let rig = try Rig(workers: 4, tasks: 400)
    for _ in 0..<4 {
      try rig.run(.roulette, 40)
      #expect(rig.isComplete)
    }
    #expect(rig.losses.count > 10)
    #expect(rig.losses.allSatisfy { $0.reason == .signal(SIGKILL) })
  }

  @Test func aTaskThatKillsThreeWorkersStopsTheBatch() throws {
    let rig = try Rig(workers: 3, tasks: 40)
    let error = caught { try rig.run(.abort, 17) }
    let reasons = Array(repeating: LossReason.signal(SIGABRT), count: 3)
    #expect(error == .poisonTask(kind: FixtureTask.abort.rawValue, index: 17, reasons: reasons))
    #expect(rig.attempts(17) == 3)
    #expect(rig.losses.count == 3 && rig.losses.allSatisfy { $0.task == 17 })
    try rig.run(.compute)
    #expect(rig.isComplete)
  }

  /// Workers have all the time they need to start, and other tasks so much that a loaded machine does not cost them their workers three times.
  private func impatient(floor: Duration) throws -> Rig {
    let deadline = TaskDeadline(floor: floor, factor: 1, grace: .milliseconds(50))
    let rig = try Rig(workers: 2, tasks: 6, options: WorkerPoolOptions(deadline: deadline))
    // These tasks are known to be quick.
    for task in [FixtureTask.loop, .freezeOnce] { rig.pool.slowest[task.rawValue] = .milliseconds(1) }
    return rig
  }

  @Test func aWorkerThatLoopsIsKilledAtItsDeadline() throws {
    let rig = try impatient(floor: .milliseconds(200))
    guard case .poisonTask(_, 2, let reasons) = caught({ try rig.run(.loop, 2) }) else {
      Issue.record("no error")
      return
    }
    let limits = reasons.map { if case .hang(let limit) = $0 { limit } else { Duration.zero } }
    #expect(limits.count == 3 && limits[0] >= .milliseconds(200))
    #expect(limits[1] >= limits[0] * 4 && limits[2] >= limits[1] * 4)
  }

  @Test func aStoppedWorkerIsKilledAndItsTaskRunsElsewhere() throws {
    let rig = try impatient(floor: .seconds(1))
    try rig.run(.freezeOnce, 4)
    #expect(rig.isComplete && rig.attempts(4) == 2)
    let losses = rig.losses.filter { $0.task == 4 }
    #expect(losses.map(\.reason) == [.hang(deadline: .seconds(1))])
    #expect(losses.allSatisfy { isGone($0.pid) })
  }

  @Test func noiseFromAWorkerCostsItItsLife() throws {
    let rig = try Rig(workers: 2, tasks: 5)
    guard case .poisonTask(_, _, let reasons) = caught({ try rig.run(.babble, 300) }) else {
      Issue.record("no error")
      return
    }
    #expect(reasons.count == 3)
    #expect(rig.losses.allSatisfy { if case .badMessage(.magic) = $0.reason { true } else { false } })
    try rig.run(.compute)
    #expect(rig.isComplete)
  }

  @Test func anAnswerForAnotherTaskIsRejected() throws {
    let rig = try Rig(workers: 1, tasks: 2)
    guard case .poisonTask(_, 0, let reasons) = caught({ try rig.run(.lie) }) else {
      Issue.record("no error")
      return
    }
    #expect(reasons == Array(repeating: .badMessage(.index(1, count: .max)), count: 3))
  }

  @Test func aWorkerThatFallsSilentIsKilledBeforeItsTaskRunsAgain() throws {
    let rig = try Rig(workers: 2, tasks: 4)
    try rig.run(.hide, 1)
    #expect(rig.isComplete && rig.attempts(1) == 2)
    #expect(rig.losses.count == 1 && isGone(rig.losses[0].pid))
  }

  /// Streams that begin well and go wrong, sent to real workers: each ends with a complaint or at the end of the stream, none with a crash.
  /// The tasks are of a kind that no flipped bit turns into one that the fixture knows, such as `loop`.
  @Test func aWorkerRejectsNoise() throws {
    let unknownKind: UInt32 = 0x00FF_FF00
    var random = SystemRandomNumberGenerator()
    var statuses: Set<Int32> = []
    for round in 0..<60 {
      let (pid, socket) = try launch().spawn(buffer: 0)
      var stream: [UInt8] = []
      if round % 3 > 0 { Message(kind: .welcome, job: 5).encode(into: &stream) }
      for index in 0..<UInt32(round % 5) { Message(kind: .task, index: index, count: 9, taskKind: unknownKind, batch: 1, job: 5).encode(into: &stream) }
      if round % 3 < 2 { stream += (0..<200).map { _ in random.next() } }
      if round % 3 == 2, let place = stream.indices.randomElement(using: &random) { stream[place] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
      _ = stream.withUnsafeBytes { shims_send(socket, $0.baseAddress, $0.count, -1, true) }
      shutdown(socket, Int32(SHUT_WR))
      let end = ended(pid)
      close(socket)
      let status = try #require(end)
      statuses.insert(shims_exit_status(status))
      #expect(shims_exit_signal(status) == 0)
    }
    #expect(statuses.contains(70) && statuses.isSubset(of: [0, 70]), "\(statuses)")
  }

  @Test func programsThatAreNoWorkersAreErrors() {
    guard
      case .cannotKeepWorker(let reasons) = caught({ _ = try WorkerPool(count: 2, launch: launch("__exit")) })
    else {
      Issue.record("no error")
      return
    }
    #expect(reasons == Array(repeating: .exit(3), count: WorkerPool.fruitlessLimit))
    #expect(
      caught { _ = try WorkerPool(count: 1, launch: launch("__impostor")) }
        == .buildMismatch(executable: fixturePath))
    let missing = WorkerLaunch(executable: "/nowhere/to/be/found", arguments: [])
    guard case .spawnFailed("/nowhere/to/be/found", _, ENOENT) = caught({ _ = try WorkerPool(count: 1, launch: missing) })
    else {
      Issue.record("a missing executable was started")
      return
    }
  }

  @Test func aWorkerThatNeverAnswersIsGivenUp() {
    let deadline = TaskDeadline(initial: .milliseconds(30), floor: .milliseconds(30), grace: .milliseconds(10))
    let error = caught {
      _ = try WorkerPool(count: 1, launch: launch("__silent"), options: WorkerPoolOptions(deadline: deadline))
    }
    guard case .cannotKeepWorker(let reasons) = error else {
      Issue.record("no error")
      return
    }
    #expect(reasons == Array(repeating: .hang(deadline: .milliseconds(30)), count: WorkerPool.fruitlessLimit))
  }
}
