import Abstraction
import CFR
import Cards
import Game
import Testing

/// Spots as users solve them, with the figures that other solvers give.
@Suite struct RealSpotTests {
  private static let oop = "66+,A8s+,A5s-A4s,AJo+,K9s+,KQo,QTs+,JTs,96s+,85s+,75s+,65s,54s"
  private static let ip = "QQ-22,AQs-A2s,ATo+,K5s+,KJo+,Q8s+,J8s+,T7s+,96s+,86s+,75s+,64s+,53s+"

  private func solve(_ board: String, storage: TableStorage = .f32) throws -> Solve {
    try Solve(
      board: board, pot: 200, stack: 900, bets: "60%, a / 2.5x", options: BetOptions(), ranges: [Self.oop, Self.ip], storage: storage)
  }

  /// Runs until the exploitability is a share of the pot of 200; nil if 400 iterations do not do.
  private func run(_ solve: Solve, _ discount: Discount, to share: Double) throws -> Evaluation? {
    while solve.iterations < 400 {
      try solve.run(discount, 10)
      let evaluation = try solve.evaluate()
      if evaluation.exploitability <= share * 200 { return evaluation }
    }
    return nil
  }

  @Test func ranges() throws {
    let board = CardSet(try Card.list("Td9d6h"))
    #expect(try HandRange(Self.oop).removing(board).count == 180)
    #expect(try HandRange(Self.ip).removing(board).count == 265)
  }

  /// The flop tree of a public benchmark: bets 60 %, geometric and all-in, donk bets on the river.
  @Test func flopTree() throws {
    let rules = try GameRules.spot(board: Card.list("Td9d6h"), pot: 200, stacks: [900, 900])
    let menus = [
      MenuRule(street: "river", isDonk: true, menu: try BetMenu(parsing: "50% / 2.5x")), MenuRule(menu: try BetMenu(parsing: "60%, e, a / 2.5x")),
    ]
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(.rules(menus)))
    #expect((0..<3).map { tree.count(.decision, street: $0) } == [10, 50, 113])
    #expect((0..<3).map { tree.count(.fold, street: $0) } == [8, 40, 71])
    #expect((0..<3).map { tree.count(.showdown, street: $0) } == [4, 24, 92])
    #expect(tree.nodes.indices.filter { tree.isAllIn($0) }.count == 4 + 24)
  }

  /// Two algorithms that share little agree on what the river is worth.
  @Test func river() throws {
    let discounted = try solve("Td9d6hQc2s", storage: .f64),
      predictive = try Solve(
        board: "Td9d6hQc2s", pot: 200, stack: 900, bets: "60%, a / 2.5x", options: BetOptions(), ranges: [Self.oop, Self.ip], predicts: true)
    let a = try #require(try run(discounted, .dcfr(alpha: 1.5, beta: 0, gamma: 4), to: 0.001))
    let b = try #require(try run(predictive, .pcfrPlus(gamma: 2, step: 1), to: 0.001))
    for player in 0..<2 { #expect(abs(a.values[player] - b.values[player]) < 2 * (a.exploitability + b.exploitability)) }
    #expect(abs(a.values[0] + a.values[1] - 200) < 1e-9)
  }

  #if !DEBUG
    @Test func turn() throws {
      let solve = try solve("Td9d6hQc")
      let evaluation = try #require(try run(solve, .dcfrPlus(alpha: 1.5, gamma: 4), to: 0.001))
      #expect(abs(evaluation.values[0] - 92.77) < 0.1 && abs(evaluation.values[1] - 107.23) < 0.1)
      #expect(abs(try solve.mix("")[0] - 0.94) < 0.03, "the root checks about 94 %")
    }
  #endif
}
