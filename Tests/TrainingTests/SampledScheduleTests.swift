import Abstraction
import CFR
import Game
import Testing

@testable import Training

/// What changes over a sampled training: when it begins, by iteration and by the clock, and that a change loses nothing.
@Suite struct SampledScheduleTests {
  /// Leduc, an iteration of which takes a millisecond.
  private func trainer(_ sampling: Sampling = .external, change: (inout SampledJob.Schedules) -> Void = { _ in }) throws -> SampledTrainer {
    let tree = try BettingTreeBuilder.build(.leduc(), BetAbstraction(.none))
    let cards = CardAbstraction.lossless(streets: 2)
    var schedules = SampledJob.Schedules(discount: DiscountSchedule(.linear, name: "linear"))
    change(&schedules)
    return try SampledTrainer(
      SampledJob(
        tree: tree, cards: cards, buckets: SampledJob.buckets(tree, try CardLookup(cards, rules: tree.rules)), sampling: sampling, traversals: 300,
        schedules: schedules, seed: 3, workers: 0), crew: makeCrew())
  }

  /// Decisions at which some hand's average strategy is another than the present one: none, where nothing was averaged yet.
  private func averages(_ trainer: SampledTrainer) -> Int {
    let solver = trainer.solver, nodes = solver.tree.nodes
    return nodes.indices.count { node in
      nodes[node].kind == .decision
        && (0..<3).contains { solver.averageStrategy(node, bucket: $0) != solver.currentStrategy(node, bucket: $0) }
    }
  }

  @Test func averagesBeginWhenTheyAreTold() throws {
    let byIteration = try trainer { $0.averageStart = .iterations(3) }
    for _ in 0..<3 { try byIteration.iterate() }
    #expect(averages(byIteration) == 0)
    try byIteration.iterate()
    #expect(averages(byIteration) > 0)

    let byClock = try trainer { $0.averageStart = .seconds(600) }
    byClock.progress.seconds = 599
    try byClock.iterate()
    #expect(averages(byClock) == 0)
    // What earlier runs took counts.
    byClock.progress.earlierSeconds = 1
    try byClock.iterate()
    #expect(averages(byClock) > 0)
  }

  /// A schedule by the clock sees the time of the run under way, not only that of the last checkpoint.
  @Test func theClockGoesOnDuringARun() throws {
    let trainer = try trainer { $0.averageStart = .seconds(1e-9) }
    _ = try trainer.run(RunLimits(iterations: 3), evaluate: .iterations(1000))
    #expect(averages(trainer) > 0)
  }

  @Test func pruningBeginsWhenItIsToldAndVisitsLess() throws {
    func prune(_ schedules: inout SampledJob.Schedules, from start: Cadence.Interval) {
      schedules.pruneBelow = NumberSchedule(-1)
      schedules.pruneFraction = 1
      schedules.pruneStart = start
    }
    let plain = try trainer(), byIteration = try trainer { prune(&$0, from: .iterations(20)) }, byClock = try trainer { prune(&$0, from: .seconds(60)) }
    for _ in 0..<20 { for trainer in [plain, byIteration, byClock] { try trainer.iterate() } }
    #expect(byIteration.solver.fingerprint == plain.solver.fingerprint && byClock.solver.fingerprint == plain.solver.fingerprint)
    byClock.progress.seconds = 60
    let before = plain.solver.nodes
    for trainer in [plain, byIteration, byClock] { try trainer.iterate() }
    #expect(byIteration.solver.fingerprint == byClock.solver.fingerprint && byIteration.solver.nodes == byClock.solver.nodes)
    #expect(byIteration.solver.traversals == plain.solver.traversals)
    #expect(byIteration.solver.nodes - before < (plain.solver.nodes - before) * 9 / 10)
    // A share of 0 prunes nothing.
    let never = try trainer {
      prune(&$0, from: .iterations(0))
      $0.pruneFraction = 0
    }
    for _ in 0..<21 { try never.iterate() }
    #expect(never.solver.nodes == plain.solver.nodes)
  }

  /// Pruning at a threshold that suits the game visits less and loses little, which it would if it cut off what must be visited.
  @Test func aPrunedTrainingFindsTheEquilibriumToo() throws {
    let trainer = try trainer {
      $0.pruneBelow = NumberSchedule(-3000)
      $0.pruneStart = .iterations(100)
    }
    for _ in 0..<3000 { try trainer.iterate() }
    try trainer.evaluateNow()
    #expect(try #require(trainer.exact).exploitability < 0.04)
    let plain = try self.trainer()
    for _ in 0..<3000 { try plain.iterate() }
    #expect(trainer.solver.traversals == plain.solver.traversals && trainer.solver.nodes < plain.solver.nodes * 97 / 100)
  }

  @Test func aChangeOfASchedulePutsTheNewValueInAndTouchesNoTable() throws {
    let changed = try trainer(.outcome), plain = try trainer(.outcome), other = try trainer(.outcome) { $0.exploration = NumberSchedule(0.2) }
    for trainer in [changed, plain, other] { for _ in 0..<5 { try trainer.iterate() } }
    let before = changed.solver.fingerprint
    var changes = RunChanges(discount: DiscountSchedule(.dcfr(alpha: 1.5, beta: 0.5, gamma: 2), name: "dcfr"))
    changes.exploration = NumberSchedule(0.2)
    changes.traversals = NumberSchedule(100)
    changes.pruneBelow = NumberSchedule(-5)
    try changed.apply(changes)
    #expect(changed.solver.fingerprint == before && changed.solver.traversals == plain.solver.traversals && before == plain.solver.fingerprint)
    #expect(before != other.solver.fingerprint)
    try changed.iterate()
    #expect(changed.solver.lastTraversals == 100 && changed.solver.fingerprint != before)

    // The values it had already: the same bytes as without a change.
    let same = try trainer(.outcome)
    for iteration in 0..<8 {
      if iteration == 4 {
        var changes = RunChanges(discount: DiscountSchedule(.linear, name: "linear"))
        changes.exploration = NumberSchedule(0.6)
        changes.traversals = NumberSchedule(300)
        try same.apply(changes)
      }
      try same.iterate()
    }
    for _ in 5..<8 { try plain.iterate() }
    #expect(same.solver.fingerprint == plain.solver.fingerprint)
  }

  /// What hooks changed is part of a checkpoint, but for what no file holds.
  @Test func changesOfHooksAreResumed() throws {
    let scratch = try Scratch()
    func hooks() -> RunHooks {
      RunHooks(onIteration: { status in
        var changes = RunChanges()
        if status.iteration == 3 { changes.discount = DiscountSchedule(.dcfr(alpha: 1.5, beta: 0.5, gamma: 2), name: "dcfr") }
        if status.iteration == 4 { (changes.traversals, changes.exploration) = (NumberSchedule(50), NumberSchedule(0.2)) }
        return changes
      })
    }
    let whole = try trainer(.outcome), first = try trainer(.outcome), second = try trainer(.outcome)
    _ = try whole.run(RunLimits(iterations: 12), hooks: hooks())
    _ = try first.run(RunLimits(iterations: 6), hooks: hooks())
    try first.save(to: scratch.path("six"))
    try second.restore(from: scratch.path("six"))
    for _ in 6..<12 { try second.iterate() }
    #expect(second.solver.fingerprint == whole.solver.fingerprint && second.solver.traversals == whole.solver.traversals)
    #expect(second.solver.lastTraversals == 50)

    var lost = RunChanges()
    lost.exploration = NumberSchedule { _ in 0.3 }
    try first.apply(lost)
    try first.save(to: scratch.path("lost"))
    let third = try trainer(.outcome)
    try third.restore(from: scratch.path("lost"))
    #expect(message { try third.iterate() } == "a hook had changed `exploration` to a function, which no checkpoint holds: return it from on_start to go on")
    try third.apply(lost)
    try third.iterate()
  }

  /// Breakpoints by the clock hold through a training: an iteration explores as the seconds of its beginning say, those of earlier runs and of a resumed one
  /// included.
  @Test func explorationFollowsTheClock() throws {
    let clock = NumberSchedule(Breakpoints([.init(.seconds(10), 0.8), .init(.seconds(20), 0.2)], shape: .linear))
    /// What the clock says at the beginning of each iteration, and the exploration that is due.
    let moments: [(seconds: Double, due: Double)] = [(0, 0.8), (10, 0.8), (12.5, 0.65), (15, 0.5), (20, 0.2), (99, 0.2)]
    let byClock = try trainer(.outcome) { $0.exploration = clock }
    let byIteration = try trainer(.outcome) { $0.exploration = NumberSchedule { moments[$0 - 1].due } }
    let scratch = try Scratch()
    for (iteration, moment) in moments.enumerated() {
      byClock.progress.seconds = moment.seconds
      try byClock.iterate()
      try byIteration.iterate()
      #expect(byClock.solver.fingerprint == byIteration.solver.fingerprint, "iteration \(iteration + 1)")
      if iteration == 2 { try byClock.save(to: scratch.path("three")) }
    }
    // Resumed at 12.5 s, two and a half seconds later: as the fourth iteration above.
    let resumed = try trainer(.outcome) { $0.exploration = clock }
    try resumed.restore(from: scratch.path("three"))
    #expect(resumed.progress.totalSeconds == 12.5)
    for moment in moments[3...] {
      resumed.progress.seconds = moment.seconds
      try resumed.iterate()
    }
    #expect(resumed.solver.fingerprint == byIteration.solver.fingerprint)
    // It matters which it is.
    let constant = try trainer(.outcome) { $0.exploration = NumberSchedule(0.8) }
    for _ in moments { try constant.iterate() }
    #expect(constant.solver.fingerprint != byIteration.solver.fingerprint)
  }

  /// Evaluations and checkpoints come when a multiple was crossed, also where an iteration steps over it.
  @Test func evaluationsComeWhenAMultipleIsCrossed() throws {
    let trainer = try trainer()
    var seen: [Int] = []
    var hooks = RunHooks()
    hooks.onEvaluate = {
      seen.append($0.iteration)
      return RunChanges()
    }
    // The run begins behind a multiple, and ends before one.
    for _ in 0..<8 { try trainer.iterate() }
    _ = try trainer.run(RunLimits(iterations: 10), evaluate: .iterations(7), hooks: hooks)
    #expect(seen == [14, 18])
  }

  /// A discount that comes only now and then is the same as one of factors of 1 in between; resumed, it counts on.
  @Test func discountsNowAndThenCostNoStepOfTheLedger() throws {
    let every = DiscountSchedule(name: "every 10", predicts: false) { t in
      let n = Double(t / 10)
      return t % 10 == 0 ? DiscountFactors(positive: n / (n + 1), negative: n / (n + 1), average: n / (n + 1)) : DiscountFactors()
    }
    let whole = try trainer { $0.discount = every }, first = try trainer { $0.discount = every }, plain = try trainer { $0.discount = DiscountSchedule(.vanilla, name: "cfr") }
    for _ in 0..<40 {
      try whole.iterate()
      try plain.iterate()
    }
    for _ in 0..<15 { try first.iterate() }
    let scratch = try Scratch()
    try first.save(to: scratch.path("half"))
    let second = try trainer { $0.discount = every }
    try second.restore(from: scratch.path("half"))
    for _ in 15..<40 { try second.iterate() }
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
    #expect(whole.solver.fingerprint != plain.solver.fingerprint)
    #expect(whole.solver.discountSteps == 4 && plain.solver.discountSteps == 0)
  }
}
