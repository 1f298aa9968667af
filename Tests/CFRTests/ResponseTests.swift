import Abstraction
import CFR
import Game
import Testing

/// Best responses from a sample of deals, on games that are small enough for the exact answer.
@Suite struct ResponseTests {
  /// Two cards in the hand, two on the flop, one on the turn, from a deck of 18; unequal stacks, and rake so that the game is not zero-sum.
  private static func rules(rake: Rake = .none) throws -> GameRules {
    var rules = try GameRules.noLimit(stacks: [14, 12], smallBlind: 1, bigBlind: 2, rake: rake)
    rules.deck = Deck(ranks: 7...12, suits: 3)
    rules.streets = Array(rules.streets.prefix(3))
    rules.streets[1].boardCards = 2
    return try rules.validated()
  }

  private static func solve(rake: Rake = .none, bets: String = "50%, a / a", traversals: Int = 20_000) throws -> SampledSolve {
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 2)
    let solve = try SampledSolve(try rules(rake: rake), BetAbstraction(BetMenu(parsing: bets), options: options), sampling: .external)
    try solve.train(traversals: traversals)
    return solve
  }

  @Test(arguments: [Rake.none, Rake(rate: 0.05, cap: 3)]) func allDealsGiveWhatEnumerationGives(_ rake: Rake) throws {
    let solve = try Self.solve(rake: rake)
    let exact = try solve.evaluation()
    let found = try solve.response(deals: 1000)
    #expect(found.isExact && found.exploitability.interval == 0 && found.upper == found.exploitability)
    #expect(exact.exploitability > 0.05)
    #expect(abs(found.exploitability.mean - exact.exploitability) < 1e-5)
    for player in 0..<2 { #expect(abs(found.gains[player].mean - exact.gain(player)) < 1e-5) }
    // 153 flops, of which two suits or more may be renamed.
    #expect(found.exploitability.samples < 60)
  }

  /// Strategies that nobody trained: no sum of strategies is above 0, and play is uniform.
  @Test func untrainedPlayIsUniform() throws {
    let solve = try Self.solve(traversals: 0)
    #expect(abs(try solve.response(deals: 1000).exploitability.mean - solve.evaluation().exploitability) < 1e-5)
  }

  @Test func betsThatEndOnTheFirstStreetNeedNoDealsButForAllIns() throws {
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, lastStreet: "preflop")
    let solve = try SampledSolve(try Self.rules(), BetAbstraction(BetMenu(parsing: "a"), options: options), sampling: .external)
    try solve.train(traversals: 3000)
    #expect(abs(try solve.response(deals: 1000).exploitability.mean - solve.evaluation().exploitability) < 1e-5)
  }

  /// Over many samples: the mean of the lower estimates is no more than the exact value, that of the upper ones no less, and intervals hold what they promise.
  @Test func samplesBracketTheExactValue() throws {
    let solve = try Self.solve()
    let exact = try solve.evaluation().exploitability
    let found = try (1...60).map { try solve.response(deals: 16, number: UInt64($0)) }
    func mean(_ values: [Double]) -> (mean: Double, error: Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      return (mean, (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count * (values.count - 1))).squareRoot())
    }
    let low = mean(found.map(\.exploitability.mean)), high = mean(found.map(\.upper.mean))
    #expect(low.mean - 3 * low.error < exact && exact < high.mean + 3 * high.error)
    #expect(low.mean < high.mean)
    // Neither is far off.
    #expect(exact - low.mean < 0.25 * exact && high.mean - exact < 0.25 * exact)
    // Lower by their bias, the estimates may miss on that side a little more often than one in twenty.
    #expect(found.count { abs($0.exploitability.mean - exact) <= $0.exploitability.interval } >= 48)
    #expect(found.allSatisfy { !$0.isExact && $0.exploitability.samples == 16 && $0.exploitability.interval > 0 })
    #expect(Set(found.map(\.exploitability.mean)).count == 60)
  }

  @Test func tasksMayRunInAnyOrderAndTwice() throws {
    let solve = try Self.solve(traversals: 2000)
    let once = try solve.response(deals: 8)
    #expect(try solve.response(deals: 8, order: { (0..<$0).reversed().flatMap { [$0, $0] } }) == once)
  }

  /// However the work is cut into tasks and batches, the same is found, but for roundings.
  @Test func theCutChangesNothing() throws {
    let solve = try Self.solve(rake: Rake(rate: 0.05, cap: 3), traversals: 2000)
    func measure(_ limits: ResponseLimits) throws -> (found: ResponseEstimate, batches: [Int]) {
      var batches: [Int] = []
      let found = try solve.response(deals: 8, limits: limits) {
        batches.append($0)
        return Array(0..<$0)
      }
      return (found, batches)
    }
    let whole = try measure(ResponseLimits())
    #expect(whole.batches == [8])
    // A forest and a board a task: eight flops, five forests or more, ten turns or more of sixteen that are alike in suits.
    let cut = try measure(ResponseLimits(numbersPerTask: 1))
    #expect(cut.batches.count == 1 && cut.batches[0] >= 8 * 5 * 10)
    let batched = try measure(ResponseLimits(numbersPerTask: 1, tasks: 16, sums: 1))
    #expect(batched.batches.count > 20 && batched.batches.reduce(0, +) == cut.batches[0])
    #expect(batched.found == cut.found)
    for (a, b) in zip([whole.found.exploitability, whole.found.upper] + whole.found.gains, [cut.found.exploitability, cut.found.upper] + cut.found.gains) {
      #expect(abs(a.mean - b.mean) < 1e-9 && abs(a.interval - b.interval) < 1e-9)
    }
    #expect(whole.found.exploitability.mean > 0.01)
  }

  @Test func whatCannotBeMeasuredIsRefused() throws {
    let kuhn = try SampledSolve(.kuhn(), sampling: .external)
    #expect(throws: CFRError.self) { try kuhn.response(deals: 8) }
    let three = try SampledSolve(
      GameRules.noLimit(stacks: [4, 4, 4], smallBlind: 1, bigBlind: 2),
      BetAbstraction(BetMenu(parsing: ""), options: BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, lastStreet: "preflop")), sampling: .external)
    #expect(throws: CFRError.players(3)) { try three.response(deals: 8) }
  }
}
