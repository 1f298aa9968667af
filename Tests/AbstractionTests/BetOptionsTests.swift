import Abstraction
import Game
import Testing

/// Thresholds, merging and caps, by examples worked out by hand.
@Suite struct BetOptionsTests {
  private func actions(_ bets: String, stack: Chips, at line: String = "", _ options: BetOptions) throws -> [String] {
    try spotTree(bets, stacks: [stack, stack], options: options).actions(line)
  }

  @Test func addsAllIn() throws {
    let options = BetOptions(addAllIn: 1.5, forceAllIn: 0, merge: 0)
    #expect(try actions("50%", stack: 150, options) == ["x", "b50", "b150"])
    #expect(try actions("50%", stack: 151, options) == ["x", "b50"])
    // Facing 50 the pot after the call is 200: 300 more is 1.5 of it.
    #expect(try actions("50% / 50%", stack: 350, at: "b50", options) == ["f", "c", "r150", "r350"])
    #expect(try actions("50% / 50%", stack: 351, at: "b50", options) == ["f", "c", "r150"])
    // A menu without a size means no bet at all.
    #expect(try actions("50% / ", stack: 100, at: "b50", options) == ["f", "c"])
    #expect(try actions("", stack: 100, options) == ["x"])
  }

  @Test func forcesAllIn() throws {
    // 100 - t <= 0.15 (100 + 2 t) from t = 65.4 on.
    let options = BetOptions(addAllIn: 0, forceAllIn: 0.15, merge: 0)
    #expect(try actions("65%", stack: 100, options) == ["x", "b65"])
    #expect(try actions("66%", stack: 100, options) == ["x", "b100"])
    #expect(try actions("65%, 66%, 70%", stack: 100, options) == ["x", "b65", "b100"])
    // Facing 50, a raise to t makes the pot 100 + 2 t: of 200, 130.8 and more is too much.
    #expect(try actions("50% / 131c", stack: 200, at: "b50", options) == ["f", "c", "r131"])
    #expect(try actions("50% / 143c", stack: 200, at: "b50", options) == ["f", "c", "r200"])
  }

  @Test func mergesSizes() throws {
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0.1)
    // 1.5 / 1.36 = 1.103, 1.5 / 1.37 = 1.095.
    #expect(try actions("36%, 50%", stack: 1000, options) == ["x", "b36", "b50"])
    #expect(try actions("37%, 50%", stack: 1000, options) == ["x", "b50"])
    // 50 goes for 60; 40 is measured against 60, which stays: 1.6 / 1.4 = 1.14.
    #expect(try actions("40%, 50%, 60%", stack: 1000, options) == ["x", "b40", "b60"])
    // All-in is a size like any other: 2 / 1.9.
    #expect(try actions("90%, a", stack: 100, options) == ["x", "b100"])
    let tree = try spotTree("37%, 50% / ", options: options)
    #expect(tree.notes == ["root: 37 % of the pot was merged into 50 % of the pot", "x: 37 % of the pot was merged into 50 % of the pot"])
  }

  @Test func equalSizesAreOne() throws {
    #expect(try actions("50%, 50c, a, 300% / min", stack: 200, .plain) == ["x", "b50", "b200"])
  }

  @Test func capsRaises() throws {
    for (cap, line) in [(1, "b50"), (2, "b50-r150"), (3, "b50-r150-r350")] {
      let tree = try spotTree("50%", stacks: [5000, 5000], options: BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: cap))
      #expect(try tree.actions(line) == ["f", "c"], "cap \(cap)")
    }
    #expect(try actions("50%", stack: 1000, BetOptions(raiseCap: 0)) == ["x"])
  }

  @Test func optionsOutOfRange() throws {
    let wrong: [(BetOptions, AbstractionError)] = [
      (BetOptions(addAllIn: -1), .option(name: "add_all_in", problem: "-1.0 is not a share from 0")),
      (BetOptions(forceAllIn: .nan), .option(name: "force_all_in", problem: "nan is not a share from 0")),
      (BetOptions(merge: .infinity), .option(name: "merge", problem: "inf is not a share from 0")),
      (BetOptions(raiseCap: -1), .option(name: "raise_cap", problem: "-1 is negative")),
    ]
    for (options, error) in wrong { #expect(throws: error) { try spotTree("50%", options: options) } }
  }

  @Test func limits() throws {
    let rules = try GameRules.noLimit(stacks: [10000, 10000], smallBlind: 1, bigBlind: 2)
    #expect(throws: AbstractionError.tooManyNodes(limit: 1000)) {
      try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "33%, 75%")), nodeLimit: 1000)
    }
    let many = (1...120).map { "\($0)c" }.joined(separator: ", ")
    #expect(throws: AbstractionError.tooManyActions(line: "", count: 120, limit: 100)) { try spotTree(many) }
  }
}
