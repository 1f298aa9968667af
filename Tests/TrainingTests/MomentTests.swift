import CFR
import Testing
import Workers

@testable import Training

/// Schedules by the clock, with a clock that the test sets.
@Suite struct MomentTests {
  @Test func multiplesAreCrossedOnce() {
    func crossed(_ interval: Cadence.Interval, _ iteration: Int, _ previous: Double, _ seconds: Double) -> [Int] {
      Array(TrainingMoment(iteration: iteration, seconds: seconds, previous: previous).crossed(interval))
    }
    #expect((1...31).map { crossed(.iterations(10), $0, 0, 0) }.joined().elementsEqual([1, 2, 3]))
    #expect(crossed(.iterations(10), 11, 0, 0) == [1])
    #expect(crossed(.iterations(1), 1, 0, 0) == [] && crossed(.iterations(1), 2, 0, 0) == [1])
    #expect(crossed(.seconds(10), 5, 9.9, 10) == [1] && crossed(.seconds(10), 6, 10, 19.9) == [])
    #expect(crossed(.seconds(10), 7, 19.9, 45) == [2, 3, 4])
    // A clock that stands still or goes back crosses nothing.
    #expect(crossed(.seconds(10), 7, 45, 45) == [] && crossed(.seconds(10), 7, 45, 30) == [])
  }

  /// Pluribus: n / (n + 1) at the n-th of 10 minutes, for 400 minutes.
  @Test func aPeriodicDiscountIsPluribus() throws {
    let schedule = DiscountSchedule(every: .seconds(600), most: 40, name: "linear every 600 s") { Discount.linear.factors(iteration: $0 + 1) }
    func factors(_ previous: Double, _ seconds: Double) throws -> DiscountFactors { try schedule.factors(TrainingMoment(iteration: 9, seconds: seconds, previous: previous)) }
    #expect(try factors(0, 599) == DiscountFactors())
    #expect(try factors(599, 601) == DiscountFactors(positive: 0.5, negative: 0.5, average: 0.5))
    #expect(try abs(factors(1190, 1801).positive - 2.0 / 3 * 3 / 4) < 1e-12)
    #expect(try factors(23_990, 24_001).average == 40.0 / 41)
    #expect(try factors(24_590, 24_601) == DiscountFactors())
  }

  @Test func breakpointsOfDiscountsAreStepsOrMixed() throws {
    let half = DiscountSchedule(name: "half", predicts: false) { _ in DiscountFactors(positive: 0.5, negative: 0, average: 0.5, floorsAtZero: true) }
    let one = DiscountSchedule(.vanilla, name: "cfr")
    for shape in [Breakpoints<DiscountSchedule>.Shape.steps, .linear] {
      let schedule = DiscountSchedule(Breakpoints([.init(.iteration(0), half), .init(.iteration(10), one)], shape: shape), name: "two", predicts: false)
      let middle = try schedule.factors(TrainingMoment(iteration: 5))
      #expect(middle.positive == (shape == .linear ? 0.75 : 0.5) && middle.average == middle.positive && middle.floorsAtZero)
      #expect(try schedule.factors(TrainingMoment(iteration: 10)) == DiscountFactors())
    }
  }

  /// The loop tells the trainer the time: an iteration a clock tick later sees other breakpoints.
  @Test func theClockRunsDuringARun() throws {
    var seen: [Int] = []
    var job = try TestGame.kuhn.job()
    job.discount = DiscountSchedule(every: .seconds(0.002), most: nil, name: "ticks") { n in
      seen.append(n)
      return DiscountFactors(positive: 0.9, negative: 0.9, average: 0.9)
    }
    let clock = ContinuousClock()
    let hooks = RunHooks(onIteration: { _ in
      let end = clock.now + .milliseconds(5)
      while clock.now < end {}
      return RunChanges()
    })
    let trainer = try VectorTrainer(job, crew: makeCrew())
    _ = try trainer.run(RunLimits(iterations: 4), evaluate: .iterations(100), hooks: hooks)
    // Three iterations began 5, 10 and 15 ms after the first, or later.
    #expect(seen.count >= 6 && seen == Array(1...seen.count))
  }

  /// A checkpoint holds what the clock has passed: nothing is discounted twice, and nothing left out.
  @Test func aResumedRunGoesOnWithItsClock() throws {
    let scratch = try Scratch()
    var seen: [Int] = []
    func trainer() throws -> VectorTrainer {
      var job = try TestGame.leduc.job()
      job.discount = DiscountSchedule(every: .seconds(10), most: nil, name: "10 s") { n in
        seen.append(n)
        return DiscountFactors(positive: Double(n) / Double(n + 1), negative: 1, average: 1)
      }
      return try VectorTrainer(job, crew: makeCrew())
    }
    // The clock of each iteration.
    let times = [0, 4, 12, 13, 31, 39, 55.0]
    func go(_ trainer: VectorTrainer, _ times: some Sequence<Double>) throws {
      for time in times {
        trainer.progress.seconds = time
        try trainer.iterate()
      }
    }
    let whole = try trainer()
    _ = whole.progress.enter(iteration: 0)
    try go(whole, times)
    #expect(seen == [1, 2, 3, 4, 5])
    seen = []
    let first = try trainer()
    _ = first.progress.enter(iteration: 0)
    try go(first, times.prefix(4))
    first.progress.seconds = 30.5
    try first.save(to: scratch.folder.appendingPathComponent("half.checkpoint").path)
    let second = try trainer()
    try second.restore(from: scratch.folder.appendingPathComponent("half.checkpoint").path)
    _ = second.progress.enter(iteration: 4)
    #expect(second.progress.totalSeconds == 30.5)
    try go(second, times.dropFirst(4))
    #expect(seen == [1, 2, 3, 4, 5])
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
  }

  @Test func cadencesChangeOverARun() throws {
    var evaluated: [Int] = []
    var hooks = RunHooks()
    hooks.onEvaluate = {
      evaluated.append($0.iteration)
      return RunChanges(evaluate: $0.iteration == 40 ? .iterations(15) : nil)
    }
    let loop = try TrainingLoop(try TestGame.kuhn.trainer(), limits: RunLimits(iterations: 70), evaluate: .iterations(1))
    loop.hooks = hooks
    loop.evaluateSchedule = CadenceSchedule(Breakpoints([.init(.iteration(0), .iterations(4)), .init(.iteration(11), .iterations(10))], shape: .steps))
    _ = try loop.run()
    // A hook's word counts more than the schedule's.
    #expect(evaluated == [4, 8, 20, 30, 40, 45, 60, 70])
  }

  @Test func breakpointsAreStepsOrLines() throws {
    let steps = NumberSchedule(Breakpoints([.init(.iteration(10), 1), .init(.iteration(20), 3)], shape: .steps))
    let line = NumberSchedule(Breakpoints([.init(.seconds(10), 1), .init(.seconds(20), 3)], shape: .linear))
    // Checkpoints are compared by such names.
    #expect(Breakpoints([.init(.seconds(3600), 1), .init(.seconds(7200.5), 3)], shape: .linear).text { "\($0)" } == "breakpoints (3600 s: 1; 7200.5 s: 3; linear)")
    #expect(try [1, 10, 19, 20, 99].map { try steps.value(TrainingMoment(iteration: $0, seconds: 0)) } == [1, 1, 1, 3, 3])
    #expect(try [0, 10, 15, 20, 99].map { try line.value(TrainingMoment(iteration: 1, seconds: $0)) } == [1, 1, 2, 3, 3])
  }
}
