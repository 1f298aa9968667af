import CKernels

extension Traversal {
  /// The values of every terminal of the forest, from the reach rows that come to it.
  func evaluateTerminals(_ forest: Forest, _ board: RunoutBoard, _ rows: LevelRows<Value>) {
    let count = Int(forest.sweepCount[player]), first = Int(forest.firstSweep[player])
    let isLast = Int(board.level) == game.rankedLevel
    for start in stride(from: 0, to: count, by: Int(HL_LANES)) {
      sweep(first + start, lanes: min(Int(HL_LANES), count - start), compares: isLast, board, rows)
    }
    guard !isLast else { return }
    // Cards are to come: what hands win or lose is in the all-in matrix.
    let own = board.hands(player), opponents = Int(board.hands(1 - player).count)
    let n = Int(own.stride), width = Int(board.hands(1 - player).stride)
    for index in first..<first + Int(forest.showdowns[player]) {
      let sweep = game.sweeps[index], reach = rows.reach + Int(sweep.reach) * width
      let value = rows.values + Int(sweep.showdown) * n * Kernel.planes
      Value.matrix(opponents, n, game.matrix.base + own.matrixOffset, reach, scratch.row)
      Value.addScaled(n, sweep.half, scratch.row, value)
      guard sweep.tie != 0, game.hasTies else { continue }
      Value.matrix(opponents, n, game.matrix.base + own.tieOffset, reach, scratch.row)
      Value.addScaled(n, sweep.tie, scratch.row, value)
    }
  }

  /// Evaluates the terminals of some sweeps together, but for the edges if hands cannot be compared yet.
  private func sweep(_ first: Int, lanes: Int, compares: Bool, _ board: RunoutBoard, _ rows: LevelRows<Value>) {
    let own = board.hands(player), opponent = board.hands(1 - player)
    let n = Int(own.stride), width = Int(opponent.stride)
    func value(_ place: Int32) -> UnsafeMutableRawPointer? { place >= 0 ? UnsafeMutableRawPointer(rows.values + Int(place) * n * Kernel.planes) : nil }
    for lane in 0..<lanes {
      let sweep = game.sweeps[first + lane]
      scratch.lanes[lane] = hl_lane(
        reach: rows.reach + Int(sweep.reach) * width, compared: value(sweep.showdown), weighed: value(sweep.fold), middle: sweep.middle,
        half: sweep.half, tie: sweep.tie, weight: sweep.folded)
    }
    scratch.ranks.pointee = hl_ranks(below: game.below.base + own.offset, at_most: game.atMost.base + own.offset)
    Value.showdown(
      lanes: lanes, own: hands(own), stride: n, opponent: hands(opponent), opponentStride: width, same: game.same.base + own.offset,
      ranks: compares ? UnsafePointer(scratch.ranks) : nil, ties: game.hasTies, rows: scratch.lanes, scratch: scratch.sweep)
  }

  private func hands(_ block: RunoutBoard.Hands) -> hl_hands {
    hl_hands(count: block.count, card0: game.card0.base + block.offset, card1: game.card1.base + block.offset)
  }
}
