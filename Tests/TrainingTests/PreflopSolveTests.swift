#if !DEBUG
  import CFR
  import Foundation
  import Testing

  @testable import Training

  /// Heads-up before the flop, against what is known.
  @Suite struct PreflopSolveTests {
    /// How often a player takes an action at a line, over all 1,326 hands.
    private func share(_ trainer: VectorTrainer, line: String, action: Int) throws -> Double {
      let strategy = try trainer.solver.strategy(at: PublicPlace(line, in: trainer.job.tree))
      let shares = strategy.probabilities.compactMap { $0?[action] }
      return shares.reduce(0, +) / Double(shares.count)
    }

    /// HoldemResources' equilibrium of jam or fold without ante.
    @Test(arguments: [(5, 0.715, 0.621), (8, 0.619, 0.450), (10, 0.583, 0.374), (12, 0.532, 0.330), (15, 0.457, 0.286)])
    func jamOrFold(_ stack: Int, _ pushed: Double, _ called: Double) throws {
      let trainer = try Preflop.trainer(stack: stack, bets: "a", allowsLimp: false)
      #expect(trainer.job.tree.decisions == [["f", "r\(stack)"], ["f", "c"]])
      let (status, reason) = try trainer.run(RunLimits(iterations: 2000, target: 0.00002))
      #expect(reason == .target)
      #expect(try #require(status.evaluation).exploitability <= 0.00002)
      #expect(abs(try share(trainer, line: "", action: 1) - pushed) < 0.005)
      #expect(abs(try share(trainer, line: "r\(stack)", action: 1) - called) < 0.005)
    }

    /// Uniform play of jam or fold, where a tie is worth more than the mean of a win and a loss: against a sum over all pairs of hands.
    @Test func tiesCountInAUtility() throws {
      func root(_ stacks: [Double]) -> [Double] { stacks.map { $0.squareRoot() } }
      let trainer = try Preflop.trainer(stack: 5, bets: "a", allowsLimp: false, utility: root)
      let evaluation = try trainer.evaluate()
      let before = 5.0.squareRoot(), win = 10.0.squareRoot() - before
      // The small blind folds, or jams and the big blind folds, or the hand is shown down for all chips.
      let fixed = 0.5 * (4.5.squareRoot() - before) + 0.25 * (6.0.squareRoot() - before)
      let pairs = Double(1326 * 1225), boards = Double(PreflopEdges.boards)
      let edge = Preflop.edges.reduce(0.0) { $0 + Double($1) }, ties = Preflop.ties.reduce(0.0) { $0 + Double($1) } / pairs / boards
      #expect(edge == 0)
      let shown = (1 - ties) / 2 * (win - before)
      #expect(abs(evaluation.values[1] - (fixed + 0.25 * shown)) < 1e-7)
      #expect((0.02...0.06).contains(ties))
    }

    @Test func limpRaiseOrJamIsWorthMoreThanJamOrFold() throws {
      let jam = try Preflop.trainer(stack: 10, bets: "a", allowsLimp: false)
      let free = try Preflop.trainer(stack: 10, bets: "2.5bb, a", allowsLimp: true)
      #expect(free.job.tree.decisions[0] == ["f", "c", "r2.5", "r10"])
      var values: [Double] = []
      for trainer in [jam, free] {
        let (status, reason) = try trainer.run(RunLimits(iterations: 3000, target: 0.001))
        #expect(reason == .target)
        let evaluation = try #require(status.evaluation)
        #expect(abs(evaluation.values[0] + evaluation.values[1]) < 1e-6, "no rake")
        values.append(evaluation.values[1])
      }
      // The small blind, seat 1, is sure of its value less the exploitability (times 2).
      #expect(values[1] > values[0] + 0.004)
    }

    @Test func savedAndLoaded() throws {
      let scratch = try Scratch(), trainer = try Preflop.trainer(stack: 8, bets: "a", allowsLimp: false)
      try trainer.iterate(10)
      try SolveFile(scratch.path("solve")).save(trainer)
      try #require(PolicyFile(scratch.path("policy.csv"))).write(trainer)
      let rows = try String(contentsOfFile: scratch.path("policy.csv"), encoding: .utf8).split(separator: "\n")
      #expect(rows.count == 1 + 2 * 1326)
      let price = try trainer.job.price()
      #expect(price.totalBytes == trainer.price.totalBytes && price.totalBytes == trainer.solver.layout.byteCount)
    }
  }
#endif
