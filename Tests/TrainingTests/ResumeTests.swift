import CFR
import Foundation
import Testing
import Workers

@testable import Training

/// A run that was stopped and resumed ends where it would have: with the same bytes, at the same limits.
@Suite struct ResumeTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func plan(_ cadence: Cadence? = .iterations(5), keep: Int = 2, _ name: String = "run") throws -> CheckpointPlan {
    CheckpointPlan(folder: try CheckpointFolder(scratch.path(name), keep: keep), cadence: cadence)
  }

  /// A fresh trainer with the newest checkpoint of a folder.
  private func resumed(_ make: () throws -> VectorTrainer, _ name: String = "run") throws -> VectorTrainer {
    let trainer = try make()
    #expect(try CheckpointFolder(scratch.path(name)).restoreNewest(into: trainer) { Issue.record("\($0)") } != nil)
    return trainer
  }

  @Test(arguments: TestGame.allCases, [Discount.linear, .pcfrPlus(gamma: 2, step: 1)])
  func theSameBytesAndTheSameEnd(_ game: TestGame, _ discount: Discount) throws {
    let whole = try game.trainer(discount), first = try game.trainer(discount)
    _ = try whole.run(RunLimits(iterations: 23))
    var left = 12
    let (status, reason) = try first.run(
      RunLimits(iterations: 23), checkpoints: plan(),
      isInterrupted: {
        left -= 1
        return left < 0
      })
    #expect(reason == .interrupted && status.iteration == 12 && status.checkpoint?.iteration == 12)
    let second = try resumed { try game.trainer(discount) }
    #expect(second.solver.fingerprint == first.solver.fingerprint)
    let spent = second.progress.seconds
    #expect(0 < spent && spent <= status.seconds)
    let (end, why) = try second.run(RunLimits(iterations: 23), checkpoints: plan())
    #expect(why == .iterations && end.iteration == 23)
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
    #expect(end.evaluation == whole.evaluation?.value)
    #expect(end.seconds > spent)
  }

  @Test func checkpointsAreInterchangeableBetweenNumbersOfWorkers() throws {
    var fingerprints: Set<UInt64> = []
    for workers in [0, 1, 2] {
      let crew = makeCrew()
      defer { crew.shutdown() }
      _ = try VectorTrainer(try largeJob(workers: workers), crew: crew).run(RunLimits(iterations: 5), checkpoints: plan("\(workers)"))
      let next = try resumed({ try VectorTrainer(try largeJob(workers: 2 - workers), crew: crew) }, "\(workers)")
      #expect(next.workers == 2 - workers)
      _ = try next.run(RunLimits(iterations: 8))
      #expect(next.iterations == 8)
      fingerprints.insert(next.solver.fingerprint)
    }
    #expect(fingerprints.count == 1)
  }

  private func plan(_ name: String) throws -> CheckpointPlan { try plan(.iterations(5), name) }

  /// A script makes all its calls again; those that were over are passed by.
  @Test func aScriptOfSeveralRuns() throws {
    func script(_ trainer: VectorTrainer, interruptedAfter count: Int = .max) throws -> [StopReason] {
      try [RunLimits(iterations: 7), RunLimits(target: 0.05), RunLimits(iterations: 9)].map {
        try trainer.run($0, checkpoints: plan(.iterations(4)), isInterrupted: { trainer.iterations >= count }).1
      }
    }
    let whole = try TestGame.leduc.trainer()
    #expect(try script(whole) == [.iterations, .target, .iterations])
    let last = whole.iterations
    for stop in [3, 7, 8, 11, last - 9, last - 8, last - 1] {
      try FileManager.default.removeItem(atPath: scratch.path("run"))
      let first = try TestGame.leduc.trainer()
      #expect(message { _ = try script(first, interruptedAfter: stop) } == (stop > last - 9 ? nil : "interrupted"), "\(stop)")
      let second = try resumed { try TestGame.leduc.trainer() }
      let reasons = try script(second)
      #expect(second.iterations == last && second.solver.fingerprint == whole.solver.fingerprint, "\(stop): \(reasons)")
      #expect(reasons.last == .iterations)
    }
  }

  @Test func aFinishedRunDoesNothingMore() throws {
    for (limits, reason) in [(RunLimits(iterations: 8), StopReason.iterations), (RunLimits(target: 0.3), .target)] {
      let first = try TestGame.leduc.trainer()
      let name = reason.rawValue
      #expect(try first.run(limits, checkpoints: plan(nil, name)).1 == reason)
      let second = try resumed({ try TestGame.leduc.trainer() }, name)
      let (status, why) = try second.run(limits, checkpoints: plan(nil, name))
      #expect(why == reason && status.iteration == first.iterations && status.evaluation == first.evaluation?.value)
      // With more to do, it goes on.
      let third = try resumed({ try TestGame.leduc.trainer() }, name)
      _ = try third.run(RunLimits(iterations: first.iterations + 4), checkpoints: plan(nil, name))
      #expect(third.iterations == first.iterations + 4)
    }
    let stopped = try TestGame.leduc.trainer()
    let hooks = RunHooks(onIteration: { RunChanges(stop: $0.iteration == 6) })
    _ = try stopped.run(RunLimits(iterations: 50), checkpoints: plan(nil, "hook"), hooks: hooks)
    let again = try resumed({ try TestGame.leduc.trainer() }, "hook")
    #expect(try again.run(RunLimits(iterations: 50), checkpoints: plan(nil, "hook"), hooks: hooks).1 == .hook)
    #expect(again.iterations == 6)
  }

  @Test func timeThatWasSpentCounts() throws {
    let first = try TestGame.leduc.trainer()
    let (status, reason) = try first.run(RunLimits(seconds: 0.05), checkpoints: plan())
    #expect(reason == .time)
    let second = try resumed { try TestGame.leduc.trainer() }
    let (end, why) = try second.run(RunLimits(seconds: 0.05), checkpoints: plan())
    #expect(why == .time && end.iteration == status.iteration && end.seconds >= 0.05)
  }

  @Test func whatHooksChangedIsKept() throws {
    func hooks() -> RunHooks {
      RunHooks(onIteration: {
        guard $0.iteration == 3 else { return RunChanges() }
        return RunChanges(discount: DiscountSchedule(.cfrPlus(averagePower: 2), name: "cfr+"), evaluate: .iterations(4), checkpoint: .iterations(6))
      })
    }
    var evaluated: [Int] = []
    let whole = try TestGame.leduc.trainer(.vanilla), first = try TestGame.leduc.trainer(.vanilla)
    _ = try whole.run(RunLimits(iterations: 20), hooks: hooks())
    _ = try first.run(RunLimits(iterations: 20), checkpoints: plan(keep: 9), hooks: hooks(), isInterrupted: { first.iterations >= 7 })
    let second = try resumed { try TestGame.leduc.trainer(.vanilla) }
    #expect(second.discount.name == "cfr+")
    var heard = hooks()
    heard.onEvaluate = {
      evaluated.append($0.iteration)
      return RunChanges()
    }
    _ = try second.run(RunLimits(iterations: 20), checkpoints: plan(keep: 9), hooks: heard)
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
    #expect(evaluated == [8, 12, 16, 20])
    #expect(try CheckpointFolder(scratch.path("run"), keep: 9).checkpoints.map(\.iteration) == [6, 7, 12, 18, 20])
  }

  @Test func aFunctionFromAHookIsAskedForAgain() throws {
    let own = DiscountSchedule(name: "a function", predicts: false) { _ in DiscountFactors(positive: 0.5) }
    let first = try TestGame.kuhn.trainer()
    _ = try first.run(RunLimits(iterations: 4), checkpoints: plan(), hooks: RunHooks(onIteration: { _ in RunChanges(discount: own) }))
    let second = try resumed { try TestGame.kuhn.trainer() }
    #expect(message { _ = try second.run(RunLimits(iterations: 6)) }?.contains("return it from on_start to go on") == true)
    var hooks = RunHooks()
    hooks.onStart = { _ in RunChanges(discount: own) }
    let third = try resumed { try TestGame.kuhn.trainer() }
    _ = try third.run(RunLimits(iterations: 6), hooks: hooks)
    #expect(third.iterations == 6)
  }

  @Test func anotherTrainingIsRefusedAndItsDifferencesAreListed() throws {
    func differences(_ change: (inout VectorJob) throws -> Void) throws -> String? {
      var job = try TestGame.turn.job()
      try change(&job)
      let other = try VectorTrainer(job, crew: makeCrew())
      defer { #expect(other.iterations == 0) }
      return message { _ = try CheckpointFolder(scratch.path("run")).restoreNewest(into: other) { _ in } }
    }
    _ = try TestGame.turn.trainer().run(RunLimits(iterations: 2), checkpoints: plan())
    func expect(_ text: String, _ change: (inout VectorJob) throws -> Void) throws {
      let found = try differences(change)
      #expect(found?.contains("is of another training: ") == true && found?.contains(text) == true, "\(found ?? "nothing")")
    }
    try expect("method.name is") { $0.discount = DiscountSchedule(.vanilla, name: "cfr") }
    try expect("precision, in bytes of a number is 4 there, 8 here") { $0.storage = .f64 }
    try expect("ranges.oop differs in") { $0.ranges?[0] = try .init("KK+,T9s,98s,AhKh") }
    try expect("the betting tree ") { $0.tree = try turnTree("40%, a / 3x") }
    var job = try TestGame.leduc.job()
    job.storage = .f32
    let leduc = try VectorTrainer(job, crew: makeCrew())
    let refusal = message { try leduc.restore(from: scratch.path("run/iteration-000000002.checkpoint")) }
    #expect(refusal?.contains("the betting tree has ") == true && refusal?.contains("game.antes.1 is 0 there, 1 here") == true && refusal?.hasSuffix(" more") == true, "\(refusal ?? "")")
  }

  @Test func aSavedSolveIsLoadedUnderAnyScript() throws {
    let trainer = try TestGame.leduc.trainer()
    _ = try trainer.run(RunLimits(iterations: 6), checkpoints: plan())
    let loaded = try SolveFile(scratch.path("run/iteration-000000006.checkpoint")).load(crew: makeCrew(), workers: 0)
    #expect(0 < loaded.progress.totalSeconds && loaded.progress.totalSeconds <= trainer.progress.totalSeconds && loaded.progress.run == 0)
    #expect(try loaded.run(RunLimits(iterations: 6)).0.iteration == 12)
  }
}
