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

/// What the coordinator does itself while a batch runs.
@Suite struct MeanwhileTests {
  private func batch(_ task: FixtureTask, _ argument: UInt64 = 0, tasks: Int, culprit: ((UInt32) -> UInt32?)? = nil) -> Batch {
    Batch(kind: task.rawValue, argument: argument, order: (0..<UInt32(tasks)).map { $0 }, culprit: culprit)
  }

  @Test func stepsAreTakenUntilNoneIsLeft() throws {
    let rig = try Rig(workers: 2, tasks: 20)
    var steps = 0, results = 0
    try rig.pool.run(
      batch(.compute, tasks: 20),
      meanwhile: {
        steps += 1
        return steps < 1000
      }, onResult: { _, _ in results += 1 })
    #expect(steps == 1000 && results == 20)
    // Without tasks for others, too.
    try rig.pool.run(
      batch(.compute, tasks: 0),
      meanwhile: {
        steps -= 1
        return steps > 0
      }, onResult: { _, _ in })
    #expect(steps == 0)
  }

  /// A worker that dies while the coordinator works is heard of before that work is done.
  @Test func deathsAreNoticedBetweenSteps() throws {
    let rig = try Rig(workers: 1, tasks: 1)
    var steps = 0
    try rig.pool.run(
      batch(.sleep, 20, tasks: 1),
      meanwhile: {
        if steps == 0 { kill(rig.pool.processIDs[0], SIGKILL) }
        usleep(1000)
        steps += 1
        // A minute is the limit.
        return rig.losses.isEmpty && steps < 60_000
      }, onResult: { _, _ in })
    #expect(rig.losses.count == 1 && steps < 60_000)
  }

  @Test func anErrorEndsTheSteps() throws {
    let rig = try Rig(workers: 1, tasks: 4)
    var steps = 0
    let error = caught {
      try rig.pool.run(
        batch(.fail, 2, tasks: 4),
        meanwhile: {
          usleep(1000)
          steps += 1
          return steps < 60_000
        }, onResult: { _, _ in })
    }
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
}
