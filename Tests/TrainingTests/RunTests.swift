import CFR
import Foundation
import Logging
import Testing
import Workers

@testable import Training

/// When a run ends, what its hooks hear and may change.
@Suite struct RunTests {
  private func trainer() throws -> VectorTrainer { try TestGame.leduc.trainer() }

  @Test func iterationsAreOfThisRun() throws {
    let trainer = try trainer()
    for total in [5, 10] {
      let (status, reason) = try trainer.run(RunLimits(iterations: 5))
      #expect(reason == .iterations)
      #expect(status.iteration == total && status.evaluatedIteration == total && status.isEvaluated)
    }
    #expect(try trainer.run(RunLimits(iterations: 0)).0.iteration == 10)
  }

  @Test(arguments: [1, 7, 10])
  func aTargetIsReachedAtAnEvaluation(_ every: Int) throws {
    let (status, reason) = try trainer().run(RunLimits(iterations: 10_000, target: 0.02), evaluate: .iterations(every))
    #expect(reason == .target)
    #expect(status.iteration.isMultiple(of: every) && status.isEvaluated)
    #expect(try #require(status.evaluation).exploitability <= 0.02)
  }

  @Test func evaluationsComeWhenTheyShould() throws {
    var evaluated: [Int] = [], heard: [RunStatus] = []
    let hooks = RunHooks(progress: { status in
      heard.append(status)
      if status.isEvaluated { evaluated.append(status.iteration) }
    })
    _ = try trainer().run(RunLimits(iterations: 20), evaluate: .iterations(6), hooks: hooks)
    #expect(evaluated == [6, 12, 18, 20])
    // Besides, whoever shows the run hears of the first iteration, and of others only now and then.
    #expect(heard.first?.iteration == 1)
    for (last, next) in zip(heard, heard.dropFirst()) where !next.isEvaluated { #expect(next.seconds - last.seconds >= RunHooks.progressInterval) }
  }

  @Test func time() throws {
    let (status, reason) = try trainer().run(RunLimits(seconds: 0.05))
    #expect(reason == .time)
    #expect(status.seconds >= 0.05 && status.isEvaluated)
    let (first, why) = try trainer().run(RunLimits(seconds: 0))
    #expect(why == .time && first.iteration == 1)
  }

  @Test func aHookStopsTheRun() throws {
    let hooks = RunHooks(onIteration: { RunChanges(stop: $0.iteration == 13) })
    let (status, reason) = try trainer().run(RunLimits(iterations: 100), hooks: hooks)
    #expect(reason == .hook)
    #expect(status.iteration == 13 && status.isEvaluated)
  }

  @Test func aHookChangesTheDiscount() throws {
    let linear = DiscountSchedule(.linear, name: "linear")
    let hooks = RunHooks(onIteration: { RunChanges(discount: $0.iteration == 4 ? linear : nil) })
    let changed = try trainer(), plain = try trainer(), byHand = try trainer()
    _ = try changed.run(RunLimits(iterations: 10), hooks: hooks)
    try plain.iterate(10)
    _ = try byHand.run(RunLimits(iterations: 4), hooks: hooks)
    try byHand.iterate(6)
    #expect(changed.discount.variant == .linear)
    #expect(changed.solver.fingerprint != plain.solver.fingerprint)
    #expect(changed.solver.fingerprint == byHand.solver.fingerprint)
  }

  @Test func aHookCannotChangeTheTables() throws {
    let predicting = DiscountSchedule(.pcfrPlus(gamma: 2, step: 1), name: "pcfr+")
    let hooks = RunHooks(onIteration: { _ in RunChanges(discount: predicting) })
    #expect(message { _ = try trainer().run(RunLimits(iterations: 3), hooks: hooks) }?.contains("\"pcfr+\" cannot take over from") == true)
  }

  @Test func aHooksErrorEndsTheRun() throws {
    struct Mine: Error {}
    let trainer = try trainer()
    #expect(throws: Mine.self) { _ = try trainer.run(RunLimits(iterations: 5), hooks: RunHooks(onIteration: { _ in throw Mine() })) }
    #expect(trainer.solver.iterations == 1)
    try trainer.iterate(1)
  }

  @Test func anInterruptionFinishesTheIteration() throws {
    let trainer = try trainer()
    var asked = 0
    let (status, reason) = try trainer.run(
      RunLimits(iterations: 100),
      isInterrupted: {
        asked += 1
        return asked > 7
      })
    #expect(reason == .interrupted)
    #expect(status.iteration == 7 && status.isEvaluated)
    #expect(message { _ = try trainer.run(RunLimits(iterations: 1), isInterrupted: { true }) } == "interrupted")
    #expect(trainer.solver.iterations == 7)
  }

  @Test func limitsThatNoRunCanKeep() throws {
    let trainer = try trainer()
    for (limits, problem) in [
      (RunLimits(iterations: -1), "a run of -1 iterations: the number must be 0 or more"),
      (RunLimits(target: .nan), "the run's target is nan: it must be a number from 0"),
      (RunLimits(seconds: -2), "the run's time is -2.0: it must be a number from 0"),
    ] { #expect(message { _ = try trainer.run(limits) } == problem) }
    #expect(message { _ = try trainer.run(RunLimits(iterations: 1), evaluate: .iterations(0)) } == "an evaluation every 0 iterations: it must be 1 or more")
  }

  @Test(arguments: [
    ("positive", DiscountFactors(positive: .nan)), ("negative", DiscountFactors(negative: -1)), ("average", DiscountFactors(average: .infinity)),
    ("play", DiscountFactors(play: .nan)), ("prediction", DiscountFactors(prediction: -1)),
  ])
  func factorsThatAreNoNumbers(_ name: String, _ factors: DiscountFactors) throws {
    var job = try TestGame.kuhn.job()
    job.discount = DiscountSchedule(name: "mine", predicts: true) { $0 == 3 ? factors : DiscountFactors() }
    let trainer = try VectorTrainer(job, crew: makeCrew())
    #expect(message { try trainer.iterate(5) }?.hasPrefix("the discount of iteration 3: \(name) is ") == true)
    #expect(trainer.solver.iterations == 2)
  }

  @Test func withoutWorkersNothingHasHappened() throws {
    let scratch = try Scratch()
    let crew = WorkerCrew(launch: WorkerLaunch(executable: scratch.path("missing"), arguments: []), logger: Logger(label: "tests"))
    let trainer = try VectorTrainer(try largeJob(workers: 2), crew: crew)
    for _ in 0..<2 { #expect(message { try trainer.iterate(1) }?.hasPrefix("could not start a worker") == true) }
    #expect(!trainer.isCutShort && trainer.iterations == 0)
    try SolveFile(scratch.path("solve")).save(trainer)
  }
}
