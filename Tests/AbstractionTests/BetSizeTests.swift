import Abstraction
import Cards
import Game
import Testing

/// What the sizes come to, worked out by hand.
@Suite struct BetSizeTests {
  @Test func shareOfThePot() throws {
    let tree = try spotTree("50%, 75% / 50%")
    #expect(try tree.actions("") == ["x", "b50", "b75"])
    // Facing 50 into 100, the pot after the call is 200: 50 + 100.
    #expect(try tree.actions("b50") == ["f", "c", "r150"])
    // Facing 150 with 50 bet, the pot after the call is 400: 150 + 200.
    #expect(try tree.actions("b50-r150") == ["f", "c", "r350"])
  }

  @Test func multiplesAndAmounts() throws {
    #expect(try spotTree("40c / 2.5x, min").actions("b40") == ["f", "c", "r80", "r100"])
    let rules = try GameRules.noLimit(stacks: [20000, 20000], smallBlind: 50, bigBlind: 100, unitsPerChip: 100)
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "2.5bb, 3.25c, min"), options: BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 1)))
    // The small blind faces a bet of 1 chip; the smallest raise is to 2.
    #expect(try tree.actions("") == ["f", "c", "r2", "r2.5", "r3.25"])
    #expect(try tree.actions("c") == ["x", "r2", "r2.5", "r3.25"])
  }

  @Test func smallestBetAndRaise() throws {
    let tree = try spotTree("min / min", minimumBet: 20)
    #expect(try tree.actions("") == ["x", "b20"])
    #expect(try tree.actions("b20-r40") == ["f", "c", "r60"])
    // Too small for the pot of the turn, but not for that of the river after a bet.
    let tooSmall = try spotTree("5%, 200% /", from: "turn", minimumBet: 20)
    #expect(try tooSmall.actions("") == ["x", "b20", "b200"])
    #expect(try tooSmall.actions("b200-c/2c") == ["x", "b25", "b800"])
    #expect(tooSmall.notes.first == "root: 5% is under the minimum and was raised to it")
  }

  @Test(arguments: [
    ("5%, 50% / a", "5%", "it is less than the least that may be bet; write `min` for that"),
    ("50% / 10c", "10c", "it is less than the least that may be bet; write `min` for that"),
    ("50%, 5000c", "5000c", "it is more than there is to bet; write `a` for all-in"),
    ("/ 3x", "3x", "nobody bets, so there is nothing to raise; write bets before a slash, as in `50% / 3x`"),
    ("3bb", "3bb", "this game has no big blind; write chips, such as `120c`, or a share of the pot, such as `50%`"),
  ])
  func sizesThatAreNeverLegal(menu: String, size: String, reason: String) {
    #expect(throws: AbstractionError.neverLegal(size: size, reason: reason)) { try spotTree(menu, minimumBet: 20) }
  }

  /// The pot grows by the same factor on each street, all-in on the last: (1 + 2 s)^streets = (pot + 2 stack) / pot.
  @Test func geometric() throws {
    let tree = try spotTree("e, a / a", from: "flop", pot: 200, stacks: [900, 900])
    // 10 pots in three streets: s = (10^(1/3) - 1) / 2 = 0.5772.
    #expect(try tree.actions("") == ["x", "b115", "b900"])
    // 2000 from 430 in two streets: s = (sqrt(4.6512) - 1) / 2 = 0.5783.
    #expect(try tree.actions("b115-c/Qc") == ["x", "b249", "b785"])
    // One street left: all-in.
    #expect(try tree.actions("b115-c/Qc/b249-c/2s") == ["x", "b536"])
    // A count of streets of its own, and a cap: all-in on this street is 4.5 pots.
    #expect(try spotTree("1e / ", from: "flop", pot: 200, stacks: [900, 900]).actions("") == ["x", "b900"])
    // sqrt(10) in two: s = 1.0811.
    #expect(try spotTree("2e / ", from: "flop", pot: 200, stacks: [900, 900]).actions("") == ["x", "b216"])
    #expect(try spotTree("2e100% / ", from: "flop", pot: 200, stacks: [900, 900]).actions("") == ["x", "b200"])
    // Facing 200: pot after the call 600, 700 behind: (2000 / 600)^(1/3) = 1.4938, s = 0.2469, 200 + 148.
    #expect(try spotTree("100% / e", from: "flop", pot: 200, stacks: [900, 900]).actions("b200") == ["f", "c", "r400"])
    #expect(try spotTree("100% / 2e", from: "flop", pot: 200, stacks: [900, 900]).actions("b200") == ["f", "c", "r448"])
  }

  /// Streets that are only checked down are none to bet on.
  @Test func geometricUpToTheLastStreet() throws {
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, lastStreet: "turn")
    let tree = try spotTree("e / ", from: "flop", pot: 100, stacks: [400, 400], options: options)
    // sqrt(9) in two: s = 1.
    #expect(try tree.actions("") == ["x", "b100"])
    #expect(try tree.actions("b100-c/Qc") == ["x", "b300"])
  }

  /// A straddle is no big blind.
  @Test func bigBlindsUnderAStraddle() throws {
    let rules = try GameRules.noLimit(stacks: [100, 100, 100], smallBlind: 1, bigBlind: 2, straddles: [4])
    let menus = try [MenuRule(street: "preflop", menu: BetMenu(parsing: "/ 5bb")), MenuRule(menu: BetMenu(parsing: "3bb / "))]
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 1, allowsLimp: false, lastStreet: "flop")
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(.rules(menus), options: options))
    #expect(try tree.actions("") == ["f", "r10"])
    #expect(try tree.actions("r10-f-c/Td9d6h") == ["x", "b6"])
  }

  @Test func allIn() throws {
    let tree = try spotTree("50%, a", stacks: [120, 120])
    #expect(try tree.actions("") == ["x", "b50", "b120"])
    #expect(try tree.actions("b50") == ["f", "c", "r120"])
    #expect(try tree.actions("b120") == ["f", "c"], "nobody can raise an all-in")
    let allIn = try tree.find("b120").node, bet = try tree.find("b50").node
    #expect(tree.nodes[allIn].isAllIn && !tree.nodes[bet].isAllIn)
    #expect(tree.actionName(allIn) == "all-in 120" && tree.actionName(bet) == "bet 50")
    #expect(tree.actionName(try tree.find("b50-r120").node) == "all-in 120")
    // A size beyond the stack is all-in.
    #expect(try spotTree("200% / ", stacks: [120, 120]).actions("") == ["x", "b120"])
  }

  /// With 100 against 300 nobody bets more than 100 can match.
  @Test(arguments: [[100, 300], [300, 100]])
  func unequalStacks(stacks: [Chips]) throws {
    let tree = try spotTree("50%, 200%, a", stacks: stacks)
    #expect(try tree.actions("") == ["x", "b50", "b100"])
    #expect(try tree.actions("x") == ["x", "b50", "b100"])
    #expect(try tree.actions("b50") == ["f", "c", "r100"])
    #expect(try tree.actions("x-b100") == ["f", "c"])
    let called = try tree.find("b100-c").node
    #expect(tree.nodes[called].kind == .showdown && tree.nodes[called].pot == 300)
    #expect(tree.payoff(called, seat: 0).win == 200 && tree.payoff(called, seat: 1).lose == -100)
  }

  @Test func potLimit() throws {
    let rules = try GameRules.potLimit(stacks: [10000, 10000], smallBlind: 50, bigBlind: 100)
    let options = BetOptions(addAllIn: 1.5, forceAllIn: 0.15, merge: 0, raiseCap: 2)
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "50%, 300%"), options: options))
    // Half the pot after the call is 100 + 100; the pot itself is 100 + 200, and no more.
    #expect(try tree.actions("") == ["f", "c", "r200", "r300"])
    #expect(try !tree.nodes[tree.find("r300").node].isAllIn)
  }
}
