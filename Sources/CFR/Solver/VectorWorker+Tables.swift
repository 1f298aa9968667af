extension VectorWorker {
  /// All tables in one order, wherever the arenas lie: for each player the coordinator's, then the tasks'.
  var tableRuns: [UnsafeBufferPointer<Table>] {
    let game = memory.game
    return (0..<2).flatMap { player in
      let tasks = game.tasks.reduce(0) { $0 + $1.size[player] }
      return [
        UnsafeBufferPointer(start: memory.rootTables(player), count: memory.rootSize(player)),
        UnsafeBufferPointer(start: memory.arena(player, shift: memory.pass.shift[player]), count: tasks),
      ]
    }
  }

  func forEachTable(_ body: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
    for run in tableRuns { try body(UnsafeMutableRawBufferPointer(mutating: UnsafeRawBufferPointer(run))) }
  }

  /// The sums of strategies at a node in some unit, of locked hands their mix: a row an action, in the order of the hands of the board.
  ///
  /// - Parameters:
  ///   - node: a decision of the betting tree.
  ///   - boards: the board of each level down to the node's.
  func averageRows(_ node: Int, boards: [Int]) -> [[Double]] {
    let (found, actions, hands) = averageBlock(node, boards: boards)
    var rows = (0..<actions).map { action in (0..<Int(hands.count)).map { found.cells[action * Int(hands.stride) + $0].weight } }
    let game = memory.game, forest = game.forests[Int(game.forestOf[node])]
    let entry = game.nodes[Int(forest.firstNode + game.placeOf[node])], level = Int(forest.level)
    guard entry.lock >= 0 else { return rows }
    let lock = game.locked(entry, level: level, board: boards[level])
    for locked in lock.hands {
      for action in 0..<actions { rows[action][Int(locked.hand)] = lock.mixes[Int(locked.mix) + action] }
    }
    return rows
  }

  /// Puts strategies in place of the sums of strategies at a node; rows as `averageRows` gives them, from 0 to 1.
  func setAverageRows(_ node: Int, boards: [Int], _ rows: [[Double]]) {
    let (found, actions, hands) = averageBlock(node, boards: boards)
    for action in 0..<actions {
      for h in 0..<Int(hands.count) { found.cells[action * Int(hands.stride) + h] = Table(share: rows[action][h]) }
    }
    if Table.storage == .bits16 { found.scale.pointee = Table.shareScale }
  }

  /// A node's sums of strategies: where they lie, the number of rows, and the hands that they are of.
  private func averageBlock(_ node: Int, boards: [Int]) -> (TableRows<Table>, actions: Int, RunoutBoard.Hands) {
    let game = memory.game
    let index = Int(game.forestOf[node]), forest = game.forests[index]
    let entry = game.nodes[Int(forest.firstNode) + Int(game.placeOf[node])]
    let player = Int(entry.player)
    // A player's sums of strategies are written in the opponent's pass, so they lie in the opponent's tables.
    let level = Int(forest.level)
    let board = game.boards[boards[level]]
    let block = tables(1 - player, forest: index, boards: Array(boards[...level]))
    let hands = board.hands(player)
    let section = TableSection(block + game.regretSize(1 - player, forest, board), decisions: Int(forest.decisions[player]))
    return (section.rows(entry, Int(hands.stride)), Int(entry.actions), hands)
  }

  /// The tables of a forest on the last of `boards`, and of all below it, as an evaluation of a player reads them.
  func cursor(_ player: Int, forest: Int, boards: [Int]) -> TableCursor<Table> {
    let input = tables(player, forest: forest, boards: boards)
    return TableCursor(input: input, output: input, other: tables(1 - player, forest: forest, boards: boards))
  }

  /// The block of a player's tables for one forest on the last of `boards`.
  private func tables(_ player: Int, forest: Int, boards: [Int]) -> UnsafeMutablePointer<Table> {
    let game = memory.game
    guard boards.count > 1 else { return memory.rootTables(player) }
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
    return memory.arena(player, shift: memory.pass.shift[player]) + offset
  }
}
