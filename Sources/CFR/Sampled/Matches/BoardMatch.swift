import Abstraction
import Cards
import Game

/// Hands between the average strategies of two trainings, with all that is known of them used: on each board the exact expectation over both hands and all
/// actions, from both seats. Only boards are left to chance.
///
/// Free of bias: all boards are equally likely, and each leaves as many pairs of hands. Both strategies must be known; AIVAT (Burch, Schmid, Moravčík, Morrill &
/// Bowling, "AIVAT: A New Variance Reduction Technique for Agent Evaluation in Imperfect Information Games", 2018) needs only one of them. Two players.
public final class BoardMatch {
  private let rules: GameRules
  private let sides: [BucketTables.Side]
  private let parts: ForestParts
  private let hands: [PrivateHands]
  private let hasTies: Bool
  private let deck: [Card]
  /// The trainings, whose memory the sides read.
  private let solvers: (SampledSolver, SampledSolver)

  /// - Precondition: two players and both have the same tree.
  public init(_ first: SampledSolver, _ firstCards: CardLookup, _ second: SampledSolver, _ secondCards: CardLookup) {
    let tree = first.tree
    precondition(tree.players == 2 && tree.decisions == second.tree.decisions && tree.rules == second.tree.rules, "two trainings of one tree of two players")
    rules = tree.rules
    solvers = (first, second)
    sides = [
      BucketTables.Side(policy: AveragePolicy(first.memory), cards: firstCards),
      BucketTables.Side(policy: AveragePolicy(second.memory), cards: secondCards),
    ]
    let forest = ForestBuilder(tree, groups: nil, runsOutFrom: 0)
    parts = ForestParts(forest)
    let dealt = PrivateHands.dealt(rules, ranges: nil)
    let root = CardSet(rules.board)
    hands = rules.streets.count == 1 ? dealt.map { $0.sortedByStrength(on: root) } : dealt
    hasTies = VectorGameBuilder.countsTies(tree)
    deck = Array(rules.deck.cards.subtracting(root))
  }

  /// What the first wins on average over the seats, in chips a hand.
  ///
  /// - Parameter isOver: asked before each board: whether to stop.
  /// - Returns: nil if it was stopped.
  public func play(boards: Int, seed: UInt64, isOver: () -> Bool = { false }) throws(CFRError) -> Estimate? {
    var sums = Assessment.Sums()
    for number in 0..<boards {
      if isOver() { return nil }
      var random = RandomStream(seed: seed, 7, UInt64(number))
      var rest = deck
      let deals = rules.streets.dropFirst().map { street in
        CardSet((0..<street.boardCards).map { _ in rest.remove(at: random.below(rest.count)) })
      }
      sums.add(try value(deals))
    }
    return Estimate(sums)
  }

  /// The first's expectation on a board, mean over the seats.
  ///
  /// - Parameter deals: the cards of each street behind the first.
  func value(_ deals: [CardSet]) throws(CFRError) -> Double {
    let runouts = try RunoutTree(rules: rules, hands: hands, symmetry: [.identity], levels: rules.streets.count, only: deals)
    let board = CardSet(deals.flatMap { Array($0) })
    let weights = hands.map { $0.cards.map { $0.isDisjoint(with: board) ? 1.0 : 0 } }
    let left = deck.count - board.count, held = rules.holeCards
    let pairs = Double(binomial(left, held) * binomial(left - held, held))
    let image = VectorGame.image(
      parts, runouts, boards: runouts.boards, weights: weights, pairWeight: pairs, hasTies: hasTies,
      dealProbability: Array(repeating: 1, count: rules.streets.count), isCut: false)
    return image.withUnsafeBytes { bytes in
      let game = VectorGame(image: bytes.baseAddress!)
      let tables = BucketTables(sides[1], responder: sides[0], game), scratch = Scratch<Double>(game, planes: EvaluationKernel<Float>.planes)
      return (0..<2).reduce(0) { total, seat in
        total + expectation(Traversal(game: game, player: seat, kernel: EvaluationKernel<Float>(), scratch: scratch), tables) / 2
      }
    }
  }

  /// What the traversal's player wins.
  private func expectation(_ traversal: Traversal<EvaluationKernel<Float>>, _ tables: BucketTables) -> Double {
    let game = traversal.game, player = traversal.player
    let forest = game.forests[0], rows = traversal.scratch.levels[0]
    let n = Int(game.boards[0].hands(player).stride), opposing = Int(game.boards[0].hands(1 - player).stride)
    let weights = game.weights(1 - player)
    rows.reach.update(repeating: 0, count: opposing)
    for h in weights.indices { rows.reach[h] = weights[h] }
    var tables = tables
    let block = tables.take(game, player: player, forest: forest, board: 0)
    traversal.down(forest, board: 0, block)
    rows.sums.update(repeating: 0, count: Int(forest.leafCount) * 2 * n)
    var leaf = 0
    for index in game.forests.indices where game.forests[index].level == 1 {
      let roots = Int(game.forests[index].rootCount)
      for root in 0..<roots {
        let node = game.nodes[Int(forest.firstNode) + Int(game.leaves[Int(forest.firstLeaf) + leaf + root])]
        traversal.enter(1, root: root, reach: rows.reach + Int(node.reach[player]) * opposing)
      }
      traversal.walk(forest: index, board: 1, &tables)
      for root in 0..<roots { traversal.leave(1, root: root, sums: rows.sums + (leaf + root) * 2 * n, width: n) }
      leaf += roots
    }
    traversal.up(forest, board: 0, block)
    let own = game.weights(player)
    return own.indices.reduce(0) { $0 + own[$1] * rows.values[n + $1] } / game.pairWeight
  }
}
