extension VectorWorker {
  /// All tables in one order, wherever the arenas lie: for each player the coordinator's, then the tasks'.
  var tableRuns: [UnsafeBufferPointer<Table>] {
    let game = memory.game
    return (0..<2).flatMap { player in
      let root = game.blockSize(player, game.forests[0], game.boards[0])
      let tasks = game.tasks.reduce(0) { $0 + $1.size[player] }
      return [
        UnsafeBufferPointer(start: memory.rootTables(player), count: root),
        UnsafeBufferPointer(start: memory.arena(player, shift: memory.pass.shift[player]), count: tasks),
      ]
    }
  }

  func forEachTable(_ body: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
    for run in tableRuns { try body(UnsafeMutableRawBufferPointer(mutating: UnsafeRawBufferPointer(run))) }
  }

  /// The sums of strategies at a node, of locked hands their mix: a row an action, in the order of the hands of the board.
  ///
  /// - Parameters:
  ///   - node: a decision of the betting tree.
  ///   - boards: the board of each level down to the node's.
  func averageRows(_ node: Int, boards: [Int]) -> [[Double]] {
    let (first, actions, hands) = averageBlock(node, boards: boards)
    var rows = (0..<actions).map { action in (0..<Int(hands.count)).map { Double(first[action * Int(hands.stride) + $0]) } }
    let game = memory.game, forest = game.forests[Int(game.forestOf[node])]
    let entry = game.nodes[Int(forest.firstNode + game.placeOf[node])], level = Int(forest.level)
    guard entry.lock >= 0 else { return rows }
    let lock = game.locked(entry, level: level, board: boards[level])
    for locked in lock.hands {
      for action in 0..<actions { rows[action][Int(locked.hand)] = lock.mixes[Int(locked.mix) + action] }
    }
    return rows
  }

  /// Overwrites the sums of strategies at a node; rows as `averageRows` gives them.
  func setAverageRows(_ node: Int, boards: [Int], _ rows: [[Double]]) {
    let (first, actions, hands) = averageBlock(node, boards: boards)
    for action in 0..<actions {
      for h in 0..<Int(hands.count) { first[action * Int(hands.stride) + h] = Table(rows[action][h]) }
    }
  }

  /// Where a node's sums of strategies lie: the first row, the number of rows, and the hands that they are of.
  private func averageBlock(_ node: Int, boards: [Int]) -> (UnsafeMutablePointer<Table>, actions: Int, RunoutBoard.Hands) {
    let game = memory.game
    let forest = Int(game.forestOf[node])
    let entry = game.nodes[Int(game.forests[forest].firstNode) + Int(game.placeOf[node])]
    let player = Int(entry.player)
    // A player's sums of strategies are written in the opponent's pass, so they lie in the opponent's tables.
    let level = Int(game.forests[forest].level)
    let board = game.boards[boards[level]]
    let block = tables(1 - player, forest: forest, boards: Array(boards[...level]))
    let hands = board.hands(player)
    let first = block + game.regretSize(1 - player, game.forests[forest], board) + Int(entry.row) * Int(hands.stride)
    return (UnsafeMutablePointer(mutating: first), Int(entry.actions), hands)
  }

  /// The tables of a forest on the last of `boards`, and of all below it, as an evaluation of a player reads them.
  func cursor(_ player: Int, forest: Int, boards: [Int]) -> TableCursor<Table> {
    let input = tables(player, forest: forest, boards: boards)
    return TableCursor(input: input, output: UnsafeMutablePointer(mutating: input), other: tables(1 - player, forest: forest, boards: boards))
  }

  /// The block of a player's tables for one forest on the last of `boards`.
  func tables(_ player: Int, forest: Int, boards: [Int]) -> UnsafePointer<Table> {
    let game = memory.game
    guard boards.count > 1 else { return UnsafePointer(memory.rootTables(player)) }
    var above = [forest]
    while game.forests[above[0]].level > 1 { above.insert(above[0] - 1, at: 0) }
    let task = game.tasks.indices.map { game.tasks[$0] }.first {
      Int($0.forest) == above[0] && Int($0.firstBoard) <= boards[1] && boards[1] < Int($0.firstBoard + $0.boardCount)
    }!
    var offset = task.start[player]
    for board in Int(task.firstBoard)..<boards[1] { offset += game.subtreeSize(player, forest: above[0], board: board) }
    for level in 1..<boards.count - 1 {
      let board = game.boards[boards[level]]
      offset += game.blockSize(player, game.forests[above[level - 1]], board)
      for child in Int(board.firstChild)..<boards[level + 1] {
        offset += game.subtreeSize(player, forest: above[level], board: child)
      }
    }
    return UnsafePointer(memory.arena(player, shift: memory.pass.shift[player])) + offset
  }
}
