import Abstraction
import CFR
import Game
import Testing

/// Games whose answers are known, solved by the very code that solves Hold'em.
@Suite struct SmallGameTests {
  private static func kuhn(predicts: Bool = false) throws -> Solve { try Solve(.kuhn(), BetAbstraction(.none), predicts: predicts) }
  private static func leduc(predicts: Bool = false) throws -> Solve { try Solve(.leduc(), BetAbstraction(.none), predicts: predicts) }

  @Test func kuhnTree() throws {
    let tree = try Self.kuhn().tree
    // x, b; x-x, x-b; b-f, b-c; x-b-f, x-b-c.
    #expect(tree.nodes.count == 9)
    #expect(tree.count(.decision, street: 0) == 4)
    #expect(tree.count(.fold, street: 0) == 2)
    #expect(tree.count(.showdown, street: 0) == 3)
  }

  @Test func leducTree() throws {
    let tree = try Self.leduc().tree
    // A round: 6 decisions, 4 folds, 5 ways to go on (x-x, b-c, b-r-c, x-b-c, x-b-r-c).
    #expect(tree.count(.decision, street: 0) == 6)
    #expect(tree.count(.fold, street: 0) == 4)
    #expect(tree.count(.deal, street: 0) == 5)
    #expect(tree.count(.decision, street: 1) == 5 * 6)
    #expect(tree.count(.fold, street: 1) == 5 * 4)
    #expect(tree.count(.showdown, street: 1) == 5 * 5)
    #expect(tree.nodes.count == 6 + 4 + 5 + 5 * 15)
  }

  @Test func uniformPlay() throws {
    // Before any iteration every average is uniform.
    #expect(abs(try Self.kuhn().evaluate().exploitability - 0.4583) < 5e-5)
    #expect(abs(try Self.leduc().evaluate().exploitability - 2.374) < 5e-4)
  }

  @Test func kuhnValue() throws {
    let solve = try Self.kuhn().run(.cfrPlus(averagePower: 1), 2000)
    let evaluation = try solve.evaluate()
    #expect(evaluation.exploitability < 5e-5)
    #expect(abs(evaluation.values[0] + 1.0 / 18) < 2 * evaluation.exploitability + 1e-12, "the first to act loses 1/18")
    #expect(abs(evaluation.values[0] + evaluation.values[1]) < 1e-12)
    // What holds in every equilibrium: the first to act bets a jack with p <= 1/3 and a king with 3 p; the second bets a jack after a check with
    // 1/3 and calls a queen with 1/3; nobody folds a king.
    let first = try solve.strategy(""), second = try solve.strategy("x"), facing = try solve.strategy("b1")
    let jack = try #require(try solve.hand(0, "Jc")), queen = try #require(try solve.hand(0, "Qc")), king = try #require(try solve.hand(0, "Kc"))
    let bluff = first.probabilities[jack]![1]
    #expect(bluff < 1 / 3.0 + 0.01)
    #expect(abs(first.probabilities[king]![1] - 3 * bluff) < 0.02)
    #expect(abs(second.probabilities[jack]![1] - 1 / 3.0) < 0.01)
    #expect(abs(facing.probabilities[queen]![1] - 1 / 3.0) < 0.01)
    #expect(facing.probabilities[king]![0] < 1e-3 && facing.probabilities[jack]![1] < 1e-3)
  }

  @Test func leducValue() throws {
    let evaluation = try Self.leduc().run(.dcfrPlus(alpha: 1.5, gamma: 4), 300).evaluate()
    #expect(evaluation.exploitability < 2e-3)
    #expect(abs(evaluation.values[0] + 0.085606424078) < 2 * evaluation.exploitability)
    #expect(abs(evaluation.values[0] + evaluation.values[1]) < 1e-9)
  }

  /// Exploitability in Leduc after 100 and 1000 iterations, in Kuhn after 1000 (nil: not compared), as other implementations have it.
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var discount: Discount
    var leduc: (Double, Double)
    var kuhn: Double?
    var testDescription: String { name }
  }

  static let rows = [
    Row(name: "CFR", discount: .vanilla, leduc: (9.57e-2, 1.18e-2)),
    Row(name: "CFR+", discount: .cfrPlus(averagePower: 1), leduc: (1.34e-2, 2.55e-4), kuhn: 8.7e-5),
    Row(name: "DCFR", discount: .dcfr(alpha: 1.5, beta: 0, gamma: 2), leduc: (7.75e-3, 1.59e-4), kuhn: 1.5e-4),
    Row(name: "DCFR+", discount: .dcfrPlus(alpha: 1.5, gamma: 4), leduc: (6.5e-3, 1.3e-4)),
    Row(name: "PCFR+", discount: .pcfrPlus(gamma: 2, step: 1), leduc: (1.98e-2, 7.1e-4), kuhn: 2.4e-8),
    Row(name: "PDCFR+", discount: .pdcfrPlus(alpha: 2.3, gamma: 5), leduc: (1.77e-2, 9.0e-4)),
  ]

  /// Who starts, and which of two neighbouring strategies an average takes in, moves a row by up to a fifth.
  @Test(arguments: rows)
  func convergesAsPublished(_ row: Row) throws {
    let leduc = try Self.leduc(predicts: row.discount.predicts).run(row.discount, 100)
    #expect(abs(try leduc.evaluate().exploitability / row.leduc.0 - 1) < 0.2)
    #if !DEBUG
      try leduc.run(row.discount, 900)
      #expect(abs(try leduc.evaluate().exploitability / row.leduc.1 - 1) < 0.2)
    #endif
    guard let expected = row.kuhn else { return }
    let kuhn = try Self.kuhn(predicts: row.discount.predicts).run(row.discount, 1000).evaluate()
    #expect(abs(kuhn.exploitability / expected - 1) < 0.2)
  }

  @Test func everyVariantConverges() throws {
    let variants: [Discount] = [.linear, .dcfr(alpha: 1.5, beta: -1, gamma: 3), .pcfrPlus(gamma: 2, step: 1.0 / 3), .cfrPlus(averagePower: 2)]
    for discount in variants {
      let evaluation = try Self.kuhn(predicts: discount.predicts).run(discount, 400).evaluate()
      #expect(evaluation.exploitability < 2e-3, "\(discount)")
      #expect(abs(evaluation.values[0] + 1.0 / 18) < 1e-3, "\(discount)")
    }
  }

  /// Tables of 16 bits stay as good as they get where each addition is a small part of a cell: rounded to the nearest cell they had 0.07 here.
  @Test func sixteenBitsHoldOut() throws {
    let short = try Solve(.leduc(), BetAbstraction(.none), storage: .bits16)
    #expect(try short.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 500).evaluate().exploitability < 1e-3)
    #if !DEBUG
      #expect(try short.run(.dcfr(alpha: 1.5, beta: 0, gamma: 2), 20_000).evaluate().exploitability < 1e-3)
    #endif
  }

  /// Plain CFR has no cut-off that would turn a rounding error into another strategy.
  @Test func singlePrecisionAgrees() throws {
    let double = try Self.leduc().run(.vanilla, 100).evaluate()
    let single = try Solve(.leduc(), BetAbstraction(.none), storage: .f32).run(.vanilla, 100).evaluate()
    #expect(abs(single.exploitability - double.exploitability) < 1e-3)
    #expect(abs(single.values[0] - double.values[0]) < 1e-3)
  }
}
