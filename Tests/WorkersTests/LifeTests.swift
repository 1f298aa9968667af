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
  /// Idle workers end when they are asked: nobody has to be killed, and it takes no second (the quickest of three, on a machine that does other things).
  @Test func shutdownLeavesNoWorker() throws {
    var times: [Duration] = []
    for _ in 0..<3 {
      let pool = try WorkerPool(count: 4, launch: launch(), options: WorkerPoolOptions(shutdownLimit: .seconds(3600)))
      let workers = pool.processIDs
      #expect(workers.count == 4 && !workers.contains(where: isGone))
      times.append(ContinuousClock().measure { pool.shutdown() })
      #expect(workers.allSatisfy(isGone))
      pool.shutdown()
      #expect(caught { try pool.run(Batch(kind: 0, count: 1)) { _, _ in } } == .stopped)
    }
    #expect(times.sorted()[1] < .seconds(1), "\(times)")
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
    #expect(eventually(within: 20) { workers.allSatisfy(hasEnded) })
  }

  @Test func theFirstInterruptIsRememberedAndTheSecondEnds() throws {
    let program = try Bystander("interrupt")
    #expect(program.waits(for: "ready"))
    kill(program.pid, SIGTERM)
    #expect(program.waits(for: "noticed"))
    #expect(program.waits(for: "interrupted 143"))
    kill(program.pid, SIGINT)
    #expect(program.exitStatus() == 130)
  }

  @Test func oneMonitorAtATime() throws {
    var monitor: InterruptMonitor? = try InterruptMonitor(notice: nil, signals: [SIGUSR2])
    #expect(caught { _ = try InterruptMonitor(signals: [SIGUSR2]) } == .interrupts(errno: EBUSY))
    #expect(monitor?.isInterrupted == false && monitor?.exitStatus == 0)
    kill(getpid(), SIGUSR2)
    #expect(eventually { monitor?.isInterrupted == true })
    #expect(monitor?.signal == SIGUSR2 && monitor?.exitStatus == 128 + SIGUSR2)
    monitor = nil
    #expect(try InterruptMonitor(signals: [SIGUSR2]).signal == nil)
  }

  @Test func theProgramIsNoWorkerWithoutAPool() throws {
    let program = try Bystander("__worker")
    #expect(program.waits(for: "worker \(program.pid): \(WorkerError.notAWorker)"))
    #expect(program.exitStatus() == 64)
  }

  #if os(Linux)
    /// Nobody wakes up while one task takes long: neither the coordinator that waits for it, nor the worker that has none.
    /// `IDLE_SECONDS` makes the time of watching longer than 2 s.
    @Test func whoWaitsSleeps() throws {
      let coordinator = try Bystander("waiting")
      #expect(coordinator.waits(for: "waiting"))
      let workers = coordinator.written.split(separator: "\n").compactMap { line in line.hasPrefix("worker ") ? Int32(line.dropFirst(7)) : nil }
      let all = [coordinator.pid] + workers
      #expect(all.count == 3)
      var before = all.map(contextSwitches)
      // Until the task is under way: everybody sleeps, and nobody has woken up in between. Who is only held up by other work does not sleep.
      #expect(
        eventually {
          usleep(100_000)
          let isAsleep = all.allSatisfy { states($0).allSatisfy { $0 == "S" } }, now = all.map(contextSwitches)
          defer { before = now }
          return isAsleep && now == before
        })
      sleep(UInt32(environment("IDLE_SECONDS") ?? 2))
      #expect(all.map(contextSwitches) == before)
      #expect(before.map(\.count) == [1, 2, 2] && before.joined().allSatisfy { $0 >= 0 })
    }

    @Test func twoHundredCyclesLeaveNothing() throws {
      let program = try Bystander("cycles", "200")
      #expect(eventually(within: 900) { program.written.contains("done\n") })
      for line in ["descriptors 0", "segments 0", "children none"] { #expect(program.written.contains(line + "\n"), "\(program.written)") }
      let growth = program.written.split(separator: "\n").first { $0.hasPrefix("KiB ") }.flatMap { Int($0.dropFirst(4)) }
      // A sanitizer keeps books of its own in memory.
      #expect(growth.map { $0 < (environment("SANITIZED") ?? 0 > 0 ? 16384 : 512) } == true, "\(program.written)")
    }
  #endif

  /// Voluntary context switches of each thread of a process.
  private func contextSwitches(_ pid: Int32) -> [Int] {
    names(in: "/proc/\(pid)/task").map { thread in
      let lines = text(ofFile: "/proc/\(pid)/task/\(thread)/status").split(separator: "\n")
      let line = lines.first { $0.hasPrefix("voluntary_ctxt_switches:") }
      return line.flatMap { Int($0.split(separator: "\t").last ?? "") } ?? -1
    }
  }
}
