/// The root's street of a response, once it is known what each deal of the second street is worth: which actions a player's hands take there, and what
/// that wins.
final class RootStreet {
  /// How a player gets through the root's street, and what is won there.
  struct Play {
    /// By deal node and class of hands: the probability that the player's own actions lead there.
    var reach: [[Double]]
    /// Won where the hand ends on the root's street: a sum over hands of weight times payoff, as all values here.
    var ends = 0.0
  }

  private let memory: ResponseMemory
  private let tables: BucketTables
  private let scratch: Scratch<Double>
  private let game: VectorGame
  private let forest: Forest
  /// Hands of each class.
  private let sizes: [Int]
  private let first: [Int]

  init(_ memory: ResponseMemory, tables: BucketTables) {
    self.memory = memory
    self.tables = tables
    game = memory.root
    forest = game.forests[0]
    scratch = Scratch(game, planes: EvaluationKernel<Float>.planes)
    var sizes = Array(repeating: 0, count: memory.layout.classes), first = sizes
    for h in (0..<Int(game.boards[0].hands0.count)).reversed() {
      sizes[Int(memory.classOf[h])] += 1
      first[Int(memory.classOf[h])] = h
    }
    (self.sizes, self.first) = (sizes, first)
  }

  private func traversal(_ player: Int) -> Traversal<EvaluationKernel<Float>> {
    Traversal(game: game, player: player, kernel: EvaluationKernel(), scratch: scratch)
  }

  /// Reach and terminals of the root's street; returns the tables they are of.
  private func down(_ traversal: Traversal<EvaluationKernel<Float>>) -> TableBlock<Float> {
    let player = traversal.player, weights = game.weights(1 - player), reach = scratch.levels[0].reach
    reach.update(repeating: 0, count: Int(game.boards[0].hands(1 - player).stride))
    for h in weights.indices { reach[h] = weights[h] }
    let block = tables.take(game, player: player, forest: forest, board: 0)
    traversal.down(forest, board: 0, block)
    return block
  }

  /// Tells the tasks how the opponent gets to the deal nodes in the pass of a player.
  func sendFrontier(_ player: Int) {
    _ = down(traversal(player))
    let width = Int(game.boards[0].hands(1 - player).stride)
    for leaf in 0..<Int(forest.leafCount) {
      let node = game.nodes[Int(forest.firstNode) + Int(game.leaves[Int(forest.firstLeaf) + leaf])]
      memory.frontier(player, leaf: leaf).update(from: scratch.levels[0].reach + Int(node.reach[player]) * width, count: width)
    }
  }

  /// A player's best response on the root's street, and its average strategy there.
  ///
  /// - Parameter values: of each deal node and class, if a best response comes behind it: the sum over the class and over all deals.
  func play(_ player: Int, values: [[Double]]) -> (response: Play, average: Play) {
    let traversal = traversal(player), block = down(traversal)
    let n = Int(game.boards[0].hands(player).stride), width = 2 * n
    let rows = scratch.levels[0]
    for (leaf, row) in values.enumerated() {
      for h in 0..<Int(game.boards[0].hands(player).count) {
        let own = Int(memory.classOf[h])
        // Which hand of a class it is does not matter before the board is there: the mean is less noisy than each.
        for plane in 0..<2 { rows.sums[leaf * width + plane * n + h] = row[own] / Double(sizes[own]) }
      }
    }
    traversal.up(forest, board: 0, block)

    var response = Play(reach: Array(repeating: [], count: values.count)), average = response
    func walk(_ place: Int, _ responds: [Double], _ plays: [Double]) {
      let node = game.nodes[Int(forest.firstNode) + place]
      switch node.kind {
      case .terminal:
        let value = rows.values + place * width
        for h in 0..<Int(game.boards[0].hands(player).count) {
          response.ends += responds[Int(memory.classOf[h])] * value[h]
          average.ends += plays[Int(memory.classOf[h])] * value[h]
        }
      case .deal:
        response.reach[Int(node.row)] = responds
        average.reach[Int(node.row)] = plays
      case .decision:
        let actions = Int(node.actions), isOwn = Int(node.player) == player
        let best = isOwn ? sizes.indices.map { bestAction(node, first[$0], width) } : []
        for a in 0..<actions {
          let child = Int(node.firstChild) + a
          guard isOwn else {
            walk(child, responds, plays)
            continue
          }
          walk(child, sizes.indices.map { best[$0] == a ? responds[$0] : 0 }, sizes.indices.map { plays[$0] * share(block, node, a, first[$0], n) })
        }
      }
    }
    let all = Array(repeating: 1.0, count: sizes.count)
    walk(0, all, all)
    return (response, average)
  }

  private func bestAction(_ node: ForestNode, _ hand: Int, _ width: Int) -> Int {
    let children = scratch.levels[0].values + Int(node.firstChild) * width
    return (0..<Int(node.actions)).max { (children[$0 * width + hand], -$0) < (children[$1 * width + hand], -$1) } ?? 0
  }

  /// The probability of an action in the average strategy.
  private func share(_ block: TableBlock<Float>, _ node: ForestNode, _ action: Int, _ hand: Int, _ n: Int) -> Double {
    let sums = block.ownAverage.rows(node, n).cells + hand
    let total = (0..<Int(node.actions)).reduce(0.0) { $0 + Double(sums[$1 * n]) }
    return Double(sums[action * n]) / total
  }
}
