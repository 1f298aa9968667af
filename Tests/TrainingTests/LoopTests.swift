import CFR
import Foundation
import Logging
import Testing
import Workers

@testable import Training

/// Hooks, checkpoints and errors in the loop of a run.
@Suite struct LoopTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func plan(_ cadence: Cadence? = nil) throws -> CheckpointPlan {
    CheckpointPlan(folder: try CheckpointFolder(scratch.path("run"), keep: 100), cadence: cadence)
  }

  private var checkpoints: [Int] { get throws { try CheckpointFolder(scratch.path("run"), keep: 100).checkpoints.map(\.iteration) } }

  @Test func hooksAreCalledInOrder() throws {
    var heard: [String] = []
    func note(_ name: String) -> RunHooks.Hook {
      { status in
        heard.append("\(name) \(status.iteration)")
        return RunChanges()
      }
    }
    var hooks = RunHooks(onIteration: note("iteration"))
    hooks.onStart = note("start")
    hooks.onIterationBegin = note("begin")
    hooks.onEvaluate = note("evaluate")
    hooks.onCheckpoint = { status, checkpoint in
      #expect(FileManager.default.fileExists(atPath: checkpoint.path) && status.checkpoint == checkpoint)
      return try note("checkpoint")(status)
    }
    hooks.onStop = { heard.append("stop \($0.iteration) \($1)") }
    _ = try TestGame.kuhn.trainer().run(RunLimits(iterations: 3), evaluate: .iterations(2), checkpoints: plan(.iterations(2)), hooks: hooks)
    #expect(
      heard == [
        "start 0", "begin 0", "iteration 1", "begin 1", "evaluate 2", "iteration 2", "checkpoint 2", "begin 2", "evaluate 3", "iteration 3",
        "checkpoint 3", "stop 3 iterations",
      ])
  }

  @Test func everyHookMayStop() throws {
    let stop: RunHooks.Hook = { _ in RunChanges(stop: true) }
    func end(_ set: (inout RunHooks) -> Void) throws -> Int {
      var hooks = RunHooks()
      set(&hooks)
      let folder = CheckpointPlan(folder: try CheckpointFolder(scratch.path(UUID().uuidString)), cadence: .iterations(3))
      let (status, reason) = try TestGame.kuhn.trainer().run(RunLimits(iterations: 50), evaluate: .iterations(2), checkpoints: folder, hooks: hooks)
      #expect(reason == .hook && status.isEvaluated)
      return status.iteration
    }
    #expect(try end { $0.onStart = stop } == 0)
    #expect(try end { $0.onIterationBegin = { RunChanges(stop: $0.iteration == 5) } } == 5)
    #expect(try end { $0.onEvaluate = stop } == 2)
    #expect(try end { $0.onIteration = stop } == 1)
    #expect(try end { $0.onCheckpoint = { _, _ in RunChanges(stop: true) } } == 3)
  }

  @Test func cadencesChangeDuringARun() throws {
    var evaluated: [Int] = []
    var hooks = RunHooks(onIteration: { $0.iteration == 5 ? RunChanges(evaluate: .iterations(7), checkpoint: .iterations(4)) : RunChanges() })
    hooks.onEvaluate = {
      evaluated.append($0.iteration)
      return RunChanges()
    }
    _ = try TestGame.kuhn.trainer().run(RunLimits(iterations: 20), evaluate: .iterations(3), checkpoints: plan(), hooks: hooks)
    #expect(evaluated == [3, 7, 14, 20])
    #expect(try checkpoints == [8, 12, 16, 20])
  }

  /// Checkpoints come by the clock, however slow the machine: the run ends with the third of a run without end.
  @Test func byTheClock() throws {
    var hooks = RunHooks(), times: [Double] = []
    hooks.onCheckpoint = { status, _ in
      times.append(status.seconds)
      return RunChanges(stop: times.count == 3)
    }
    let (status, reason) = try TestGame.leduc.trainer().run(RunLimits(seconds: 3600), checkpoints: plan(.seconds(0.02)), hooks: hooks)
    let written = try checkpoints
    #expect(reason == .hook && written.last == status.iteration)
    // None comes before its multiple of the interval; what the hook's end adds is of the same iteration as the third.
    #expect(written.count == 3 && times.prefix(3).enumerated().allSatisfy { $1 >= 0.02 * Double($0 + 1) }, "\(times)")
  }

  @Test func aHookThatRaisesLeavesACheckpoint() throws {
    struct Mine: Error {}
    let trainer = try TestGame.leduc.trainer(), plan = try plan()
    let hooks = RunHooks(onIteration: { if $0.iteration == 7 { throw Mine() } else { RunChanges() } })
    #expect(throws: Mine.self) { _ = try trainer.run(RunLimits(iterations: 50), checkpoints: plan, hooks: hooks) }
    #expect(plan.folder.newest?.iteration == 7)
    let other = try TestGame.leduc.trainer()
    _ = try plan.folder.restoreNewest(into: other) { _ in }
    #expect(other.solver.fingerprint == trainer.solver.fingerprint)
  }

  @Test func numbersThatAreNoneAreNotKept() throws {
    var job = try TestGame.leduc.job()
    job.storage = .f32
    job.discount = DiscountSchedule(name: "grows", predicts: false) { _ in DiscountFactors(positive: 1e12, negative: 1e12, average: 1e12) }
    let trainer = try VectorTrainer(job, crew: makeCrew()), plan = try plan()
    #expect(message { _ = try trainer.run(RunLimits(iterations: 50), checkpoints: plan) }?.contains("no longer finite numbers") == true)
    #expect(try plan.folder.checkpoints.isEmpty)
  }

  /// A disk that is full in passing costs a checkpoint and not the run.
  @Test func aCheckpointThatCannotBeWrittenDoesNotEndTheRun() throws {
    let plan = try plan(.iterations(3)), path = scratch.path("run")
    let hooks = RunHooks(onIteration: {
      // A file where the folder was, from iteration 5 to 8.
      if $0.iteration == 5 {
        try FileManager.default.moveItem(atPath: path, toPath: path + "-aside")
        try Data().write(to: URL(fileURLWithPath: path))
      }
      if $0.iteration == 8 {
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + "-aside", toPath: path)
      }
      return RunChanges()
    })
    let (status, reason) = try TestGame.leduc.trainer().run(RunLimits(iterations: 10), checkpoints: plan, hooks: hooks)
    #expect(reason == .iterations && status.checkpoint?.iteration == 10)
    #expect(try plan.folder.checkpoints.map(\.iteration) == [3, 9, 10])
  }

  @Test func lossesAreHeardBetweenIterations() throws {
    let crew = makeCrew()
    defer { crew.shutdown() }
    let trainer = try VectorTrainer(try largeJob(workers: 2), crew: crew), quiet = try VectorTrainer(try largeJob(workers: 0), crew: crew)
    var lost: [Int32] = [], heard: [(Int, Int32)] = []
    var hooks = RunHooks(onIteration: {
      if $0.iteration == 3, let victim = crew.processIDs.first {
        kill(victim, SIGKILL)
        lost.append(victim)
      }
      return RunChanges()
    })
    hooks.onWorkerLost = { status, loss in
      heard.append((status.iteration, loss.pid))
      #expect(loss.reason == .signal(SIGKILL) && status.workersLost == 1)
      return RunChanges()
    }
    let (status, _) = try trainer.run(RunLimits(iterations: 8), hooks: hooks)
    _ = try quiet.run(RunLimits(iterations: 8))
    #expect(heard.map(\.1) == lost && lost.count == 1 && status.workersLost == 1)
    #expect(trainer.solver.fingerprint == quiet.solver.fingerprint)
  }

  @Test func metricsAreLines() throws {
    let folder = try RunFolder(scratch.path("run"), keep: 2, logger: Logger(label: "tests"))
    let loop = try TrainingLoop(try TestGame.leduc.trainer(), limits: RunLimits(iterations: 4), evaluate: .iterations(2))
    loop.hooks.onEvaluate = {
      folder.log($0, pot: 2, cpuSeconds: 1.5)
      return RunChanges()
    }
    let (status, _) = try loop.run()
    try folder.metrics.append(["path": .text("a/\"b\""), "flag": .flag(true), "count": .integer(3)], status)
    try folder.record(script: "print(1)", arguments: ["--board", "Td\n"])
    let lines = try String(contentsOfFile: scratch.path("run/metrics.jsonl"), encoding: .utf8).split(separator: "\n")
    struct Line: Decodable {
      var iteration: Int
      var exploitability, exploitability_percent, cpu_seconds: Double?
    }
    let read = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    let exploitability = try #require(status.evaluation).exploitability
    #expect(read.map(\.iteration) == [2, 4, 4] && read[1].cpu_seconds == 1.5)
    #expect(read[1].exploitability == exploitability && read[1].exploitability_percent == exploitability * 50)
    #expect(lines[2].hasSuffix(#","count":3,"flag":true,"path":"a/\"b\""}"#))
    #expect(
      try String(contentsOfFile: scratch.path("run/script-as-run.lua"), encoding: .utf8)
        == "print(1)\n-- run with the arguments [\"--board\",\"Td\\n\"]\n")
  }
}
