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

/// Start, idleness, stop, and what is left behind. One at a time: these count descriptors and catch signals.
@Suite(.serialized) struct LifeTests {
  @Test func shutdownLeavesNoWorker() throws {
    let pool = try WorkerPool(count: 4, launch: launch())
    let workers = pool.processIDs
    #expect(workers.count == 4 && !workers.contains(where: isGone))
    pool.shutdown()
    #expect(workers.allSatisfy(isGone))
    pool.shutdown()
    #expect(caught { try pool.run(Batch(kind: 0, count: 1)) { _, _ in } } == .stopped)
  }

  @Test func shutdownKillsWhoDoesNotEnd() throws {
    let options = WorkerPoolOptions(
      deadline: TaskDeadline(grace: .milliseconds(50)), shutdownLimit: .milliseconds(100))
    let pool = try WorkerPool(count: 2, launch: launch(), options: options)
    let workers = pool.processIDs
    kill(workers[0], SIGSTOP)
    pool.shutdown()
    #expect(workers.allSatisfy(isGone))
  }

  @Test func aForgottenPoolEndsItsWorkers() throws {
    var pool: WorkerPool? = try WorkerPool(count: 2, launch: launch())
    let workers = pool?.processIDs ?? []
    pool = nil
    #expect(workers.count == 2 && workers.allSatisfy(isGone))
  }

  /// One worker loops for ever, the other is idle; neither outlives the coordinator.
  @Test func workersDieWithTheirCoordinator() throws {
    let coordinator = try Bystander("coordinator")
    #expect(coordinator.waits(for: "busy"))
    let workers = coordinator.written.split(separator: "\n").compactMap { line in
      line.hasPrefix("worker ") ? Int32(line.dropFirst(7)) : nil
    }
    #expect(workers.count == 2 && !workers.contains(where: hasEnded))
    kill(coordinator.pid, SIGKILL)
    #expect(eventually(within: 2) { workers.allSatisfy(hasEnded) })
  }

  @Test func theFirstInterruptIsRememberedAndTheSecondEnds() throws {
    let program = try Bystander("interrupt")
    #expect(program.waits(for: "ready"))
    kill(program.pid, SIGTERM)
    #expect(program.waits(for: "noticed"))
    #expect(program.waits(for: "interrupted 143"))
    kill(program.pid, SIGINT)
    #expect(shims_exit_status(shims_wait(program.pid)) == 130)
  }

  @Test func oneMonitorAtATime() throws {
    var monitor: InterruptMonitor? = try InterruptMonitor(notice: nil, signals: [SIGUSR2])
    #expect(caught { _ = try InterruptMonitor(signals: [SIGUSR2]) } == .interrupts(errno: EBUSY))
    #expect(monitor?.isInterrupted == false && monitor?.exitStatus == 0)
    kill(getpid(), SIGUSR2)
    #expect(eventually(within: 5) { monitor?.isInterrupted == true })
    #expect(monitor?.signal == SIGUSR2 && monitor?.exitStatus == 128 + SIGUSR2)
    monitor = nil
    #expect(try InterruptMonitor(signals: [SIGUSR2]).signal == nil)
  }

  @Test func theProgramIsNoWorkerWithoutAPool() throws {
    let program = try Bystander("__worker")
    #expect(program.waits(for: "worker \(program.pid): \(WorkerError.notAWorker)"))
    #expect(shims_exit_status(shims_wait(program.pid)) == 64)
  }

  #if os(Linux)
    @Test func idleWorkersSleep() throws {
      let pool = try WorkerPool(count: 2, launch: launch())
      try pool.run(batch(.compute, count: 10)) { _, _ in }
      usleep(100_000)
      let before = pool.processIDs.map(contextSwitches)
      sleep(2)
      #expect(pool.processIDs.map(contextSwitches) == before)
      #expect(before.allSatisfy { $0.count == 2 && $0.allSatisfy { $0 > 0 } })
    }

    @Test func nothingLeaks() throws {
      try cycle()
      // Other suites run beside this one and have descriptors of their own; a leak would add at least one a cycle.
      let before = openDescriptors()
      for _ in 0..<50 { try cycle() }
      #expect(eventually(within: 20) { openDescriptors() < before + 40 })
    }
  #endif

  private func cycle() throws {
    let rig = try Rig(workers: 2, tasks: 4)
    kill(rig.pool.processIDs[0], SIGKILL)
    try rig.run(.compute)
    #expect(rig.isComplete)
  }

  /// True when a process is gone or only waits for its parent to notice.
  private func hasEnded(_ pid: Int32) -> Bool {
    if isGone(pid) { return true }
    return text(ofFile: "/proc/\(pid)/stat").split(separator: ")").last?.hasPrefix(" Z") ?? false
  }

  /// Voluntary context switches of each thread of a process.
  private func contextSwitches(_ pid: Int32) -> [Int] {
    names(in: "/proc/\(pid)/task").map { thread in
      let lines = text(ofFile: "/proc/\(pid)/task/\(thread)/status").split(separator: "\n")
      let line = lines.first { $0.hasPrefix("voluntary_ctxt_switches:") }
      return line.flatMap { Int($0.split(separator: "\t").last ?? "") } ?? -1
    }
  }

  private func openDescriptors() -> Int { names(in: "/proc/self/fd").count }

  private func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  private func text(ofFile path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 14)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
