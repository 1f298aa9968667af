import CKernels

extension Traversal {
  /// Mass and edge of every reach row that a terminal of the forest needs.
  func evaluateTerminals(_ forest: Forest, _ board: RunoutBoard, _ rows: LevelRows<Value>) {
    let count = Int(forest.sweepCount[player]), edges = Int(forest.edges[player])
    guard count > 0 else { return }
    let own = board.hands(player), opponent = board.hands(1 - player)
    let isLast = Int(board.level) == game.rankedLevel
    let first = Int(forest.firstSweep[player])
    var start = 0
    while start < count {
      // Rows that are only weighed ride along in the lanes that the last showdowns leave.
      let compares = isLast && start < edges
      let lanes = min(Int(HL_LANES), count - start)
      sweep(first + start, place: start, lanes: lanes, compares: compares, own, opponent, rows)
      start += lanes
    }
    guard !isLast else { return }
    let n = Int(own.stride), opponentWidth = Int(opponent.stride)
    for edge in 0..<edges {
      let reach = rows.reach + Int(game.sweeps[first + edge]) * opponentWidth
      Value.matrix(Int(opponent.count), n, game.matrix.base + own.matrixOffset, reach, rows.edge + edge * n)
      if game.hasTies { Value.matrix(Int(opponent.count), n, game.matrix.base + own.tieOffset, reach, rows.tie + edge * n) }
    }
  }

  private func sweep(
    _ first: Int, place: Int, lanes: Int, compares: Bool, _ own: RunoutBoard.Hands, _ opponent: RunoutBoard.Hands, _ rows: LevelRows<Value>
  ) {
    let n = Int(own.stride), opponentWidth = Int(opponent.stride)
    let lane = scratch.lanes
    for i in 0..<Int(HL_LANES) {
      let used = i < lanes
      lane.reach[i] = used ? UnsafePointer(rows.reach + Int(game.sweeps[first + i]) * opponentWidth) : nil
      lane.mass[i] = used ? rows.mass + (place + i) * n : nil
      lane.edge[i] = used ? rows.edge + (place + i) * n : nil
      lane.tie[i] = used && game.hasTies ? rows.tie + (place + i) * n : nil
    }
    lane.ranks.pointee = hl_ranks(below: game.below.base + own.offset, at_most: game.atMost.base + own.offset)
    Value.showdown(
      lanes: lanes, own: hands(own), stride: n, opponent: hands(opponent), opponentStride: opponentWidth, same: game.same.base + own.offset,
      ranks: compares ? UnsafePointer(lane.ranks) : nil, reach: UnsafePointer(lane.reach), mass: UnsafePointer(lane.mass),
      edge: UnsafePointer(lane.edge), tie: game.hasTies ? UnsafePointer(lane.tie) : nil, scratch: scratch.sweep)
  }

  private func hands(_ block: RunoutBoard.Hands) -> hl_hands {
    hl_hands(count: block.count, card0: game.card0.base + block.offset, card1: game.card1.base + block.offset)
  }
}
