import Abstraction
import CFR
import Cards
import Game
import Testing

@testable import Report

@Suite struct NodeViewTests {
  @Test func linesNameTheCardsAndAreReadBack() throws {
    for (tree, lines) in [
      (try Games.turn(), ["", "x-x/Qc", "x-b50-c/9h/x", "b50-c/2d"]), (try Games.preflop(), ["c-x/Ts9s2d/x-x/Qc/x-x/3h/x", "r2.5-c/Ts9s2d"]),
    ] {
      for line in lines {
        let place = try PublicPlace(line, in: tree)
        #expect(tree.line(place.node, dealt: place.dealt) == line)
      }
    }
  }

  @Test func actionsKnowTheirSizes() throws {
    let tree = try Games.river(bets: [.pot(0.5), .pot(1), .allIn])
    func actions(_ line: String) throws -> [NodeAction] {
      try NodeView(tree: tree, place: PublicPlace(line, in: tree), hands: [], reach: [], probabilities: []).actions
    }
    let root = try actions("")
    #expect(root.map(\.kind) == [.passive, .size(rank: 0, of: 2), .size(rank: 1, of: 2), .allIn])
    #expect(root.map(\.amount) == [nil, 50, 100, 150])
    #expect(root.map(\.shareOfPot) == [nil, 0.5, 1, 1.5])
    #expect(String(root.map(\.letter)) == "xbda")
    // Facing 50 into 100: a call costs 50; all-in for 150 adds 100 to it, half of the pot of 200 after the call.
    let facing = try actions("b50")
    #expect(facing.map(\.kind) == [.fold, .passive, .allIn])
    #expect(facing.map(\.amount) == [nil, 50, 150])
    #expect(facing.map(\.shareOfPot) == [nil, nil, 0.5])
    #expect(String(facing.map(\.letter)) == "fca")
  }

  @Test func blindsAndPartsOfChipsCount() throws {
    let tree = try Games.preflop()
    let hands = Combo.all.map(\.cards)
    let view = try NodeView(
      tree: tree, place: PublicPlace("", in: tree), hands: hands, reach: Array(repeating: 1, count: hands.count),
      probabilities: Array(repeating: [0.5, 0, 0.5, 0], count: hands.count))
    #expect(view.title(style: .plain, width: 80) == ["root   IP to act   pot 1.5   to call 0.5   1326.0 combos"])
    #expect(tree.startingPot == 1.5)
    #expect(view.actions.map(\.label) == ["f", "c", "r2.5", "r100"])
    // To 2.5: 1.5 on top of the call, into 2 after it.
    #expect(view.actions.map(\.shareOfPot) == [nil, nil, 0.75, 49.5])
    #expect(view.actions.map(\.combos) == [663, 0, 663, 0])
    #expect(StrategyGrid(view).cells.allSatisfy { $0?.share == 1 })
    #expect(NodeTable(view).text(style: .plain, width: 80).contains("r2.5  raise to 2.5    2.5    75.0 %  50.0 %   663.0"))
  }

  @Test func frequenciesWeighHandsByReach() throws {
    let tree = try Games.river()
    let view = try NodeView(
      tree: tree, place: PublicPlace("", in: tree), hands: ["QhQd", "JhJd", "AsAd"].map { try CardSet($0) }, reach: [1, 0.5, 1],
      probabilities: [[1, 0, 0], [0, 0.5, 0.5], nil])
    #expect(view.combos == 1.5)
    #expect(view.hands.map(\.cards.description) == ["QhQd", "JhJd"])
    #expect(view.actions.map(\.combos) == [1, 0.25, 0.25])
    #expect(view.actions.map(\.frequency) == [1 / 1.5, 0.25 / 1.5, 0.25 / 1.5])
  }

  @Test func placesWithoutADecisionAreRefused() throws {
    let game = try SolvedGame(Games.kuhn(), iterations: 1)
    #expect(throws: CFRError.self) { try game.view("x-x") }
  }

  @Test func titlesFit() throws {
    let tree = try Games.turn()
    let view = try NodeView(tree: tree, place: PublicPlace("x-b50-c/9h/x", in: tree), hands: [], reach: [], probabilities: [])
    #expect(
      view.title(style: .plain, width: 80) == [
        "x-b50-c/9h/x   board AsKd7h4c9h   IP to act   pot 200   to call 0   0.0 combos"
      ])
    #expect(view.title(style: .plain, width: 40) == ["x-b50-c/9h/x   board AsKd7h4c9h", "IP to act   pot 200   to call 0", "0.0 combos"])
  }
}
