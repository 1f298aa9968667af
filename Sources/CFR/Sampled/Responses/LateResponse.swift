import Cards
import Game

/// Both players' gains by best responses that begin on a street, on one board of that street: `LocalBestResponse`.
struct LateResponse {
  private typealias Pass = Traversal<EvaluationKernel<Float>>

  private let game: VectorGame
  /// The street on which the responses begin.
  private let street: Int
  /// A pass of each player. What comes down in one is the reach of the other.
  private let passes: [Pass]
  private let tables: BucketTables

  /// - Parameter game: with a single board on each street up to that of the response, and all that follow it.
  init(_ game: VectorGame, _ side: BucketTables.Side, from street: Int) {
    (self.game, self.street) = (game, street)
    passes = (0..<2).map {
      Pass(game: game, player: $0, kernel: EvaluationKernel<Float>(), scratch: Scratch(game, planes: EvaluationKernel<Float>.planes))
    }
    tables = BucketTables(side, game)
  }

  /// What each player gains, summed over pairs of hands with their weights.
  func gains() -> [Double] {
    for pass in passes {
      let weights = game.weights(1 - pass.player), reach = pass.scratch.levels[0].reach
      for h in weights.indices { reach[h] = weights[h] }
    }
    var gains = [0.0, 0.0]
    follow(forest: 0, board: 0, into: &gains)
    return gains
  }

  /// Both play the average strategies in a forest and in those behind it, up to the street of the response. The reach of the roots is in place.
  private func follow(forest index: Int, board: Int, into gains: inout [Double]) {
    let forest = game.forests[index]
    guard Int(forest.level) < street else { return respond(forest: index, board: board, into: &gains) }
    for pass in passes { pass.down(forest, board: board, tables.take(game, player: pass.player, forest: forest, board: board)) }
    for (next, leaf) in behind(index) {
      let child = Int(game.boards[board].firstChild)
      for pass in passes { enter(pass, forest, board, leaf, next, child) }
      follow(forest: next, board: child, into: &gains)
    }
  }

  /// The best responses, in a forest and all behind it: what they gain on what the responder reaches by the average strategy.
  private func respond(forest index: Int, board: Int, into gains: inout [Double]) {
    for pass in passes { walk(pass, forest: index, board: board) }
    let roots = Int(game.forests[index].rootCount), level = Int(game.forests[index].level)
    for pass in passes {
      let hands = game.boards[board].hands(pass.player), n = Int(hands.stride)
      let reach = passes[1 - pass.player].scratch.levels[level].reach, values = pass.scratch.levels[level].values
      for root in 0..<roots {
        for h in 0..<Int(hands.count) {
          gains[pass.player] += reach[root * n + h] * (values[2 * root * n + h] - values[(2 * root + 1) * n + h])
        }
      }
    }
  }

  private func walk(_ pass: Pass, forest index: Int, board: Int) {
    var tables = tables
    guard index == 0 else { return pass.walk(forest: index, board: board, &tables) }
    // The forests behind the root's are several.
    let forest = game.forests[0], rows = pass.scratch.levels[0], n = Int(game.boards[board].hands(pass.player).stride)
    let block = tables.take(game, player: pass.player, forest: forest, board: board)
    pass.down(forest, board: board, block)
    rows.sums.update(repeating: 0, count: Int(forest.leafCount) * 2 * n)
    for child in game.boards[board].children {
      for (next, leaf) in behind(0) {
        enter(pass, forest, board, leaf, next, child)
        pass.walk(forest: next, board: child, &tables)
        for root in 0..<Int(game.forests[next].rootCount) { pass.leave(child, root: root, sums: rows.sums + (leaf + root) * 2 * n, width: n) }
      }
    }
    pass.up(forest, board: board, block)
  }

  /// Takes the reach at some leaves of a forest over to the roots of the forest behind them.
  private func enter(_ pass: Pass, _ forest: Forest, _ board: Int, _ leaf: Int, _ next: Int, _ child: Int) {
    let reach = pass.scratch.levels[Int(forest.level)].reach, width = Int(game.boards[board].hands(1 - pass.player).stride)
    for root in 0..<Int(game.forests[next].rootCount) {
      let node = game.nodes[Int(forest.firstNode) + Int(game.leaves[Int(forest.firstLeaf) + leaf + root])]
      pass.enter(child, root: root, reach: reach + Int(node.reach[pass.player]) * width)
    }
  }

  /// The forests behind one, each with the leaf that its first root stands behind.
  private func behind(_ index: Int) -> [(forest: Int, leaf: Int)] {
    guard index == 0 else { return game.forests[index].childForest < 0 ? [] : [(Int(game.forests[index].childForest), 0)] }
    var leaf = 0
    return game.forests.indices.filter { game.forests[$0].level == 1 }.map { forest in
      defer { leaf += Int(game.forests[forest].rootCount) }
      return (forest, leaf)
    }
  }

  /// Bytes that one takes, with the image of its game.
  ///
  /// - Parameter game: with the forests of all streets.
  static func bytes(_ game: VectorGame, _ rules: GameRules, from street: Int) -> Int {
    var boards = 1, onStreet = 1
    for level in 1..<max(1, rules.streets.count) {
      if level > street { onStreet *= ResponseCost.deals(rules, level) }
      boards += onStreet
    }
    return ResponseCost.bytes(game, rules, boards: boards, passes: 2)
  }
}
