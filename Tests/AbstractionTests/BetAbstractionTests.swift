import Abstraction
import Cards
import Game
import Testing

/// Which sizes are offered where: rules in order, donk bets, a function of the public state.
@Suite struct BetAbstractionTests {
  @Test func firstRuleThatFits() throws {
    let menus = try [
      MenuRule(street: "turn", position: "ip", menu: BetMenu(parsing: "20%")), MenuRule(street: "turn", menu: BetMenu(parsing: "40%")),
      MenuRule(raises: 1, menu: BetMenu(parsing: "a")), MenuRule(menu: BetMenu(parsing: "60%")),
    ]
    let tree = try spotTree(menus, from: "turn")
    #expect(try tree.actions("") == ["x", "b40"])
    #expect(try tree.actions("x") == ["x", "b20"])
    #expect(try tree.actions("x-x/2s") == ["x", "b60"])
    #expect(try tree.actions("x-x/2s/b60") == ["f", "c", "r1000"], "after one raise")
    #expect(!tree.notes.contains { $0.hasPrefix("no decision") })
  }

  @Test func noRuleMeansNoBet() throws {
    let tree = try spotTree([MenuRule(street: "river", menu: BetMenu(parsing: "50%"))], from: "turn")
    #expect(try tree.actions("") == ["x"])
    #expect(try tree.actions("x-x/2s") == ["x", "b50"])
  }

  @Test func unusedRulesAreNoted() throws {
    let menus = try [
      MenuRule(street: "flop", menu: BetMenu(parsing: "20%")), MenuRule(position: "button", raises: 9, menu: BetMenu(parsing: "30%")),
      MenuRule(menu: BetMenu(parsing: "50%")),
    ]
    let notes = try spotTree(menus).notes
    #expect(
      notes == [
        "no decision asks for the sizes `20%` (flop)", "no decision asks for the sizes `30%` (button, after 9 raises)",
      ])
  }

  /// A donk bet leads into the player who bet last on the street before; elsewhere the other sizes serve.
  @Test func donkBets() throws {
    let menus = try [
      MenuRule(street: "turn", isDonk: true, menu: BetMenu(parsing: "25%")), MenuRule(menu: BetMenu(parsing: "50% / ")),
    ]
    let tree = try spotTree(menus, from: "flop")
    #expect(try tree.actions("") == ["x", "b50"], "nobody has bet before the first street")
    #expect(try tree.actions("x-b50-c/Qc") == ["x", "b50"], "25 % of 200: the out-of-position player called on the flop")
    #expect(try tree.actions("x-b50-c/Qc/x") == ["x", "b100"], "in position there is no donk bet")
    #expect(try tree.actions("b50-c/Qc") == ["x", "b100"], "the aggressor goes on betting")
    #expect(try tree.actions("x-x/Qc") == ["x", "b50"], "50 % of 100: nobody bet")
    #expect(try tree.actions("x-b50-c/Qc/x-x/2s") == ["x", "b100"], "only the street before counts")
    let none = try [MenuRule(isDonk: true, menu: BetMenu(parsing: "")), MenuRule(menu: BetMenu(parsing: "50% / "))]
    #expect(try spotTree(none, from: "flop").actions("x-b50-c/Qc") == ["x"])
  }

  /// The first who is left to act leads, whoever has folded before him.
  @Test func donkBetsOfThree() throws {
    let rules = try GameRules.noLimit(stacks: [40, 40, 40], smallBlind: 1, bigBlind: 2)
    let menus = try [
      MenuRule(street: "preflop", menu: BetMenu(parsing: "/ 3x")), MenuRule(isDonk: true, menu: BetMenu(parsing: "25% / ")),
      MenuRule(menu: BetMenu(parsing: "50% / ")),
    ]
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 1, allowsLimp: false, lastStreet: "flop")
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(.rules(menus), options: options))
    // The button raises to 6; the pot is 13, 14, 18.
    #expect(try tree.actions("r6-f-c/Td9d6h") == ["x", "b3"])
    #expect(try tree.actions("r6-c-f/Td9d6h") == ["x", "b4"])
    #expect(try tree.actions("r6-c-c/Td9d6h") == ["x", "b5"])
    #expect(try tree.actions("r6-c-c/Td9d6h/x") == ["x", "b9"], "the second to act does not lead")
    #expect(try tree.actions("r6-f-c/Td9d6h/x") == ["x", "b7"])
  }

  /// Once as many are in as may see the flop, the others raise or fold, whether they were raised or not, all-in or not.
  @Test(arguments: [2, 3]) func playersOfAFlop(most: Int) throws {
    let rules = try GameRules.noLimit(stacks: [20, 5, 20, 20], smallBlind: 1, bigBlind: 2)
    for (allowsLimp, cap) in [(true, nil), (true, 1), (false, 1)] as [(Bool, Int?)] {
      let options = BetOptions(
        addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: cap, allowsLimp: allowsLimp, lastStreet: "preflop", flopPlayers: most)
      let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(parsing: "3x, a"), options: options))
      let ends = tree.nodes.indices.filter { tree.nodes[$0].kind == .showdown }
      let players = ends.map { 4 - tree.line($0).split(separator: "-").count { $0 == "f" } }
      #expect(players.max() == most && players.min() == 2)
    }
  }

  @Test func functionSeesThePublicState() throws {
    let rules = try GameRules.spot(board: Card.list("Td9d6hQc"), pot: 100, stacks: [300, 500])
    var seen: [String: PublicState] = [:]
    let tree = try BettingTreeBuilder.build(
      rules,
      BetAbstraction(
        .function { state in
          #expect(seen[state.line] == nil, "called once for each decision")
          seen[state.line] = state
          return try BetMenu(parsing: state.raises == 0 ? "50%" : "")
        }, options: .plain))
    let root = try #require(seen[""])
    #expect(root.street == "turn" && root.streetIndex == 0 && root.seat == 0 && root.position == "oop")
    #expect(root.pot == 100 && root.toCall == 0 && root.stacks == [300, 500] && root.effectiveStack == 300)
    #expect(root.raises == 0 && root.lastAggressor == nil && !root.isDonk && root.board == rules.board)
    #expect(root.stackToPotRatio == 3)
    let facing = try #require(seen["x-b50"])
    #expect(facing.position == "oop" && facing.toCall == 50 && facing.pot == 150 && facing.raises == 1 && facing.lastAggressor == 1)
    let donk = try #require(seen["x-b50-c/"])
    #expect(donk.street == "river" && donk.isDonk && donk.lastAggressor == 1 && donk.pot == 200 && donk.effectiveStack == 250)
    #expect(seen["x-x/"]?.isDonk == false && seen["b50-c/"]?.isDonk == false && seen["x-b50-c/x"]?.isDonk == false)
    #expect(try tree.actions("x-b50") == ["f", "c"])
  }

  /// In position is who acts last after the first street, whichever seat that is.
  @Test func positionIsTheOrderOfActing() throws {
    var rules = try GameRules.noLimit(stacks: [10, 10], smallBlind: 1, bigBlind: 2)
    for street in 1..<4 { rules.streets[street].firstToAct = 1 }
    var seen: [String: PublicState] = [:]
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, lastStreet: "flop")
    _ = try BettingTreeBuilder.build(
      rules.validated(),
      BetAbstraction(
        .function { state in
          seen[state.line] = state
          return try BetMenu(parsing: "")
        }, options: options))
    for (line, seat) in [("", 1), ("c", 0), ("c-x/", 1), ("c-x/x", 0)] {
      #expect(seen[line]?.seat == seat && seen[line]?.isInPosition == (seat == 0), "\(line)")
    }
  }

  @Test func functionsFail() throws {
    struct Fault: Error, CustomStringConvertible { var description: String { "no sizes on tuesdays" } }
    let rules = try GameRules.spot(board: Card.list("Td9d6hQc2s"), pot: 100, stacks: [300, 500])
    let error = #expect(throws: AbstractionError.self) {
      try BettingTreeBuilder.build(
        rules,
        BetAbstraction(
          .function { state in
            if state.line == "x" { throw Fault() }
            return .none
          }))
    }
    #expect(error == .function(line: "x", problem: "no sizes on tuesdays"))
    #expect(error?.description == "the bet function at line \"x\": no sizes on tuesdays")
    #expect(throws: AbstractionError.menu(text: "10", offset: 0, problem: "`10` has no unit: write `10%` of the pot, `10x` the bet faced, `10bb` or `10c` chips")) {
      try BettingTreeBuilder.build(rules, BetAbstraction(.function { _ in try BetMenu(parsing: "10") }))
    }
  }
}
