import Abstraction
import CFR
import Foundation
import Game
import Testing
import Workers

@testable import Training

/// Best responses to sampled trainings, exact and local: spread over the pool, weighed, interrupted, told of.
@Suite struct SampledResponseTests {
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

  /// Evaluations look at the same boards and deals, so that little changes where play changes little; queries look at others.
  @Test func evaluationsDifferByPlayAlone() throws {
    var job = try smallHoldemJob(workers: 0)
    job.evaluation = SampledEvaluation(baselines: [.uniform], deals: 1000, responses: 20, flops: 12, exactBytes: 0)
    let trainer = try SampledTrainer(job, crew: makeCrew())
    for _ in 0..<120 { try trainer.iterate() }
    try trainer.evaluateNow()
    let before = trainer.measures
    try trainer.iterate()
    try trainer.evaluateNow()
    #expect(before != trainer.measures && before.count == 4)
    for (now, then) in zip(trainer.measures, before) {
      #expect(abs(now.estimate.mean - then.estimate.mean) < then.estimate.interval / 10, "\(now), \(then)")
    }
    let others = [try trainer.localBestResponse(boards: 20), try trainer.bestResponse(deals: 12).exploitability, try trainer.match(against: .uniform, deals: 1000)]
    for (other, of) in zip(others, [0, 1, 3]) {
      let estimate = trainer.measures[of].estimate
      #expect(abs(other.mean - estimate.mean) > estimate.interval / 10, "\(other), \(estimate)")
    }
  }

  /// A measurement that does not fit beside the training is refused before it begins; with room for one task, its tasks run one after the other.
  @Test func bestResponsesAreWeighedBeforeTheyBegin() throws {
    let plenty = try smallHoldem(workers: 2)
    let training = plenty.plan.layout.byteCount
    let error = message { _ = try self.smallHoldem(workers: 2, memoryLimit: training + 4096).bestResponse(deals: 8) }
    #expect(error?.hasPrefix("best responses on a sample of deals need ") == true, "\(error ?? "")")
    #expect(error?.hasSuffix(" beside the training; the script's memory limit leaves 4.0 KiB") == true, "\(error ?? "")")
    let response = try ResponseSolver(plenty.solver, deals: 8, seed: 1, number: 1, preflop: nil)
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
  /// By the values that are known of all-ins, and by those of the vector engine: also where a tie is not the mean of a win and a loss.
  @Test(arguments: [nil, { $0.squareRoot() }] as [(@Sendable (Double) -> Double)?])
  func localBestResponseBeforeTheFlopIsExact(utility: (@Sendable (Double) -> Double)?) throws {
    let rules = try GameRules.noLimit(stacks: [6, 6], smallBlind: 1, bigBlind: 2)
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, allowsLimp: false, lastStreet: "preflop")
    var tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "a"), options: options))
    if let utility { tree = tree.measured { $0.map(utility) } }
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

  /// Where the tree has no call, always-call folds: uniform play that jams or folds wins half of the time what is folded to it, and loses a small blind half of the time.
  @Test func alwaysCallFoldsWhereItCannotCall() throws {
    let rules = try GameRules.noLimit(stacks: [20, 20], smallBlind: 1, bigBlind: 2, unitsPerChip: 2)
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, allowsLimp: false, lastStreet: "preflop")
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "a"), options: options))
    let cards = CardAbstraction.lossless(streets: 4)
    let job = SampledJob(
      tree: tree, cards: cards, buckets: SampledJob.buckets(tree, try CardLookup(cards, rules: rules)), sampling: .external, traversals: 1000,
      schedules: SampledJob.Schedules(discount: DiscountSchedule(.linear, name: "linear")), workers: 0)
    let won = try SampledTrainer(job, crew: makeCrew()).match(against: .alwaysCall, deals: 200_000)
    // In the small blind -0.25, as jams are called with an even game; in the big blind the opponent folds a half.
    #expect(abs(won.mean - 0.125) < 2 * won.interval && won.interval < 0.03)
  }

  /// A baseline that a game does not have is no 0 the second time.
  @Test func whatCouldNotBePreparedIsNotThere() throws {
    var job = try leducJob(workers: 0)
    job.evaluation.baselines = [.jamFold]
    let trainer = try SampledTrainer(job, crew: makeCrew())
    for _ in 0..<2 { #expect(throws: TrainingError.self) { try trainer.evaluateNow() } }
    #expect(trainer.measures.isEmpty)
  }

  @Test func bestResponsesOfSmallGamesAreExact() throws {
    let trainer = try leducTrainer(workers: 0)
    try trainer.iterate()
    let found = try trainer.bestResponse(deals: 8)
    try trainer.evaluateNow()
    #expect(found.isExact && found.exploitability.mean == trainer.exact?.exploitability && found.exploitability.interval == 0)
  }
}
