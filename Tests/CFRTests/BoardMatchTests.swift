import Abstraction
import Cards
import Game
import Testing

@testable import CFR

/// Two trainings on boards: the mean over all boards is the exact expectation, and one board says more than one deal.
@Suite struct BoardMatchTests {
  private static func pair(_ rules: GameRules, _ bets: BetAbstraction = BetAbstraction(.none), traversals: (Int, Int)) throws -> (SampledSolve, SampledSolve) {
    let first = try SampledSolve(rules, bets, sampling: .external), second = try SampledSolve(rules, bets, sampling: .external, seed: 2)
    try first.train(traversals: traversals.0)
    try second.train(traversals: traversals.1)
    return (first, second)
  }

  /// The first's expectation in a seat against the second, deal by deal and action by action.
  private static func expectation(_ first: SampledSolve, _ second: SampledSolve) -> Double {
    let tree = first.solver.tree, deck = Array(tree.rules.deck.cards)
    var total = 0.0, deals = 0.0
    for a in deck {
      for b in deck where b != a {
        let boards: [CardSet] = tree.rules.streets.count == 1 ? [CardSet()] : deck.filter { $0 != a && $0 != b }.map { CardSet($0) }
        for board in boards {
          deals += 1
          for seat in 0..<2 { total += value(0, seat, [CardSet(a), CardSet(b)], board, first, second) / 2 }
        }
      }
    }
    return total / deals
  }

  private static func value(_ index: Int, _ seat: Int, _ hands: [CardSet], _ board: CardSet, _ first: SampledSolve, _ second: SampledSolve) -> Double {
    let tree = first.solver.tree, node = tree.nodes[index]
    switch node.kind {
    case .deal: return value(Int(node.firstChild), seat, hands, board, first, second)
    case .fold: return tree.payoff(index, seat: seat).win / Double(tree.rules.unitsPerChip)
    case .showdown:
      let strengths = hands.map { HandEvaluator.shared.strength(of: $0.union(board)) }, payoff = tree.payoff(index, seat: seat)
      let mine = strengths[seat], other = strengths[1 - seat]
      return (mine > other ? payoff.win : mine == other ? payoff.tie : payoff.lose) / Double(tree.rules.unitsPerChip)
    case .decision:
      let side = Int(node.player) == seat ? first : second, street = Int(node.street)
      let bucket = side.cards.bucket(street: street, hole: hands[Int(node.player)], board: street > 0 ? board : CardSet())
      let strategy = side.solver.averageStrategy(index, bucket: bucket)
      return node.children.enumerated().reduce(0) { $0 + strategy[$1.offset] * value($1.element, seat, hands, board, first, second) }
    }
  }

  @Test func theMeanOverAllBoardsIsTheExpectation() throws {
    let (first, second) = try Self.pair(.leduc(), traversals: (20_000, 200))
    let exact = Self.expectation(first, second)
    let match = BoardMatch(first.solver, first.cards, second.solver, second.cards)
    var boards: [Double] = []
    for card in GameRules.leduc().deck.cards { boards.append(try match.value([CardSet(card)])) }
    let mean = boards.reduce(0, +) / 6
    #expect(abs(mean - exact) < 1e-6)
    #expect(exact > 0.05)
    // Sampled boards are those boards.
    let found = try #require(try match.play(boards: 600, seed: 1))
    #expect(abs(found.mean - exact) < 1.5 * found.interval)
    // Nobody wins of itself.
    let even = BoardMatch(first.solver, first.cards, first.solver, first.cards)
    for card in GameRules.leduc().deck.cards { #expect(abs(try even.value([CardSet(card)])) < 1e-6) }
  }

  @Test func aGameWithoutBoardsIsExact() throws {
    let (first, second) = try Self.pair(.kuhn(), traversals: (20_000, 50))
    let found = try #require(try BoardMatch(first.solver, first.cards, second.solver, second.cards).play(boards: 2, seed: 1))
    #expect(abs(found.mean - Self.expectation(first, second)) < 1e-6 && found.interval == 0)
  }

  /// Deals that are played and boards agree, all-ins before the board included; from as many boards the interval is a fraction of that from deals.
  @Test func dealsAndBoardsAgree() throws {
    var rules = try GameRules.noLimit(stacks: [14, 12], smallBlind: 1, bigBlind: 2)
    rules.deck = Deck(ranks: 7...12, suits: 3)
    rules.streets = Array(rules.streets.prefix(3))
    rules.streets[1].boardCards = 2
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 2)
    let (first, second) = try Self.pair(try rules.validated(), BetAbstraction(BetMenu(parsing: "50%, a / a"), options: options), traversals: (20_000, 500))
    let boards = try #require(try BoardMatch(first.solver, first.cards, second.solver, second.cards).play(boards: 200, seed: 1))
    let deals = try #require(HeadToHead(first.solver, first.cards, second.solver, second.cards).play(deals: 100_000, seed: 1))
    #expect(abs(boards.mean - deals.mean) < 1.3 * (boards.interval + deals.interval))
    let few = try #require(HeadToHead(first.solver, first.cards, second.solver, second.cards).play(deals: 200, seed: 2))
    #expect(boards.interval < few.interval / 4)
  }
}
