import Abstraction
import CFR
import Cards
import Game
import Testing

/// Spots at the edges: one hand each, boards that play, ranges that block each other, rake, all-in at once.
@Suite struct EdgeSpotTests {
  /// What the house takes 5 % of, up to 10, from a pot of 60.
  private static let rake = Rake(rate: 0.05, cap: 10)

  private func expectFinite(_ solve: Solve, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let evaluation = try solve.evaluate()
    let numbers = evaluation.values + evaluation.bestResponses + evaluation.handValues.flatMap { $0.compactMap(\.self) }
    #expect(numbers.allSatisfy { $0.isFinite }, sourceLocation: sourceLocation)
    for number in try solve.allStrategies() where !(number == -1 || (0...1.0000001).contains(number)) {
      Issue.record("a probability of \(number)", sourceLocation: sourceLocation)
      return
    }
  }

  @Test func rakedWinner() throws {
    // Aces full beats everything in the other range on any runout that leaves it so: no betting, the pot of 60 less 5 %.
    let solve = try Solve(board: "AcAdKh2s3d", pot: 60, stack: 100, rake: Self.rake, ranges: ["AhAs", "QQ,JJ,98s"]).run(.vanilla, 2)
    let evaluation = try solve.evaluate()
    #expect(abs(evaluation.values[0] - 57) < 1e-9 && abs(evaluation.values[1]) < 1e-9)
    let flop = try Solve(board: "AcAdKh", pot: 60, stack: 100, rake: Self.rake, ranges: ["AhAs", "4c4d,5c5d"]).run(.vanilla, 2)
    let before = try flop.evaluate()
    #expect(abs(before.values[0] - 57) < 1e-9 && abs(before.values[1]) < 1e-9)
    try expectFinite(solve)
  }

  @Test func rakedTie() throws {
    let solve = try Solve(board: "7c6dTh2s3d", pot: 60, stack: 100, rake: Self.rake, ranges: ["AA", "AA"]).run(.vanilla, 2)
    let evaluation = try solve.evaluate()
    for player in 0..<2 {
      #expect(abs(evaluation.values[player] - 28.5) < 1e-9)
      #expect(evaluation.handValues[player].allSatisfy { abs(($0 ?? 0) - 28.5) < 1e-9 })
    }
  }

  @Test func rakeIsCapped() throws {
    let solve = try Solve(board: "7c6dTh2s3d", pot: 1000, stack: 100, rake: Self.rake, ranges: ["AA", "KK"]).run(.vanilla, 1)
    #expect(abs(try solve.evaluate().values[0] - 990) < 1e-9)
  }

  /// Aces against aces, with betting: nobody can win, nobody folds.
  @Test func acesAgainstAces() throws {
    let solve = try Solve(board: "7c6dTh2s", pot: 100, stack: 300, bets: "50%, a", ranges: ["AA", "AA"])
    try solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 200)
    let evaluation = try solve.evaluate()
    #expect(evaluation.values.allSatisfy { abs($0 - 50) < 0.1 })
    #expect(evaluation.exploitability < 0.1)
    try expectFinite(solve)
  }

  /// The board is a royal flush: every showdown is a tie.
  @Test func boardPlays() throws {
    let solve = try Solve(board: "AsKsQsJsTs", pot: 100, stack: 100, bets: "50%, a", ranges: ["22,9s8s,7h6h", "AA,KdQd,9s7s"])
    try solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 200)
    let evaluation = try solve.evaluate()
    #expect(evaluation.values.allSatisfy { abs($0 - 50) < 0.2 })
    #expect(try solve.mix("a").first! < 0.01, "folding gives half a pot away")
    try expectFinite(solve)
  }

  @Test func oneHandAgainstOne() throws {
    let solve = try Solve(board: "7c6dTh2s", pot: 100, stack: 100, bets: "a", ranges: ["AhAs", "KdKc"])
    try solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 300)
    let evaluation = try solve.evaluate()
    // 44 rivers, of which the kings win two: kings may fold to a bet, so aces win the pot at least.
    #expect(evaluation.exploitability < 0.1)
    #expect(abs(evaluation.values.reduce(0, +) - 100) < 1e-6)
    #expect(evaluation.values[0] > 95)
    try expectFinite(solve)
  }

  /// Blocked hands, hands of both ranges, a hand that cannot be dealt because it meets only hands that block it, weights below 1.
  @Test func blockedAndSharedHands() throws {
    let solve = try Solve(
      board: "7c6dTh2s", bets: "a", ranges: ["AsAh,KsKh:0.5,7c7d,QsQh", "AsAh,KsKh:0.5,AsKh"])
    #expect(solve.hands[0].count == 3, "a hand with a card of the board is left out")
    try solve.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 100)
    try expectFinite(solve)
    let evaluation = try solve.evaluate()
    #expect(abs(evaluation.values.reduce(0, +) - 100) < 1e-4)

    let impossible = try Solve(board: "7c6dTh2s", bets: "a", ranges: ["AsAh,QsQh", "AsKh,AhKs"]).run(.vanilla, 5)
    let aces = try #require(try impossible.hand(0, "AsAh"))
    #expect(try impossible.evaluate().handValues[0][aces] == nil)
    #expect(impossible.equities().hands[0][aces] == nil)
    try expectFinite(impossible)
  }

  /// Weights count: half the combos at weight 1 and all of them at weight 0.5 are worth the same where suits do not matter.
  @Test func weightsAreShares() throws {
    let half = try Solve(board: "7c6dTh2s3d", bets: "50%", ranges: ["AA:0.5,KK", "QQ:0.25,JJ:0.5"]).run(.vanilla, 30)
    let doubled = try Solve(board: "7c6dTh2s3d", bets: "50%", ranges: ["AA:0.25,KK:0.5", "QQ:0.5,JJ"]).run(.vanilla, 30)
    let a = try half.evaluate(), b = try doubled.evaluate()
    #expect(abs(a.values[0] - b.values[0]) < 1e-9 && abs(a.exploitability - b.exploitability) < 1e-9)
  }

  @Test func equity() throws {
    // Aces against kings on a turn without a draw: two kings of 44 cards.
    let solve = try Solve(board: "7c6dTh2s", ranges: ["AhAs", "KdKc"])
    let (hands, ranges) = solve.equities()
    #expect(abs(hands[0][0]! - 42.0 / 44) < 1e-12 && abs(hands[1][0]! - 2.0 / 44) < 1e-12)
    #expect(abs(ranges[0] - 42.0 / 44) < 1e-12 && abs(ranges[1] - 2.0 / 44) < 1e-12)
    // By symmetry of equal ranges; the flop is two-tone, so that suits are merged.
    let same = try Solve(board: "Td9d6h", ranges: ["QQ,AdKd,87s", "QQ,AdKd,87s"])
    #expect(same.equities().ranges.allSatisfy { abs($0 - 0.5) < 1e-9 })
  }

  @Test func whatCannotBeDealt() throws {
    #expect(throws: CFRError.emptyRange(player: "ip")) { try Solve(board: "7c6dTh2s", ranges: ["AA", "7c7d,2s2h"]) }
    #expect(throws: CFRError.emptyRange(player: "oop")) { try Solve(board: "7c6dTh2s", ranges: ["AA:0", "KK"]) }
    #expect(throws: CFRError.noPossibleDeal) { try Solve(board: "7c6dTh2s", ranges: ["AsAh", "AsKh,AhAs"]) }
    let three = try GameRules.noLimit(stacks: [10, 10, 10], smallBlind: 1, bigBlind: 2)
    #expect(throws: CFRError.players(3)) {
      try Solve(three, BetAbstraction(.none), ranges: [.uniform(), .uniform(), .uniform()])
    }
    #expect(CFRError.noPossibleDeal.description == "no deal is possible: every hand of one range shares a card with every hand of the other")
  }
}
