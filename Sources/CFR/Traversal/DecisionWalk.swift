import CKernels

/// The evaluations of both players side by side, forest by forest and board by board, so that at each decision both reaches and both values are at hand
/// together. One process, no memory beyond the rows of a street.
struct DecisionWalk<Table: TableNumber> {
  private let worker: VectorWorker<Table>
  /// The traversals, by player.
  private let sides: [Traversal<EvaluationKernel<Table>>]
  private let passes: [VectorPass]
  /// The one node that is told of; nil for all.
  private var only: Int?
  /// Opposing reach below this, in combos, is nothing but rounding.
  private static var leastMass: Double { 1e-9 }

  private var memory: VectorMemory<Table> { worker.memory }
  private var game: VectorGame { worker.memory.game }
  private static var planes: Int { EvaluationKernel<Table>.planes }

  init(_ worker: VectorWorker<Table>) {
    self.worker = worker
    let memory = worker.memory
    sides = (0..<2).map { player in
      Traversal(
        game: memory.game, player: player, kernel: EvaluationKernel(), scratch: Scratch<Double>(memory.game, planes: EvaluationKernel<Table>.planes))
    }
    passes = (0..<2).map { player in
      var pass = memory.pass
      (pass.mode, pass.player, pass.shiftOut) = (.evaluate, UInt8(player), pass.shift[player])
      return pass
    }
  }

  // MARK: all decisions

  /// Tells of every decision of the streets up to a level, on each of their boards; boards of later streets first.
  func all(through level: Int, _ body: (DecisionValues) throws -> Void) throws {
    var tables = (0..<2).map { memory.rootCursor($0) }
    let blocks = enterRoot(&tables)
    let root = game.forests[0]
    for side in sides {
      let sums = side.scratch.levels[0].sums, n = stride(side, 0)
      sums.update(repeating: 0, count: Int(root.leafCount) * Self.planes * n)
    }
    for index in game.tasks.indices {
      let task = game.tasks[index]
      var tables = passes.map { memory.cursor(task, $0) }
      for board in Int(task.firstBoard)..<Int(task.firstBoard + task.boardCount) {
        try deal(Int(task.forest), [0], board, firstLeaf: Int(task.firstLeaf), parent: root, &tables, through: level, body)
      }
    }
    for side in sides { side.up(root, board: 0, blocks[side.player]) }
    try tell(0, [0], body)
  }

  /// Both passes' reach on the root's street.
  private func enterRoot(_ tables: inout [TableCursor<Table>]) -> [TableBlock<Table>] {
    let board = game.boards[0]
    return sides.map { side in
      let reach = side.scratch.levels[0].reach, weights = game.weights(1 - side.player)
      reach.update(repeating: 0, count: Int(board.hands(1 - side.player).stride))
      for i in weights.indices { reach[i] = weights[i] }
      let block = tables[side.player].take(game, player: side.player, forest: game.forests[0], board: 0)
      side.down(game.forests[0], board: 0, block)
      return block
    }
  }

  /// Walks a forest on a board, and all below it, and tells of its decisions.
  private func walk(
    _ index: Int, _ path: [Int], _ tables: inout [TableCursor<Table>], through level: Int, _ body: (DecisionValues) throws -> Void
  ) throws {
    let forest = game.forests[index], board = path[path.count - 1]
    let blocks = sides.map { tables[$0.player].take(game, player: $0.player, forest: forest, board: board) }
    for side in sides { side.down(forest, board: board, blocks[side.player]) }
    if forest.childForest >= 0 {
      for side in sides {
        let sums = side.scratch.levels[Int(forest.level)].sums
        sums.update(repeating: 0, count: Int(forest.leafCount) * Self.planes * stride(side, board))
      }
      for child in game.boards[board].children {
        try deal(Int(forest.childForest), path, child, firstLeaf: 0, parent: forest, &tables, through: level, body)
      }
    }
    for side in sides { side.up(forest, board: board, blocks[side.player]) }
    if Int(forest.level) <= level { try tell(index, path, body) }
  }

  /// Deals a board at the leaves of the forest above, walks the forest that grows there, and adds its values to the leaves'.
  private func deal(
    _ index: Int, _ path: [Int], _ board: Int, firstLeaf: Int, parent: Forest, _ tables: inout [TableCursor<Table>], through level: Int,
    _ body: (DecisionValues) throws -> Void
  ) throws {
    let roots = Int(game.forests[index].rootCount)
    enter(board, roots: roots, firstLeaf: firstLeaf, parent: parent, above: path[path.count - 1])
    try walk(index, path + [board], &tables, through: level, body)
    for side in sides {
      let n = stride(side, path[path.count - 1])
      let sums = side.scratch.levels[Int(parent.level)].sums
      for root in 0..<roots { side.leave(board, root: root, sums: sums + (firstLeaf + root) * Self.planes * n, width: n) }
    }
  }

  /// Takes the reach at the leaves of a forest over to a board below.
  private func enter(_ board: Int, roots: Int, firstLeaf: Int, parent: Forest, above: Int) {
    for side in sides {
      let rows = side.scratch.levels[Int(parent.level)].reach, width = Int(game.boards[above].hands(1 - side.player).stride)
      for root in 0..<roots {
        let leaf = game.nodes[Int(parent.firstNode) + Int(game.leaves[Int(parent.firstLeaf) + firstLeaf + root])]
        side.enter(board, root: root, reach: rows + Int(leaf.reach[side.player]) * width)
      }
    }
  }

  // MARK: one decision

  /// Tells of one decision: walks what lies above it on its own boards alone, and what lies below it on all.
  mutating func one(_ node: Int, boards: [Int], _ body: (DecisionValues) throws -> Void) throws {
    only = node
    guard boards.count > 1 else { return try all(through: 0, body) }
    var cursors = (0..<2).map { memory.rootCursor($0) }
    _ = enterRoot(&cursors)
    // The forest of the node and those that it grows from; of one group they follow each other.
    let last = Int(game.forestOf[node])
    var parent = game.forests[0]
    for level in 1..<boards.count {
      let index = last - (boards.count - 1 - level), path = Array(boards[...level])
      let firstLeaf = level == 1 ? Int(game.tasks.first { Int($0.forest) == index }!.firstLeaf) : 0
      enter(boards[level], roots: Int(game.forests[index].rootCount), firstLeaf: firstLeaf, parent: parent, above: boards[level - 1])
      var tables = (0..<2).map { worker.cursor($0, forest: index, boards: path) }
      if index == last { return try walk(index, path, &tables, through: level, body) }
      parent = game.forests[index]
      for side in sides {
        let block = tables[side.player].take(game, player: side.player, forest: parent, board: boards[level])
        side.down(parent, board: boards[level], block)
      }
    }
  }

  private func stride(_ side: Traversal<EvaluationKernel<Table>>, _ board: Int) -> Int { Int(game.boards[board].hands(side.player).stride) }
}

extension DecisionWalk {
  /// Tells of the decisions of a forest whose reach and values are in the scratch.
  private func tell(_ index: Int, _ path: [Int], _ body: (DecisionValues) throws -> Void) throws {
    let forest = game.forests[index], board = path[path.count - 1]
    let nodes = (0..<Int(forest.nodeCount)).map { game.nodes[Int(forest.firstNode) + $0] }
    let decisions = nodes.indices.filter { nodes[$0].kind == .decision && (only == nil || Int(nodes[$0].treeNode) == only) }
    guard !decisions.isEmpty else { return }
    let order = (0..<2).map { player -> [Int] in
      let hands = game.boards[board].hands(player)
      return (0..<Int(hands.count)).sorted { game.rootHand[hands.offset + $0] < game.rootHand[hands.offset + $1] }
    }
    let roots = (0..<2).map { player in order[player].map { Int(game.rootHand[game.boards[board].hands(player).offset + $0]) } }
    let met = sides.map { Meetings($0, decisions.map { nodes[$0] }, board: board) }
    for i in decisions {
      let node = nodes[i], player = Int(node.player)
      func value(_ seat: Int, _ place: Int) -> [Double] {
        let rows = sides[seat].scratch.levels[Int(forest.level)].values, n = stride(sides[seat], board)
        let average = rows + (place * Self.planes + 1) * n, mass = met[seat].mass(node)
        return order[seat].map { mass[$0] > Self.leastMass ? average[$0] / mass[$0] : .nan }
      }
      let sums = worker.averageRows(Int(node.treeNode), boards: path)
      try body(
        DecisionValues(
          node: Int(node.treeNode), boards: path, player: player, hands: roots,
          reach: (0..<2).map { seat in
            let other = sides[1 - seat], width = Int(game.boards[board].hands(seat).stride)
            let row = other.scratch.levels[Int(forest.level)].reach + Int(node.reach[1 - seat]) * width
            return order[seat].map { row[$0] }
          },
          opposing: (0..<2).map { seat in order[seat].map { max(0, met[seat].mass(node)[$0]) } },
          strategy: normalized(sums, order[player]),
          values: (0..<2).map { value($0, i) },
          actionValues: (0..<Int(node.actions)).map { value(player, Int(node.firstChild) + $0) },
          equities: (0..<2).map { seat in
            let mass = met[seat].mass(node), edge = met[seat].edge(node)
            return order[seat].map { mass[$0] > Self.leastMass ? (1 + edge[$0] / mass[$0]) / 2 : .nan }
          }))
    }
  }

  /// Probabilities from sums of strategies; uniform where there is nothing.
  private func normalized(_ sums: [[Double]], _ order: [Int]) -> [[Double]] {
    let totals = order.map { i in sums.reduce(0) { $0 + $1[i] } }
    return sums.map { row in zip(order, totals).map { $1 > 0 ? row[$0] / $1 : 1 / Double(sums.count) } }
  }
}

/// Mass and edge of the reach rows that a forest's decisions have in one player's pass.
private struct Meetings {
  private let player: Int
  /// The place of each reach row among those swept.
  private let places: [Int32: Int]
  private let rows: RangeRows

  init<Kernel: TraversalKernel>(_ side: Traversal<Kernel>, _ decisions: [ForestNode], board: Int) where Kernel.Value == Double {
    player = side.player
    var places: [Int32: Int] = [:]
    var wanted: [Int32] = []
    for node in decisions where places[node.reach[player]] == nil {
      places[node.reach[player]] = wanted.count
      wanted.append(node.reach[player])
    }
    self.places = places
    let entry = side.game.boards[board], width = Int(entry.hands(1 - player).stride)
    let reach = RowBlock(wanted.count, width: width)
    for (place, row) in wanted.enumerated() {
      reach[place].update(from: side.scratch.levels[Int(entry.level)].reach + Int(row) * width, count: width)
    }
    rows = RangeRows(side.game, player: player, board: board, reach: reach)
  }

  func mass(_ node: ForestNode) -> UnsafeMutablePointer<Double> { rows.mass[places[node.reach[player]]!] }
  func edge(_ node: ForestNode) -> UnsafeMutablePointer<Double> { rows.edge[places[node.reach[player]]!] }
}
