import CShims
import Testing

@testable import Workers
@testable import workers_fixture

/// Batches on healthy workers.
@Suite struct PoolTests {
  @Test(arguments: [1, 8, 128]) func everyTaskIsDoneOnce(_ workers: Int) throws {
    let rig = try Rig(workers: workers, tasks: 100)
    try rig.run(.compute)
    #expect(rig.isComplete)
    #expect((0..<100).allSatisfy { rig.attempts($0) == 1 })
    #expect(rig.losses.isEmpty)
  }

  @Test func aPoolServesManyBatches() throws {
    let rig = try Rig(workers: 3, tasks: 17, options: WorkerPoolOptions(job: 0xC0FFEE))
    for _ in 0..<100 {
      try rig.run(.compute) { _, payload in #expect(payload[2] == 0xC0FFEE) }
      #expect(rig.isComplete)
    }
    try rig.pool.run(Batch(kind: 0, order: [])) { _, _ in Issue.record("there is no task") }
  }

  @Test func aHundredThousandTinyTasks() throws {
    let rig = try Rig(workers: 2, tasks: 100_000)
    try rig.run(.compute)
    #expect(rig.isComplete)
  }

  @Test func workIsSpread() throws {
    let rig = try Rig(workers: 4, tasks: 4)
    var workers: Set<UInt64> = []
    try rig.run(.sleep, 50) { _, payload in workers.insert(payload[1]) }
    #expect(workers.count == 4)
  }

  @Test func theWindowIsHonoured() throws {
    let rig = try Rig(workers: 4, tasks: 1, options: WorkerPoolOptions(queueDepth: 4))
    var finished: Set<Int> = []
    var asked = 0
    let order = (0..<200).map { UInt32(199 - $0) }
    var violations = 0
    try withoutActuallyEscaping({ (position: Int, oldest: Int) -> Bool in
      asked += 1
      if position <= oldest || !(0..<oldest).allSatisfy(finished.contains) || finished.contains(oldest) {
        violations += 1
      }
      return position < oldest + 3
    }) { admits in
      try rig.pool.run(Batch(kind: FixtureTask.compute.rawValue, order: order, admits: admits)) { index, _ in
        let position = 199 - Int(index)
        // Three tasks fit in the window, so the results before the last two have all been seen.
        if !(0..<max(0, position - 2)).allSatisfy(finished.contains) { violations += 1 }
        finished.insert(position)
      }
    }
    #expect(finished.count == 200 && asked > 100 && violations == 0)
  }

  @Test func anErrorArrivesAsItsText() throws {
    let rig = try Rig(workers: 3, tasks: 40)
    for _ in 0..<20 {
      #expect(
        caught { try rig.run(.fail, 11) }
          == .taskFailed(kind: FixtureTask.fail.rawValue, index: 11, message: "task 11 does not want to"))
    }
    try rig.run(.compute)
    #expect(rig.isComplete && rig.losses.isEmpty)
  }

  @Test func aLongErrorTextIsBounded() throws {
    let rig = try Rig(workers: 2, tasks: 8)
    guard case .taskFailed(_, 0, let message) = caught({ try rig.run(.failAtLength, 1 << 20) }) else {
      Issue.record("no error")
      return
    }
    #expect(message.utf8.count == 4096 && message.allSatisfy { $0 == "ä" })
  }

  /// The smallest buffers that the system gives, deep queues, results of 4 KiB in both directions at once.
  @Test func tinyBuffersDoNotDeadlock() throws {
    let rig = try Rig(workers: 4, tasks: 300, options: WorkerPoolOptions(queueDepth: 16, socketBuffer: 1))
    for _ in 0..<10 {
      #expect(caught { try rig.run(.failAtLength, 4096) } != nil)
      try rig.run(.compute)
      #expect(rig.isComplete)
    }
    #expect(rig.losses.isEmpty)
  }

  @Test func segmentsComeAndGo() throws {
    let rig = try Rig(workers: 2, tasks: 4)
    #expect(caught { try rig.pool.share(rig.results, id: FixtureSegment.results) } == .duplicateSegment(id: 1))
    #expect(caught { try rig.pool.unshare(id: 5) } == .unknownSegment(id: 5))
    #expect(
      caught { try rig.pool.share(rig.results, id: FixtureSegment.unwanted) }
        == .attachFailed(id: 99, message: "segment 99 is not wanted"))
    #expect(caught { try rig.pool.unshare(id: 99) } == .unknownSegment(id: 99))
    try rig.pool.unshare(id: FixtureSegment.results)
    try rig.run(.compute)
    #expect(!rig.isComplete)
    try rig.pool.share(rig.results, id: FixtureSegment.results)
    try rig.run(.compute)
    #expect(rig.isComplete && rig.losses.isEmpty)
  }

  @Test func workersStartClean() throws {
    let rig = try Rig(workers: 2, tasks: 2)
    // Descriptors 0 to 3, nothing blocked, a process group of its own, empty input.
    try rig.run(.describe) { _, payload in #expect(payload == [4, 0, 1, 1]) }
  }

  @Test func progressIsReportedDuringALongTask() throws {
    let rig = try Rig(workers: 1, tasks: 1)
    var reports: [[Int]] = []
    let result = rig.results.base.assumingMemoryBound(to: UInt64.self)
    rig.pool.progress = (
      .milliseconds(5),
      { done, all in
        reports.append([done, all])
        // The task goes on after the third.
        if reports.count == 3 { result.pointee = 1 }
      }
    )
    try rig.run(.await)
    // The last report may be due just as the task is done.
    #expect(rig.isComplete && reports.count >= 3 && reports.dropLast().allSatisfy { $0 == [0, 1] })
  }

  @Test func senselessOptionsAreErrors() {
    #expect(caught { _ = try WorkerPool(count: 0, launch: launch()) } == .badCount(0))
    #expect(caught { _ = try WorkerPool(count: 5000, launch: launch()) } == .badCount(5000))
    guard
      case .badOption("queueDepth", "0", _) = caught({
        _ = try WorkerPool(count: 1, launch: launch(), options: WorkerPoolOptions(queueDepth: 0))
      })
    else {
      Issue.record("a depth of 0 was accepted")
      return
    }
  }

  @Test func theCallingThreadGivesTheSameResults() throws {
    let memory = try SharedMemory(size: 100 * 8)
    let runner: any TaskRunner = LocalRunner(Squares(), job: 3)
    try runner.share(memory, id: 0)
    var seen: [UInt32] = []
    try runner.run(Batch(kind: 0, argument: 5, count: 100)) { index, payload in
      seen.append(index)
      #expect(payload[0] == UInt64(index) * UInt64(index) + 8)
    }
    #expect(seen == Array(0..<100))
    #expect(
      caught { try runner.run(Batch(kind: 1, order: [4, 2])) { _, _ in } }
        == .taskFailed(kind: 1, index: 4, message: "kind"))
    #expect(caught { try runner.share(memory, id: 0) } == .duplicateSegment(id: 0))
    try runner.unshare(id: 0)
    #expect(caught { try runner.unshare(id: 0) } == .unknownSegment(id: 0))
    runner.shutdown()
    #expect(caught { try runner.run(Batch(kind: 0, count: 1)) { _, _ in } } == .stopped)
  }
}

private struct Squares: WorkerHandler {
  var memory: SharedMemory?

  mutating func attach(_ segment: SharedMemory, id: UInt32) { memory = segment }
  mutating func detach(id: UInt32) { memory = nil }
  mutating func run(_ task: WorkerTask) throws -> TaskPayload {
    guard task.kind == 0 else { throw FixtureError(description: "kind") }
    return [UInt64(task.index) * UInt64(task.index) + task.argument + task.job, 0, 0, 0]
  }
}
