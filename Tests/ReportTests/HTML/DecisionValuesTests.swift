import Abstraction
import CFR
import Cards
import Game
import Testing

@testable import Report

/// What a walk of both players says of decisions.
struct DecisionValuesTests {
  /// A turn spot whose board and ranges suits leave alike, so that rivers stand for others.
  static func turn(iterations: Int = 30) throws -> SolvedGame {
    let rules = try GameRules.spot(board: Card.list("AsKs7h4h"), pot: 100, stacks: [150, 150])
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(BetMenu(bets: [.pot(0.5), .allIn], raises: [.allIn])))
    return try SolvedGame(tree, ranges: [HandRange("AQ,77,QJs,T9s:0.5,65s"), HandRange("KK,AJ,QTs,44,98s")], iterations: iterations)
  }

  private func all(_ game: SolvedGame) throws -> [DecisionValues] {
    var found: [DecisionValues] = []
    try game.solver.forEachDecision(through: 9) { found.append($0) }
    return found
  }

  @Test func everyDecisionOnEveryBoardIsToldOnce() throws {
    let game = try Self.turn(iterations: 1), tree = game.solver.tree
    let told = try all(game).map { [$0.node] + $0.boards }
    let streets = (0..<2).map { street in tree.nodes.count { $0.kind == .decision && $0.street == street } }
    let rivers = game.solver.game.levelStart[2] - game.solver.game.levelStart[1]
    #expect(rivers < 48, "suits make some rivers alike")
    #expect(told.count == streets[0] + streets[1] * rivers && Set(told).count == told.count)
  }

  @Test func strategiesAndReachAreThoseOfTheQueries() throws {
    let game = try Self.turn(), solver = game.solver
    for decision in try all(game) {
      let dealt = decision.boards.count == 1 ? [] : [Array(CardSet(rawValue: solver.game.boards[decision.boards[1]].cards & ~solver.game.boards[0].cards))]
      let asked = try solver.strategy(at: PublicPlace(node: decision.node, dealt: dealt))
      for (i, hand) in decision.hands[decision.player].enumerated() {
        let mix = try #require(asked.probabilities[hand])
        for action in mix.indices { #expect(abs(mix[action] - decision.strategy[action][i]) < 1e-12) }
        #expect(abs(asked.reach[hand] - decision.reach[decision.player][i]) < 1e-9)
      }
    }
  }

  @Test func theRootHasTheEvaluationsValuesAndEquities() throws {
    let game = try Self.turn()
    let root = try #require(try all(game).last { $0.node == 0 })
    let equities = game.solver.game.equities()
    for player in 0..<2 {
      for (i, hand) in root.hands[player].enumerated() {
        #expect(abs(root.values[player][i] - (try #require(game.evaluation.handValues[player][hand]))) < 1e-8)
        #expect(abs(root.equities[player][i] - (try #require(equities[player][hand]))) < 1e-6)
      }
      #expect(abs((try #require(root.mean(root.values[player], player))) - game.evaluation.values[player]) < 1e-8)
    }
  }

  /// Without rake, what both expect at any decision is the pot they began with; a hand's value is that of its mix; folding loses what was paid; a call
  /// on the river that ends the hand is worth its equity of the pot.
  @Test func valuesAddUp() throws {
    let game = try Self.turn(), tree = game.solver.tree
    for decision in try all(game) {
      let player = decision.player, children = Array(tree.nodes[decision.node].children)
      let paid = tree.paid(by: player, at: decision.node)
      // Where next to nobody comes, what is left after subtracting blocked cards has few digits.
      guard min(decision.combos(0), decision.combos(1)) > 0.01 else { continue }
      // Strategies of hands that suits make alike drift apart by rounding while boards below stand for each other: before the last street sums are less exact.
      let slack = decision.boards.count == 1 ? 2e-3 : 1e-7
      if let mine = decision.mean(decision.values[0], 0), let theirs = decision.mean(decision.values[1], 1) { #expect(abs(mine + theirs - 100) < slack) }
      for (i, value) in decision.values[player].enumerated() where value.isFinite {
        let mixed = children.indices.reduce(0) { $0 + decision.strategy[$1][i] * decision.actionValues[$1][i] }
        #expect(abs(value - mixed) < 1e-8)
        for (action, child) in children.enumerated() {
          let worth = decision.actionValues[action][i] + paid
          if tree.nodes[child].move == .fold { #expect(abs(worth) < 1e-8) }
          guard tree.nodes[child].kind == .showdown, tree.nodes[child].move == .call else { continue }
          let call = tree.chips(tree.nodes[child].pot - tree.nodes[decision.node].pot)
          #expect(abs(worth - (decision.equities[player][i] * tree.chips(tree.nodes[child].pot) - call)) < 1e-4)
        }
      }
    }
  }

  /// One decision asked for alone is what the walk of all tells; a river that another stands for has its own cards.
  @Test func oneDecisionIsThatOfTheWalk() throws {
    let game = try Self.turn(), solver = game.solver
    let everything = try all(game)
    for line in ["", "x-b50", "x-x/2c", "b50-c/9d/x", "x-x/2d/x"] {
      let place = try PublicPlace(line, in: solver.tree)
      let one = try solver.values(at: place)
      let same = try #require(everything.first { $0.node == place.node && $0.boards == one.boards })
      for player in 0..<2 {
        let board = CardSet(place.board(root: solver.tree.rules.board))
        #expect(one.hands[player].allSatisfy { solver.hands[player].cards[$0].isDisjoint(with: board) })
        #expect(one.hands[player].count == same.hands[player].count)
        #expect(abs(one.combos(player) - same.combos(player)) < 1e-9)
        #expect(abs((one.mean(one.values[player], player) ?? 0) - (same.mean(same.values[player], player) ?? 0)) < 1e-8)
        #expect(abs((one.mean(one.equities[player], player) ?? 0) - (same.mean(same.equities[player], player) ?? 0)) < 1e-6)
      }
      let asked = try solver.strategy(at: place)
      for (i, hand) in one.hands[one.player].enumerated() {
        for action in one.strategy.indices { #expect(abs(one.strategy[action][i] - asked.probabilities[hand]![action]) < 1e-12) }
      }
    }
  }
}
