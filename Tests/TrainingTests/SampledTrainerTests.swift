import Abstraction
import CFR
import Foundation
import Game
import Testing
import Workers

@testable import Training

/// Sampled trainings on the pool, through deaths, files and resumes: always the same bytes.
@Suite struct SampledTrainerTests {
  private func job(workers: Int, seed: UInt64 = 3, sampling: Sampling = .external, shares: Bool = true) throws -> SampledJob {
    let tree = try BettingTreeBuilder.build(.leduc(), BetAbstraction(.none))
    let cards = CardAbstraction.lossless(streets: 2)
    var schedules = SampledJob.Schedules(discount: DiscountSchedule(.dcfr(alpha: 1.5, beta: 0.5, gamma: 2), name: "dcfr"))
    schedules.exploration = NumberSchedule(Breakpoints([.init(.iteration(0), 0.6), .init(.iteration(40), 0.2)], shape: .linear))
    var job = SampledJob(
      tree: tree, cards: cards, buckets: SampledJob.buckets(tree, try CardLookup(cards, rules: tree.rules)), sampling: sampling,
      // So many that an iteration has several tasks, which go to the workers.
      traversals: 20_000, schedules: schedules, seed: seed, workers: workers)
    job.sharesPhases = shares
    return job
  }

  private func trainer(
    workers: Int, seed: UInt64 = 3, sampling: Sampling = .external, shares: Bool = true, crew: WorkerCrew = makeCrew()
  ) throws -> SampledTrainer {
    try SampledTrainer(try job(workers: workers, seed: seed, sampling: sampling, shares: shares), crew: crew)
  }

  @Test(arguments: [Sampling.external, .outcome]) func sameBytesForAnyNumberOfWorkers(_ sampling: Sampling) throws {
    var prints: Set<UInt64> = []
    for (workers, shares) in [(0, false), (1, true), (1, false), (3, true), (3, false)] {
      let trainer = try trainer(workers: workers, sampling: sampling, shares: shares)
      #expect(trainer.plan.layout.tasks > 1 && trainer.workers == workers && trainer.solver.shares == (shares ? workers : 0))
      for _ in 0..<4 { try trainer.iterate() }
      try trainer.evaluateNow()
      prints.insert(trainer.solver.fingerprint)
    }
    #expect(prints.count == 1)
    #expect(try trainer(workers: 0, seed: 4, sampling: sampling).solver.fingerprint == trainer(workers: 0, sampling: sampling).solver.fingerprint)
  }

  /// They die at random moments: of traversals, and of merges, half way through a row.
  @Test(arguments: [false, true]) func workersThatAreKilledChangeNoByte(shares: Bool) throws {
    let scratch = try Scratch()
    let quiet = try trainer(workers: 0)
    let crew = makeCrew(["__frail", try scratch.attempts()])
    defer { crew.shutdown() }
    let disturbed = try trainer(workers: shares ? 3 : 2, shares: shares, crew: crew)
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
    let ill = try trainer(workers: 2, shares: false, crew: crew), folder = try CheckpointFolder(scratch.path("run"))
    let error = message {
      _ = try ill.run(RunLimits(iterations: 9), evaluate: .iterations(100), checkpoints: CheckpointPlan(folder: folder, cadence: nil))
    }
    #expect(error?.hasPrefix("task 1 of kind ") == true, "\(error ?? "")")
    #expect(error?.contains(fault == "__abort" ? "by 3 workers when they were lost" : "it was told to fail") == true, "\(error ?? "")")
    #expect(ill.isSavable && ill.isCutShort == isMerge && ill.iterations == 2)
    #expect(folder.newest?.iteration == 2 && folder.newest?.isCutShort == isMerge)
    let whole = try trainer(workers: 0)
    for _ in 0..<4 { try whole.iterate() }
    for workers in [0, 1, 3] {
      let next = try trainer(workers: workers)
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
    let ill = try trainer(workers: 2, crew: crew), folder = try CheckpointFolder(scratch.path("run"))
    let error = message {
      _ = try ill.run(
        RunLimits(iterations: 200), evaluate: .iterations(1000), checkpoints: CheckpointPlan(folder: folder, cadence: nil), hooks: hooks)
    }
    let task = try #require(blamed.first ?? nil)
    #expect(blamed == [task, task, task] && error?.hasPrefix("task \(task) of kind ") == true, "\(error ?? "")")
    // The coordinator may have done the attempt's phase by itself: then it was a later one.
    #expect(ill.iterations >= 2 && folder.newest?.iteration == ill.iterations && folder.newest?.isCutShort == ill.isCutShort)
    let whole = try trainer(workers: 0), next = try trainer(workers: 3)
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
    let ill = try trainer(workers: 2, shares: false, crew: crew), folder = try CheckpointFolder(scratch.path("run"))
    #expect(
      message { _ = try ill.run(RunLimits(iterations: 9), evaluate: .iterations(100), checkpoints: CheckpointPlan(folder: folder, cadence: .iterations(1))) } != nil)
    #expect(try folder.checkpoints.map { $0.isCutShort ? -$0.iteration : $0.iteration } == [1, -1])
    let path = try #require(folder.newest).path
    let loaded = try SampledFile(path).load(crew: makeCrew(), schedules: job(workers: 0).schedules, workers: 0)
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

  @Test func aTrainingThatIsSavedAndLoadedGoesOnAsIfNothingHadHappened() throws {
    let scratch = try Scratch()
    let whole = try trainer(workers: 0)
    for _ in 0..<12 { try whole.iterate() }
    let first = try trainer(workers: 0)
    for _ in 0..<5 { try first.iterate() }
    try first.save(to: scratch.path("five"))
    let second = try trainer(workers: 2)
    try second.restore(from: scratch.path("five"))
    #expect(second.iterations == 5)
    for _ in 5..<12 { try second.iterate() }
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
    #expect(second.solver.traversals == whole.solver.traversals)
    // Without the job: the file says what it is of.
    let loaded = try SampledFile(scratch.path("five")).load(crew: makeCrew(), schedules: job(workers: 0).schedules, workers: 0)
    for _ in 5..<12 { try loaded.iterate() }
    #expect(loaded.solver.fingerprint == whole.solver.fingerprint)
  }

  /// A file of the format before has the same tables and fewer tasks: play is what it was, and the deals go on behind all that were dealt.
  @Test func aFileOfVersion4GoesOn() throws {
    let scratch = try Scratch(), first = try trainer(workers: 0)
    for _ in 0..<3 { try first.iterate() }
    try first.save(to: scratch.path("five"))
    func write(_ name: String, _ changes: [String: Any], logs: [UInt8] = []) throws {
      let file = TableFile(scratch.path("five"), magic: "HLSAMPL1", what: "training")
      let json = { (data: Data) in try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:] }
      try file.read(json, sizes: { $0["tables"] as? [Int] ?? [] }) { header, runs in
        let changed = try JSONSerialization.data(withJSONObject: header.merging(changes) { $1 })
        try logs.withUnsafeBytes {
          try TableFile(scratch.path(name), magic: "HLSAMPL1", what: "training").write(header: changed, runs: (logs.isEmpty ? [] : [$0]) + runs)
        }
      }
    }
    let position: [String: Any] = ["iterations": 3, "traversals": 45, "nodes": 900, "starts": [22, 23]]
    try write("four", ["version": 4, "traversals": 19_000, "position": position])
    let restored = try trainer(workers: 0)
    try restored.restore(from: scratch.path("four"))
    let loaded = try SampledFile(scratch.path("four")).load(crew: makeCrew(), schedules: job(workers: 0).schedules, workers: 0)
    for next in [restored, loaded] {
      #expect(next.solver.fingerprint == first.solver.fingerprint && next.iterations == 3)
      #expect(next.solver.position.starts == Array(repeating: 23, count: next.plan.layout.tasks))
      try next.iterate()
      #expect(next.solver.traversals == 45 + next.solver.lastTraversals && next.solver.lastTraversals > 18_000)
    }
    // Not the middle of an iteration, whose logs are written otherwise.
    try write("cut", ["version": 4, "position": position, "logs": 4096], logs: Array(repeating: 0, count: 4096))
    try write("three", ["version": 3])
    for (name, version) in [("cut", 4), ("three", 3)] {
      #expect(message { try restored.restore(from: scratch.path(name)) }?.hasSuffix("has format version \(version); this program knows version 5") == true)
    }
  }

  @Test func aFileOfAnotherTrainingOrADamagedOneIsRefused() throws {
    let scratch = try Scratch()
    let first = try trainer(workers: 0)
    try first.iterate()
    try first.save(to: scratch.path("a"))
    let other = try trainer(workers: 0, seed: 9)
    #expect { try other.restore(from: scratch.path("a")) } throws: { "\($0)".contains("seed is 3 there, 9 here") }
    #expect(other.iterations == 0)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path("a"))))
    for place in [3, 20, 900, bytes.count / 2, bytes.count - 3] {
      var changed = bytes
      changed[place] ^= 0x10
      try Data(changed).write(to: URL(fileURLWithPath: scratch.path("b")))
      #expect(throws: FileError.self) { try first.restore(from: scratch.path("b")) }
    }
    for length in [0, 7, 15, 100, bytes.count - 1] {
      try Data(bytes[..<length]).write(to: URL(fileURLWithPath: scratch.path("b")))
      #expect(throws: FileError.self) { try first.restore(from: scratch.path("b")) }
    }
    #expect(first.iterations == 1)
  }

  @Test func schedulesAreCheckedWhenTheyAreUsed() throws {
    var job = try job(workers: 0, sampling: .outcome)
    job.schedules.exploration = NumberSchedule { $0 < 3 ? 0.5 : .nan }
    let trainer = try SampledTrainer(job, crew: makeCrew())
    try trainer.iterate()
    try trainer.iterate()
    #expect { try trainer.iterate() } throws: { "\($0)" == "the exploration of iteration 3 is nan: it must be a number from 0 to 1" }
    #expect(trainer.isSavable && trainer.iterations == 2)
  }

  @Test func twoTrainingsPlayEachOther() throws {
    let strong = try trainer(workers: 0), weak = try trainer(workers: 0, seed: 8)
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
        tree: tree, cards: .lossless(streets: 1), buckets: [3], sampling: .external, schedules: job(workers: 0).schedules, workers: 0), crew: makeCrew())
    #expect { try strong.match(against: kuhn, deals: 64) } throws: { "\($0)".contains("these differ") }
  }

  private func smallHoldem(workers: Int, memoryLimit: Int? = nil) throws -> SampledTrainer {
    var job = try smallHoldemJob(workers: workers)
    job.evaluation.responses = 20
    job.memoryLimit = memoryLimit
    return try SampledTrainer(job, crew: makeCrew())
  }

  /// Deals of best responses go to the workers, and what is found does not depend on who looked at them.
  @Test func bestResponsesAreSpreadOverThePool() throws {
    let here = try smallHoldem(workers: 0), there = try smallHoldem(workers: 2)
    for trainer in [here, there] {
      for _ in 0..<3 { try trainer.iterate() }
      try trainer.evaluateNow()
    }
    #expect(there.workers == 2 && there.measures.map(\.name) == ["local_best_response", "best_response", "best_response_upper"])
    #expect(here.measures == there.measures)
    #expect(there.measures.map(\.estimate.samples) == [20, 12, 12] && there.measures.allSatisfy { $0.estimate.interval > 0 && $0.estimate.mean > 0 })
    // From the first street on it would look at all deals; the flop is the second.
    let late = try (1...2).map { try there.localBestResponse(from: $0, boards: 20) }
    #expect(late == (try (1...2).map { try here.localBestResponse(from: $0, boards: 20) }))
    #expect(late[0].mean > late[1].mean + late[1].interval)
    // Again with a worker that dies before; other flops than those of the evaluation.
    for pid in there.crew.processIDs.prefix(1) { kill(pid, SIGKILL) }
    let found = try there.bestResponse(deals: 12)
    #expect(found == (try here.bestResponse(deals: 12)))
    #expect(found.exploitability != there.measures[1].estimate)
    // Training goes on as if nothing had been asked.
    let plain = try smallHoldem(workers: 0)
    for _ in 0..<4 { try plain.iterate() }
    try there.iterate()
    #expect(there.solver.fingerprint == plain.solver.fingerprint)
  }

  /// A measurement that does not fit beside the training is refused before it begins; with room for one task, its tasks run one after the other.
  @Test func bestResponsesAreWeighedBeforeTheyBegin() throws {
    let plenty = try smallHoldem(workers: 2)
    let training = plenty.plan.layout.byteCount
    let error = message { _ = try self.smallHoldem(workers: 2, memoryLimit: training + 4096).bestResponse(deals: 8) }
    #expect(error?.hasPrefix("best responses on a sample of deals need ") == true, "\(error ?? "")")
    #expect(error?.hasSuffix(" beside the training; the script's memory limit leaves 4.0 KiB") == true, "\(error ?? "")")
    let response = try ResponseSolver(plenty.solver, deals: 8, seed: 1, number: 1, preflopEdges: nil, preflopTies: nil)
    #expect(response.workerBytes > 1 << 16)
    let scarce = try smallHoldem(workers: 2, memoryLimit: training + response.layout.byteCount + response.workerBytes)
    #expect(try scarce.bestResponse(deals: 8) == plenty.bestResponse(deals: 8))
    // What a worker takes for a board of local best response is not counted: an evaluation must not end a run that fits.
    #expect(try smallHoldem(workers: 2, memoryLimit: training).localBestResponse(boards: 8) == plenty.localBestResponse(boards: 8))
  }

  /// Ctrl-C ends a measurement; an evaluation goes on without it.
  @Test(arguments: [0, 2]) func bestResponsesCanBeInterrupted(_ workers: Int) throws {
    let trainer = try smallHoldem(workers: workers)
    var asked = 0
    trainer.isInterrupted = {
      asked += 1
      return asked > 3
    }
    #expect(message { _ = try trainer.bestResponse(deals: 8) } == "interrupted")
    #expect(asked > 3)
    try trainer.evaluateNow()
    #expect(trainer.measures.isEmpty && trainer.evaluatedIteration == 0)
    trainer.isInterrupted = { false }
    #expect(try trainer.bestResponse(deals: 8).exploitability.mean > 0)
  }

  /// What is told of a measurement: deals of deals, and its end.
  @Test(arguments: [0, 2]) func bestResponsesSayHowFarTheyAre(_ workers: Int) throws {
    let trainer = try smallHoldem(workers: workers)
    var told: [ResponseProgress?] = []
    trainer.onResponse = { told.append($0) }
    _ = try trainer.bestResponse(deals: 8)
    let flops = told
    told = []
    _ = try trainer.localBestResponse(boards: 6)
    for (told, deals, total, steps) in [(flops, "flops", 8, 8), (told, "turn boards", 6, 6)] {
      #expect(told.count >= steps + 2 && told.last! == nil)
      let known = told.compactMap { $0 }
      #expect(known.count == told.count - 1 && known.allSatisfy { $0.deals == deals && $0.total == total })
      #expect(known[0].done == 0 && known[0].secondsLeft == nil && known.last!.done == Double(total) && known.last!.secondsLeft == 0)
      #expect(known.map(\.done) == known.map(\.done).sorted())
    }
  }

  /// All-in or fold before the flop: no board is sampled, and the bound is the exploitability.
  @Test func localBestResponseBeforeTheFlopIsExact() throws {
    let rules = try GameRules.noLimit(stacks: [6, 6], smallBlind: 1, bigBlind: 2)
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, allowsLimp: false, lastStreet: "preflop")
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "a"), options: options))
    let cards = CardAbstraction.lossless(streets: 4)
    let job = SampledJob(
      tree: tree, cards: cards, buckets: SampledJob.buckets(tree, try CardLookup(cards, rules: rules)), sampling: .external, traversals: 1000,
      schedules: SampledJob.Schedules(discount: DiscountSchedule(.linear, name: "linear")), workers: 0)
    let trainer = try SampledTrainer(job, crew: makeCrew())
    try trainer.iterate()
    let found = try trainer.localBestResponse(boards: 8)
    try trainer.evaluateNow()
    let exact = try #require(trainer.exact).exploitability
    #expect(found.interval == 0 && abs(found.mean - exact) < 1e-5 && exact > 0.01)
  }

  @Test func bestResponsesOfSmallGamesAreExact() throws {
    let trainer = try trainer(workers: 0)
    try trainer.iterate()
    let found = try trainer.bestResponse(deals: 8)
    try trainer.evaluateNow()
    #expect(found.isExact && found.exploitability.mean == trainer.exact?.exploitability && found.exploitability.interval == 0)
  }

  @Test func breakpointsAreStepsOrLines() throws {
    let steps = NumberSchedule(Breakpoints([.init(.iteration(10), 1), .init(.iteration(20), 3)], shape: .steps))
    let line = NumberSchedule(Breakpoints([.init(.seconds(10), 1), .init(.seconds(20), 3)], shape: .linear))
    #expect(try [1, 10, 19, 20, 99].map { try steps.value(TrainingMoment(iteration: $0, seconds: 0)) } == [1, 1, 1, 3, 3])
    #expect(try [0, 10, 15, 20, 99].map { try line.value(TrainingMoment(iteration: 1, seconds: $0)) } == [1, 1, 2, 3, 3])
  }
}
