import CKernels

/// One player's pass over a part of the public tree, all private hands at once (Johanson et al. 2011; vector-form CFR).
///
/// Street by street and board by board: reach goes down all lines of a forest, every terminal is evaluated, cards are dealt and the next street is
/// walked on each board, values come back up. All card work (boards, hand orders, showdown ranks) was done when the game was built.
struct Traversal<Kernel: TraversalKernel> {
  typealias Value = Kernel.Value

  let game: VectorGame
  /// The traverser.
  let player: Int
  let kernel: Kernel
  let scratch: Scratch<Value>

  /// Walks a forest on a board, and all below it. Reach rows of the roots are in place; their values are when it returns.
  func walk(forest index: Int, board boardIndex: Int, _ tables: inout some BlockSource<Kernel.Table>) {
    let forest = game.forests[index], board = game.boards[boardIndex]
    let block = tables.take(game, player: player, forest: forest, board: boardIndex)
    down(forest, board: boardIndex, block)
    if forest.childForest >= 0 { deal(forest, board, &tables) }
    up(forest, board: boardIndex, block)
  }

  /// Reach to every line of the forest, then its terminals.
  func down(_ forest: Forest, board index: Int, _ block: TableBlock<Kernel.Table>) {
    let board = game.boards[index]
    let rows = scratch.levels[Int(forest.level)]
    let n = Int(board.hands(1 - player).stride)
    for i in 0..<Int(forest.nodeCount) {
      let node = game.nodes[Int(forest.firstNode) + i]
      guard node.kind == .decision, Int(node.player) != player else { continue }
      let reach = rows.reach + Int(node.reach[player]) * n, reachOut = rows.reach + Int(node.next[player]) * n
      kernel.opponent(node, n, block, reach: reach, reachOut: reachOut)
      if node.lock >= 0 {
        kernel.lockOpponent(game.locked(node, level: Int(forest.level), board: index), node, n, block, reach: reach, reachOut: reachOut)
      }
    }
    evaluateTerminals(forest, board, rows)
  }

  /// Values of every line of the forest, from the last to the first.
  func up(_ forest: Forest, board index: Int, _ block: TableBlock<Kernel.Table>) {
    let board = game.boards[index]
    let rows = scratch.levels[Int(forest.level)]
    let n = Int(board.hands(player).stride), width = n * Kernel.planes
    for i in stride(from: Int(forest.nodeCount) - 1, through: 0, by: -1) {
      let node = game.nodes[Int(forest.firstNode) + i]
      let value = rows.values + i * width
      let children = rows.values + Int(node.firstChild) * width
      switch node.kind {
      case .decision where Int(node.player) == player:
        kernel.own(node, n, block, childValues: children, value: value)
        if node.lock >= 0 {
          kernel.lockOwn(game.locked(node, level: Int(forest.level), board: index), node, n, block, childValues: children, value: value)
        }
      case .decision:
        Value.sumRows(Int(node.actions), width, children, step: width, value)
      case .terminal:
        // Worked out on the way down.
        for plane in 1..<max(1, Kernel.planes) { (value + plane * n).update(from: value, count: n) }
      case .deal:
        let sums = rows.sums + Int(node.row) * width
        let probability = game.dealProbability[Int(forest.level) + 1]
        for h in 0..<width { value[h] = Value(sums[h] * probability) }
      }
    }
  }

  /// Deals the next street at all leaves of a forest: every board once, its values added to all deals it stands for. Reach is in place (`down`).
  func deal(_ forest: Forest, _ board: RunoutBoard, _ tables: inout some BlockSource<Kernel.Table>) {
    let rows = scratch.levels[Int(forest.level)]
    let leaves = Int(forest.leafCount)
    let n = Int(board.hands(player).stride), opponentWidth = Int(board.hands(1 - player).stride)
    rows.sums.update(repeating: 0, count: leaves * Kernel.planes * n)
    for child in board.children {
      for leaf in 0..<leaves {
        let node = game.nodes[Int(forest.firstNode) + Int(game.leaves[Int(forest.firstLeaf) + leaf])]
        enter(child, root: leaf, reach: rows.reach + Int(node.reach[player]) * opponentWidth)
      }
      walk(forest: Int(forest.childForest), board: child, &tables)
      for leaf in 0..<leaves { leave(child, root: leaf, sums: rows.sums + leaf * Kernel.planes * n, width: n) }
    }
  }

  /// Takes a reach row of the parent board over into a board's own order, as the row of one of its forest's roots.
  func enter(_ board: Int, root: Int, reach: UnsafePointer<Value>) {
    let entry = game.boards[board], hands = entry.hands(1 - player)
    Value.gather(
      Int(hands.count), Int(hands.stride), game.parentHand.base + hands.memberOffset, reach,
      scratch.levels[Int(entry.level)].reach + root * Int(hands.stride))
  }

  /// Adds a root's values on a board to the parent's sums, once for each deal that the board stands for.
  func leave(_ board: Int, root: Int, sums: UnsafeMutablePointer<Double>, width: Int) {
    let entry = game.boards[board], hands = entry.hands(player)
    let count = Int(hands.count), n = Int(hands.stride)
    let values = scratch.levels[Int(entry.level)].values + root * Kernel.planes * n
    for member in 0..<Int(entry.members) {
      let index = game.parentHand.base + hands.memberOffset + member * count
      for plane in 0..<Kernel.planes { Value.scatterAdd(count, index, values + plane * n, sums + plane * width) }
    }
  }
}
