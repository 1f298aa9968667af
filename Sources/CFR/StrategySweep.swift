/// What a sweep over the average strategies is to visit.
struct StrategyVisit {
  let street: Int
  /// Whether values and equities are wanted too.
  let isValued: Bool
  let wanted: (_ node: Int, _ board: Int) -> Bool
  let body: (DecisionRows) throws -> Void
}

/// Walks the game once for both players side by side: the reach of each is there when the other's values are, so that every decision of a street
/// can be seen with strategy, reach, value and equity. What an evaluation does, without its tasks, and with somebody looking on.
struct StrategySweep<Table: KernelScalar> {
  typealias Side = Traversal<EvaluationKernel<Table>>
  typealias Cursors = (TableCursor<Table>, TableCursor<Table>)

  let game: VectorGame
  let visit: StrategyVisit
  /// The passes of player 0 and 1, each with working memory of its own.
  let sides: [Side]
  private let runouts: [RunoutSweep]

  init(_ game: VectorGame, _ visit: StrategyVisit, sides: [Side]) {
    self.game = game
    self.visit = visit
    self.sides = sides
    runouts = (0..<2).map { RunoutSweep(game, player: $0) }
  }

  /// - Parameters:
  ///   - root: the tables of the root's street.
  ///   - below: those of a forest of the second street on a board, and all below it.
  func run(root: Cursors, below: (_ forest: Int, _ board: Int) -> Cursors) throws {
    let forest = game.forests[0]
    var tables = root
    let blocks = take(&tables, forest, board: 0)
    for side in sides {
      let row = side.scratch.levels[0].reach, weights = game.weights(1 - side.player)
      row.update(repeating: 0, count: Int(game.boards[0].hands(1 - side.player).stride))
      for i in weights.indices { row[i] = weights[i] }
      side.down(forest, board: 0, blocks[side.player])
    }
    if forest.leafCount > 0, goesBelow(0) {
      clearSums(forest, board: 0)
      for board in game.boards[0].children {
        var firstLeaf = 0
        for index in game.forests.indices where game.forests[index].level == 1 {
          enter(board, from: forest, on: 0, firstLeaf: firstLeaf, roots: Int(game.forests[index].rootCount))
          var tables = below(index, board)
          try walk(forest: index, board: board, &tables)
          leave(board, from: forest, on: 0, firstLeaf: firstLeaf, roots: Int(game.forests[index].rootCount))
          firstLeaf += Int(game.forests[index].rootCount)
        }
      }
    }
    try finish(forest, board: 0, blocks)
  }

  private func goesBelow(_ level: Int) -> Bool { visit.isValued || level < visit.street }

  private func walk(forest index: Int, board: Int, _ tables: inout Cursors) throws {
    let forest = game.forests[index]
    let blocks = take(&tables, forest, board: board)
    for side in sides { side.down(forest, board: board, blocks[side.player]) }
    if forest.childForest >= 0 {
      let goesOn = goesBelow(Int(forest.level))
      if goesOn { clearSums(forest, board: board) }
      for child in game.boards[board].children {
        guard goesOn else {
          skip(&tables, forest: Int(forest.childForest), board: child)
          continue
        }
        enter(child, from: forest, on: board, firstLeaf: 0, roots: Int(forest.leafCount))
        try walk(forest: Int(forest.childForest), board: child, &tables)
        leave(child, from: forest, on: board, firstLeaf: 0, roots: Int(forest.leafCount))
      }
    }
    try finish(forest, board: board, blocks)
  }

  /// The values of a forest on a board, once those below are there, and what is to be seen of it.
  private func finish(_ forest: Forest, board: Int, _ blocks: [TableBlock<Table>]) throws {
    if visit.isValued { for side in sides { side.up(forest, board: board, blocks[side.player]) } }
    guard Int(forest.level) == visit.street else { return }
    let places = (0..<Int(forest.nodeCount)).filter { place in
      let node = game.nodes[Int(forest.firstNode) + place]
      return node.kind == .decision && visit.wanted(Int(node.treeNode), board)
    }
    guard !places.isEmpty else { return }
    let met = visit.isValued ? (0..<2).map { meetings($0, places, forest, board) } : []
    for (i, place) in places.enumerated() {
      let player = Int(game.nodes[Int(forest.firstNode) + place].player)
      let row = places[..<i].count { Int(game.nodes[Int(forest.firstNode) + $0].player) == player }
      try visit.body(rows(place, forest, board, blocks[player], met.isEmpty ? nil : (met[player], row)))
    }
  }

  // MARK: One decision

  private typealias Meetings = (masses: RowBuffer, edges: RowBuffer)

  /// What a player's hands meet and beat at its decisions among these, a row a decision.
  private func meetings(_ player: Int, _ places: [Int], _ forest: Forest, _ board: Int) -> Meetings {
    let width = Int(game.boards[board].hands(1 - player).stride)
    let nodes = places.map { game.nodes[Int(forest.firstNode) + $0] }.filter { Int($0.player) == player }
    let reach = RowBuffer(count: nodes.count * width)
    let rows = sides[player].scratch.levels[Int(forest.level)].reach
    for (i, node) in nodes.enumerated() { (reach.base + i * width).update(from: rows + Int(node.reach[player]) * width, count: width) }
    return (
      runouts[player].masses(board: board, reach, count: nodes.count), runouts[player].edges(board: board, reach, count: nodes.count)
    )
  }

  private func rows(
    _ place: Int, _ forest: Forest, _ board: Int, _ block: TableBlock<Table>, _ met: (Meetings, row: Int)?
  ) -> DecisionRows {
    let node = game.nodes[Int(forest.firstNode) + place], player = Int(node.player), level = Int(forest.level)
    let hands = game.boards[board].hands(player), count = Int(hands.count), n = Int(hands.stride)
    let reach = sides[1 - player].scratch.levels[level].reach + Int(node.reach[1 - player]) * n
    var values: DecisionWorth?
    if let (met, row) = met {
      let width = n * EvaluationKernel<Table>.planes
      let masses = met.masses.base + row * n, edges = met.edges.base + row * n
      // The second plane is the average strategy's.
      let all = sides[player].scratch.levels[level].values + n
      func means(_ place: Int) -> [Double] { (0..<count).map { masses[$0] > 0 ? all[place * width + $0] / masses[$0] : .nan } }
      values = DecisionWorth(
        equity: (0..<count).map { masses[$0] > 0 ? (edges[$0] / masses[$0] + 1) / 2 : .nan }, ev: means(place),
        actionEVs: (0..<Int(node.actions)).map { means(Int(node.firstChild) + $0) })
    }
    return DecisionRows(
      node: Int(node.treeNode), player: player, board: board, probabilities: strategy(node, level: level, board: board, block, count, n),
      reach: (0..<count).map { reach[$0] }, values: values)
  }

  private func strategy(_ node: ForestNode, level: Int, board: Int, _ block: TableBlock<Table>, _ count: Int, _ n: Int) -> [[Double]] {
    let actions = Int(node.actions), first = block.ownAverage + Int(node.row) * n
    var rows = (0..<actions).map { action in (0..<count).map { Double(first[action * n + $0]) } }
    if node.lock >= 0 {
      let lock = game.locked(node, level: level, board: board)
      for locked in lock.hands {
        for action in 0..<actions { rows[action][Int(locked.hand)] = lock.mixes[Int(locked.mix) + action] }
      }
    }
    for hand in 0..<count {
      let total = rows.reduce(0) { $0 + $1[hand] }
      for action in 0..<actions { rows[action][hand] = total > 0 ? rows[action][hand] / total : 1 / Double(actions) }
    }
    return rows
  }

  // MARK: Both sides

  private func take(_ tables: inout Cursors, _ forest: Forest, board: Int) -> [TableBlock<Table>] {
    [
      tables.0.take(game, player: 0, forest: forest, board: game.boards[board]),
      tables.1.take(game, player: 1, forest: forest, board: game.boards[board]),
    ]
  }

  private func skip(_ tables: inout Cursors, forest: Int, board: Int) {
    let sizes = (0..<2).map { game.subtreeSize($0, forest: forest, board: board) }
    tables.0.skip(own: sizes[0], other: sizes[1])
    tables.1.skip(own: sizes[1], other: sizes[0])
  }

  private func clearSums(_ forest: Forest, board: Int) {
    for side in sides {
      let n = Int(game.boards[board].hands(side.player).stride)
      side.scratch.levels[Int(forest.level)].sums.update(repeating: 0, count: Int(forest.leafCount) * EvaluationKernel<Table>.planes * n)
    }
  }

  private func enter(_ child: Int, from forest: Forest, on board: Int, firstLeaf: Int, roots: Int) {
    for side in sides {
      let rows = side.scratch.levels[Int(forest.level)], width = Int(game.boards[board].hands(1 - side.player).stride)
      for root in 0..<roots {
        let node = game.nodes[Int(forest.firstNode) + Int(game.leaves[Int(forest.firstLeaf) + firstLeaf + root])]
        side.enter(child, root: root, reach: rows.reach + Int(node.reach[side.player]) * width)
      }
    }
  }

  private func leave(_ child: Int, from forest: Forest, on board: Int, firstLeaf: Int, roots: Int) {
    guard visit.isValued else { return }
    for side in sides {
      let sums = side.scratch.levels[Int(forest.level)].sums, n = Int(game.boards[board].hands(side.player).stride)
      for root in 0..<roots { side.leave(child, root: root, sums: sums + (firstLeaf + root) * EvaluationKernel<Table>.planes * n, width: n) }
    }
  }
}

extension TableCursor {
  /// Goes on behind blocks that are not walked.
  ///
  /// - Parameters:
  ///   - own: numbers in the player's tables.
  ///   - other: numbers in the other's.
  mutating func skip(own: Int, other count: Int) {
    input += own
    output += own
    other += count
  }
}

extension VectorWorker {
  @_specialize(where Table == Float)
  @_specialize(where Table == Double)
  func visit(_ visit: StrategyVisit) throws {
    let game = memory.game
    let sides = (0..<2).map { player in
      Traversal(
        game: game, player: player, kernel: EvaluationKernel<Table>(),
        scratch: player == 0 ? evaluationScratch : Scratch<Double>(game, planes: EvaluationKernel<Table>.planes))
    }
    try StrategySweep(game, visit, sides: sides).run(root: (memory.rootCursor(0), memory.rootCursor(1))) { forest, board in
      let starts = (0..<2).map { tables($0, forest: forest, boards: [0, board]) }
      func cursor(_ player: Int) -> TableCursor<Table> {
        TableCursor(input: starts[player], output: UnsafeMutablePointer(mutating: starts[player]), other: starts[1 - player])
      }
      return (cursor(0), cursor(1))
    }
  }
}
