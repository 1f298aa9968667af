import Abstraction
import CFR
import Foundation
import Game
import Testing
import Workers

@testable import Training

/// Sampled trainings on the pool, through deaths and errors: always the same bytes.
@Suite struct SampledTrainerTests {
  @Test(arguments: [Sampling.external, .outcome]) func sameBytesForAnyNumberOfWorkers(_ sampling: Sampling) throws {
    var prints: Set<UInt64> = []
    for (workers, shares) in [(0, false), (1, true), (1, false), (3, true), (3, false)] {
      let trainer = try leducTrainer(workers: workers, sampling: sampling, shares: shares)
      #expect(trainer.plan.layout.tasks > 1 && trainer.workers == workers && trainer.solver.shares == (shares ? workers : 0))
      for _ in 0..<4 { try trainer.iterate() }
      try trainer.evaluateNow()
      prints.insert(trainer.solver.fingerprint)
    }
    #expect(prints.count == 1)
    #expect(try leducTrainer(workers: 0, seed: 4, sampling: sampling).solver.fingerprint == leducTrainer(workers: 0, sampling: sampling).solver.fingerprint)
  }

  /// They die at random moments: of traversals, and of merges, half way through a row.
  @Test(arguments: [false, true]) func workersThatAreKilledChangeNoByte(shares: Bool) throws {
    let scratch = try Scratch()
    let quiet = try leducTrainer(workers: 0)
    let crew = makeCrew(["__frail", try scratch.attempts()])
    defer { crew.shutdown() }
    let disturbed = try leducTrainer(workers: shares ? 3 : 2, shares: shares, crew: crew)
    var lost = 0
    crew.onWorkerLost = { _ in lost += 1 }
    for _ in 0..<(shares ? 60 : 12) {
      try disturbed.iterate()
      try quiet.iterate()
    }
    #expect(lost > 3)
    #expect(disturbed.solver.fingerprint == quiet.solver.fingerprint)
    #expect(disturbed.solver.traversals == quiet.solver.traversals)
  }

  /// A traversal that kills its workers changes no table: the checkpoint is that of the last iteration. A merge that does leaves one of the middle of the next.
  @Test(arguments: [("__abort", 5), ("__abort", 6), ("__raise", 6)])
  func aTaskThatFails(_ fault: String, _ attempt: Int) throws {
    let scratch = try Scratch(), isMerge = attempt == 6
    // Attempts at task 1 are, in turn, of traversals and of merges.
    let crew = makeCrew([fault, try scratch.attempts(), "1", "\(attempt)"])
    defer { crew.shutdown() }
    let ill = try leducTrainer(workers: 2, shares: false, crew: crew), folder = try CheckpointFolder(scratch.path("run"))
    let error = message {
      _ = try ill.run(RunLimits(iterations: 9), evaluate: .iterations(100), checkpoints: CheckpointPlan(folder: folder, cadence: nil))
    }
    #expect(error?.hasPrefix("task 1 of kind ") == true, "\(error ?? "")")
    #expect(error?.contains(fault == "__abort" ? "was tried 3 times and lost each time" : "it was told to fail") == true, "\(error ?? "")")
    #expect(ill.isSavable && ill.isCutShort == isMerge && ill.iterations == 2)
    #expect(folder.newest?.iteration == 2 && folder.newest?.isCutShort == isMerge)
    let whole = try leducTrainer(workers: 0)
    for _ in 0..<4 { try whole.iterate() }
    for workers in [0, 1, 3] {
      let next = try leducTrainer(workers: workers)
      _ = try folder.restoreNewest(into: next) { Issue.record("\($0)") }
      #expect(next.isCutShort == isMerge)
      for _ in 2..<4 { try next.iterate() }
      #expect(next.solver.fingerprint == whole.solver.fingerprint && next.solver.position == whole.solver.position)
    }
    // The fault is over: the same process goes on as well.
    for _ in 2..<4 { try ill.iterate() }
    #expect(ill.solver.fingerprint == whole.solver.fingerprint)
  }

  /// A task of a share that kills its workers is named, whichever it was, and the run goes on from its checkpoint.
  @Test(arguments: [5, 6]) func aTaskOfAShareThatFails(_ attempt: Int) throws {
    let scratch = try Scratch(), crew = makeCrew(["__abort-within", try scratch.attempts(), "1", "\(attempt)"])
    defer { crew.shutdown() }
    var blamed: [UInt32?] = [], hooks = RunHooks()
    hooks.onWorkerLost = {
      blamed.append($1.task)
      return RunChanges()
    }
    let ill = try leducTrainer(workers: 2, crew: crew), folder = try CheckpointFolder(scratch.path("run"))
    let error = message {
      _ = try ill.run(
        RunLimits(iterations: 200), evaluate: .iterations(1000), checkpoints: CheckpointPlan(folder: folder, cadence: nil), hooks: hooks)
    }
    let task = try #require(blamed.first ?? nil)
    #expect(blamed == [task, task, task] && error?.hasPrefix("task \(task) of kind ") == true, "\(error ?? "")")
    // The coordinator may have done the attempt's phase by itself: then it was a later one.
    #expect(ill.iterations >= 2 && folder.newest?.iteration == ill.iterations && folder.newest?.isCutShort == ill.isCutShort)
    let whole = try leducTrainer(workers: 0), next = try leducTrainer(workers: 3)
    _ = try folder.restoreNewest(into: next) { Issue.record("\($0)") }
    for _ in ill.iterations..<ill.iterations + 2 { try next.iterate() }
    for _ in 0..<next.iterations { try whole.iterate() }
    #expect(next.solver.fingerprint == whole.solver.fingerprint && next.solver.position == whole.solver.position)
  }

  /// A training in the middle of a merge has no strategies, and says so. Its checkpoint can be loaded, and run on.
  @Test func whatIsHalfMergedIsNotAsked() throws {
    let scratch = try Scratch()
    let crew = makeCrew(["__raise", try scratch.attempts(), "1", "4"])
    defer { crew.shutdown() }
    let ill = try leducTrainer(workers: 2, shares: false, crew: crew), folder = try CheckpointFolder(scratch.path("run"))
    #expect(
      message { _ = try ill.run(RunLimits(iterations: 9), evaluate: .iterations(100), checkpoints: CheckpointPlan(folder: folder, cadence: .iterations(1))) } != nil)
    #expect(try folder.checkpoints.map { $0.isCutShort ? -$0.iteration : $0.iteration } == [1, -1])
    let path = try #require(folder.newest).path
    let loaded = try SampledFile(path).load(crew: makeCrew(), workers: 0) { schedules, _ in schedules = try leducJob(workers: 0).schedules }
    let refusal = "iteration 2 is half done, since an error ended it: there are no strategies until a run has finished it"
    for half in [ill, loaded] {
      for attempt in [
        message { try half.evaluateNow() }, message { _ = try half.match(against: .uniform, deals: 64) }, message { _ = try half.bestResponse(deals: 8) },
        message { try SampledFile(scratch.path("save")).save(half) },
      ] { #expect(attempt == refusal) }
      try half.iterate()
      #expect(half.iterations == 2 && !half.isCutShort)
    }
    #expect(ill.solver.fingerprint == loaded.solver.fingerprint)
  }

  @Test func schedulesAreCheckedWhenTheyAreUsed() throws {
    var job = try leducJob(workers: 0, sampling: .outcome)
    job.schedules.exploration = NumberSchedule { $0 < 3 ? 0.5 : .nan }
    let trainer = try SampledTrainer(job, crew: makeCrew())
    try trainer.iterate()
    try trainer.iterate()
    #expect { try trainer.iterate() } throws: { "\($0)" == "the exploration of iteration 3 is nan: it must be a number from 0 to 1" }
    #expect(trainer.isSavable && trainer.iterations == 2)
  }

  @Test func twoTrainingsPlayEachOther() throws {
    let strong = try leducTrainer(workers: 0), weak = try leducTrainer(workers: 0, seed: 8)
    for _ in 0..<60 { try strong.iterate() }
    let won = try strong.match(against: weak, deals: 100_000), lost = try weak.match(against: strong, deals: 100_000)
    // Untrained play is uniform: what a match against the uniform baseline measures too.
    let baseline = try strong.match(against: .uniform, deals: 100_000)
    #expect(won.mean > 0.5 && lost.mean < -0.5)
    #expect(abs(won.mean - baseline.mean) < won.interval + baseline.interval)
    // Against itself nobody wins.
    let even = try strong.match(against: strong, deals: 100_000)
    #expect(abs(even.mean) < 1.5 * even.interval)
    let tree = try BettingTreeBuilder.build(.kuhn(), BetAbstraction(.none))
    let kuhn = try SampledTrainer(
      SampledJob(
        tree: tree, cards: .lossless(streets: 1), buckets: [3], sampling: .external, schedules: leducJob(workers: 0).schedules, workers: 0), crew: makeCrew())
    #expect { try strong.match(against: kuhn, deals: 64) } throws: { "\($0)".contains("these differ") }
  }
}
