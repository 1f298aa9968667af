import Abstraction
import CFR
import Cards
import Game
import Testing

/// Sampled training of games whose answers are known.
@Suite struct SampledTests {
  @Test func externalSamplingSolvesLeduc() throws {
    let solve = try SampledSolve(.leduc(), sampling: .external)
    try solve.train(traversals: 400_000)
    #expect(try solve.evaluation().exploitability < 0.035)
    try solve.train(traversals: 2_000_000)
    let evaluation = try solve.evaluation()
    #expect(evaluation.exploitability < 0.016)
    #expect(abs(evaluation.values[0] - -0.085606) < 0.02)
  }

  @Test func outcomeSamplingSolvesKuhnAndNearsLeduc() throws {
    let kuhn = try SampledSolve(.kuhn(), sampling: .outcome)
    try kuhn.train(traversals: 400_000)
    let evaluation = try kuhn.evaluation()
    #expect(evaluation.exploitability < 0.02)
    #expect(abs(evaluation.values[0] - -1.0 / 18) < 0.02)
    let leduc = try SampledSolve(.leduc(), sampling: .outcome)
    try leduc.train(traversals: 100_000)
    let early = try leduc.evaluation().exploitability
    try leduc.train(traversals: 1_500_000)
    #expect(try leduc.evaluation().exploitability < min(0.12, early / 2))
  }

  @Test func publicChanceSamplingSolvesLeduc() throws {
    let solve = try SampledSolve(.leduc(), sampling: .publicChance)
    try solve.train(traversals: 12_000)
    #expect(try solve.evaluation().exploitability < 0.07)
  }

  /// The mean of what a uniform table returns for the root is the game's value under uniform play, whichever way it is sampled.
  @Test func uniformPlayHasTheValueOfTheVectorEngine() throws {
    let solve = try SampledSolve(.leduc(), sampling: .external)
    let exact = try solve.evaluation()
    // More than are played at once.
    let match = try solve.solver.match(against: .uniform, deals: 1_500_000, number: 1, solve.run)
    #expect(match.samples == 1_500_000)
    // Uniform against uniform, from both seats: nobody wins.
    #expect(abs(match.mean) < 1.5 * match.interval)
    #expect(abs(exact.exploitability - 2.374) < 1e-3)
  }

  @Test(arguments: Sampling.allCases) func bytesDoNotDependOnTheOrderOfTasksNorOnRunningThemTwice(_ sampling: Sampling) throws {
    func fingerprint(_ order: @escaping (Int) -> [Int]) throws -> UInt64 {
      let solve = try SampledSolve(.leduc(), sampling: sampling, traversals: sampling == .publicChance ? 400 : 20_000)
      #expect(solve.plan.layout.tasks > 1)
      for _ in 0..<3 { try solve.iterate { count in for task in order(count) { solve.worker.run(task: task) } } }
      return solve.solver.fingerprint
    }
    let forward = try fingerprint { Array(0..<$0) }
    #expect(try fingerprint { (0..<$0).reversed() } == forward)
    #expect(try fingerprint { count in (0..<count).flatMap { [$0, $0] } } == forward)
  }

  /// Logs too small for an iteration end it early; nothing is lost, and the traversals counted are those done.
  @Test func fullLogsEndAnIterationEarly() throws {
    let solve = try SampledSolve(.leduc(), sampling: .external, traversals: 100)
    let step = SampledStep(traversals: 1_000_000)
    try solve.iterate(step)
    let first = solve.solver.traversals
    #expect(first > 100 && first < 1_000_000)
    try solve.iterate(step)
    #expect(solve.solver.traversals > first)
    #expect(solve.solver.position.starts.reduce(0, +) == solve.solver.traversals)
  }

  /// A discount that is noted and caught up with gives what sweeping over the tables at once would.
  @Test func discountsCatchUp() throws {
    // With factors of 1/2 everywhere the ledger must begin anew every hundred steps; strategies do not depend on how.
    let solve = try SampledSolve(.leduc(), sampling: .external)
    for _ in 0..<300 { try solve.iterate(nil, DiscountFactors(positive: 0.5, negative: 0.5, average: 0.5)) }
    for node in solve.solver.tree.nodes.indices where solve.solver.tree.nodes[node].kind == .decision {
      for bucket in 0..<3 { #expect(abs(solve.solver.averageStrategy(node, bucket: bucket).reduce(0, +) - 1) < 1e-9) }
    }
    let zero = try SampledSolve(.leduc(), sampling: .external)
    for _ in 0..<50 { try zero.iterate(nil, DiscountFactors()) }
    try zero.iterate(SampledStep(traversals: 0), DiscountFactors(positive: 0, negative: 0, average: 0))
    #expect(zero.solver.currentStrategy(0, bucket: 0) == [0.5, 0.5])
  }

  /// In Leduc a hand tells its path: with perfect recall the same deals give the same strategies, in rows of which some are never met.
  @Test(arguments: Sampling.allCases) func perfectRecallOfWhatIsKnownAnyway(_ sampling: Sampling) throws {
    let plain = try SampledSolve(.leduc(), sampling: sampling, traversals: 50)
    let paths = try SampledSolve(.leduc(), sampling: sampling, traversals: 50, recall: .perfect)
    #expect(plain.plan.streets.map(\.buckets) == [3, 9] && paths.plan.streets.map(\.buckets) == [3, 27])
    // Each task has deals of its own: as many rows as can be met, not as there are, must tell how many tasks there are.
    #expect(plain.plan.layout.tasks == paths.plan.layout.tasks)
    for solve in [plain, paths] { for _ in 0..<200 { try solve.iterate() } }
    #expect(try plain.evaluation().exploitability == paths.evaluation().exploitability)
    // Row 4 of the second street is (queen; queen and jack); (jack; queen and jack) cannot be, and stays at nothing.
    let node = try #require(plain.solver.tree.nodes.indices.first { plain.solver.tree.nodes[$0].kind == .decision && plain.solver.tree.nodes[$0].street == 1 })
    #expect(plain.solver.averageStrategy(node, bucket: 4) == paths.solver.averageStrategy(node, bucket: 9 + 4))
    #expect(paths.solver.averageStrategy(node, bucket: 4) == [0.5, 0.5])
  }
}
