import Abstraction
import Cards
import Game
import Testing

@testable import CFR

/// Spots with ranges by sampling, against the vector engine.
@Suite struct SampledSpotTests {
  static let ranges = ["AA,QQ-JJ,T9s,87s:0.5", "KK-TT,AQs,98s:0.25,7c6c"]

  private func spot(_ board: String) throws -> GameRules { try GameRules.spot(board: Card.list(board), pot: 20, stacks: [40, 40]) }

  private func bets() throws -> BetAbstraction { BetAbstraction(try BetMenu(parsing: "50%, a"), options: .plain) }

  private func exact(_ board: String) throws -> Solve {
    try Solve(spot(board), bets(), ranges: Self.ranges.map { try HandRange($0) }).run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 400)
  }

  /// Every sampling nears the exact game: hands come as often as their weights say, and blocked pairs do not.
  @Test(arguments: Sampling.allCases) func riverSpot(sampling: Sampling) throws {
    let board = "Qs9d8d4c2h"
    let ranges = try Self.ranges.map { try HandRange($0) }
    let known = try exact(board).evaluate()
    #expect(known.exploitability < 0.005)
    let solve = try SampledSolve(spot(board), bets(), sampling: sampling, traversals: sampling == .publicChance ? 2 : nil, ranges: ranges)
    try solve.train(traversals: sampling == .publicChance ? 4_000 : 800_000)
    let found = try solve.evaluation()
    #expect(found.exploitability < 0.4, "\(sampling) \(found.exploitability)")
    for seat in 0..<2 { #expect(abs(found.values[seat] - known.values[seat]) < 0.4) }
  }

  @Test(arguments: [Sampling.external, .publicChance]) func turnSpot(sampling: Sampling) throws {
    let board = "Qs9d8d4c"
    let ranges = try Self.ranges.map { try HandRange($0) }
    let known = try exact(board).evaluate()
    let solve = try SampledSolve(spot(board), bets(), sampling: sampling, traversals: sampling == .publicChance ? 20 : nil, ranges: ranges)
    let start = try solve.evaluation().exploitability
    try solve.train(traversals: sampling == .publicChance ? 20_000 : 2_000_000)
    let found = try solve.evaluation()
    // Of single deals many more are needed.
    #expect(found.exploitability < (sampling == .publicChance ? 1.2 : min(3.5, start / 2)), "\(sampling) \(found.exploitability) of \(start)")
    for seat in 0..<2 { #expect(abs(found.values[seat] - known.values[seat]) < 0.3) }
  }

  /// Uniform play against itself: nobody has more than half of the pot on average over the seats.
  @Test func whatIsWonIsCountedFromAnEvenShareOfThePot() throws {
    let ranges = try Self.ranges.map { try HandRange($0) }
    let fresh = try SampledSolve(spot("Qs9d8d4c"), bets(), sampling: .external, ranges: ranges)
    let match = try fresh.solver.match(against: .uniform, deals: 100_000, number: 1, fresh.run)
    #expect(abs(match.mean) < 1.6 * match.interval)
  }

  /// Hands that share a card or lie on the board are never dealt, and each pair comes as often as its weights say.
  @Test func pairsAreDealtByWeight() throws {
    let ranges = [try HandRange("AhKh,QsQd:0.5,9h9c"), try HandRange("AhQh,KcKd:0.25,QsJs")]
    let dealer = RangeDealer(ranges, try spot("Qs9d8d4c"))
    var counts: [[CardSet]: Int] = [:]
    var random = RandomStream(seed: 5)
    for _ in 0..<40_000 {
      let (first, second) = dealer.deal(&random)
      counts[[first, second], default: 0] += 1
    }
    // QsQd and QsJs are blocked by the board; AhKh and AhQh share the ace: KcKd against AhKh, and either against 9h9c, at 1 to 1 to 4.
    let weights = ["AhKh KcKd": 0.25, "9h9c KcKd": 0.25, "9h9c AhQh": 1.0]
    #expect(counts.count == 3)
    for (pair, weight) in weights {
      let hands = try pair.split(separator: " ").map { try CardSet(String($0)) }
      #expect(abs(Double(counts[hands] ?? 0) / 40_000 - weight / 1.5) < 0.01)
    }
  }
}
