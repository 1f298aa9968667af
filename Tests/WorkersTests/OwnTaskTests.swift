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

/// What the coordinator does itself while a batch runs, and what becomes of it when that kills it.
@Suite struct OwnTaskTests {
  private func batch(_ task: FixtureTask, _ argument: UInt64 = 0, tasks: Int, culprit: ((UInt32) -> UInt32?)? = nil) -> Batch {
    Batch(kind: task.rawValue, argument: argument, order: (0..<UInt32(tasks)).map { $0 }, culprit: culprit)
  }

  @Test func stepsAreTakenUntilNoneIsLeft() throws {
    let rig = try Rig(workers: 2, tasks: 20)
    // Also where the coordinator's is the only task.
    for tasks in [20, 1] {
      var steps = 0, results: Set<UInt32> = []
      let own = OwnTask(
        step: {
          steps += 1
          return steps < 1000
        }, onDeath: { Issue.record("nothing has died") })
      try rig.pool.run(batch(.compute, tasks: tasks), own: own) { index, _ in results.insert(index) }
      #expect(steps == 1000 && results == Set(0..<UInt32(tasks)) && rig.attempts(0) == 0 && rig.losses.isEmpty)
    }
  }

  /// A worker that dies while the coordinator works is heard of before that work is done.
  @Test func deathsAreNoticedBetweenSteps() throws {
    let rig = try Rig(workers: 1, tasks: 2)
    var steps = 0
    let own = OwnTask(
      step: {
        if steps == 0 { kill(rig.pool.processIDs[0], SIGKILL) }
        usleep(1000)
        steps += 1
        // A minute is the limit.
        return rig.losses.isEmpty && steps < 60_000
      }, onDeath: {})
    try rig.pool.run(batch(.sleep, 20, tasks: 2), own: own) { _, _ in }
    #expect(rig.losses.count == 1 && steps < 60_000)
  }

  @Test func anErrorEndsTheSteps() throws {
    let rig = try Rig(workers: 1, tasks: 4)
    var steps = 0
    let own = OwnTask(
      step: {
        usleep(1000)
        steps += 1
        return steps < 60_000
      }, onDeath: {})
    let error = caught { try rig.pool.run(batch(.fail, 2, tasks: 4), own: own) { _, _ in } }
    guard case .taskFailed(_, 2, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(steps < 60_000)
    try rig.run(.compute)
    #expect(rig.isComplete)
  }

  /// Three losses over one culprit end a batch, and the error names it; losses between its parts, or over different ones, do not.
  @Test func whoIsToBlame() throws {
    let rig = try Rig(workers: 2, tasks: 8)
    var asked = 0
    let error = caught {
      try rig.pool.run(
        batch(.abort, 5, tasks: 8) { index in
          asked += 1
          return asked < 3 ? [nil, 70][asked - 1] : index + 100
        }
      ) { _, _ in }
    }
    #expect(error == .poisonTask(kind: FixtureTask.abort.rawValue, index: 105, reasons: Array(repeating: .signal(SIGABRT), count: 3)))
    #expect(rig.losses.map(\.task) == [nil, 70, 105, 105, 105])
  }

  // MARK: Deaths of the coordinator

  /// What a step that dies is in the middle of changing.
  private final class Books {
    var inner = 0
    var outer = 0
  }

  @inline(never)
  private func change(_ number: inout Int, _ meanwhile: () throws -> Void) rethrows {
    number += 1
    try meanwhile()
    number += 1
  }

  /// A worker does the task again and those of all later batches, and this process is what it was: the same signals are blocked, and no variable counts as being changed.
  @Test(arguments: Fault.allCases) func aDeathCostsNothing(_ fault: Fault) throws {
    let rig = try Rig(workers: 2, tasks: 12), books = Books(), before = blockedSignals()
    var steps = 0, deaths = 0
    let own = OwnTask(
      step: { [self] in
        steps += 1
        change(&books.inner) { if steps == 3 { fault.strike() } }
        return true
      }, onDeath: { deaths += 1 })
    try change(&books.outer) {
      try rig.run(.compute, own: own)
      books.inner = 10
      change(&books.inner) {}
    }
    #expect(rig.isComplete && rig.attempts(0) == 1 && steps == 3 && deaths == 1)
    #expect(books.outer == 2 && books.inner == 12)
    #expect(rig.losses.count == 1 && rig.losses[0].isOfCoordinator && rig.losses[0].task == 0 && rig.losses[0].requeued == [0])
    #expect(fault.signals.map { .signal($0) }.contains(rig.losses[0].reason), "\(rig.losses)")
    #expect(blockedSignals() == before)
    try rig.run(.compute, own: own)
    #expect(rig.isComplete && rig.attempts(0) == 1 && steps == 3 && rig.losses.count == 1)
  }

  /// The coordinator dies of the task, and two workers after it.
  @Test(arguments: [1, 2, 3]) func aTaskThatKillsTheCoordinatorAndWorkersStopsTheBatch(_ workers: Int) throws {
    let rig = try Rig(workers: workers, tasks: 6)
    let own = OwnTask(
      step: {
        Fault.noMemory.strike()
        return true
      }, onDeath: {})
    let error = caught { try rig.run(.abort, 0, own: own) }
    guard case .poisonTask(FixtureTask.abort.rawValue, 0, let reasons) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reasons.count == 3 && reasons[1...] == [.signal(SIGABRT), .signal(SIGABRT)])
    #expect(rig.losses.map(\.task) == [0, 0, 0] && rig.losses.map(\.isOfCoordinator) == [true, false, false])
    try rig.run(.compute, own: own)
    #expect(rig.isComplete && rig.losses.count == 3)
  }

  /// What dies within something else that may die ends only that.
  @Test func deathsWithinEachOther() {
    var log: [Int32] = []
    func survive(_ work: @escaping () -> Void) -> Int32 {
      var work = work
      return withUnsafeMutablePointer(to: &work) { shims_survive({ $0?.assumingMemoryBound(to: (() -> Void).self).pointee() }, $0) }
    }
    let outer = survive {
      log.append(survive { raise(SIGFPE) })
      log.append(survive {})
      raise(SIGTRAP)
      log.append(-1)
    }
    #expect(log == [SIGFPE, 0] && outer == SIGTRAP)
  }

  /// Outside of what may die, signals do what they did: here a handler that was there before ends the program.
  @Test(arguments: [SIGSEGV, SIGABRT, SIGTRAP, SIGTERM]) func deathsOfOtherThings(_ signal: Int32) throws {
    let program = try Bystander("faults", "\(signal)")
    #expect(program.exitStatus() == 100 + signal)
    #expect(program.written == "survived \(SIGSEGV)\nsurvived \(SIGABRT)\nsurvived 0\nheard \(signal)\n")
  }

  private func blockedSignals() -> [Int32] {
    var set = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &set)
    return (1..<32).filter { sigismember(&set, $0) == 1 }
  }
}
