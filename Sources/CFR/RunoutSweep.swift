import CKernels

/// Rows of numbers on a 64-byte boundary, as the kernels read them.
final class RowBuffer {
  let base: UnsafeMutablePointer<Double>
  let count: Int

  /// - Parameter count: numbers, all 0 at first.
  init(count: Int) {
    let block = UnsafeMutableRawPointer.allocate(byteCount: max(64, count * MemoryLayout<Double>.stride), alignment: 64)
    base = block.bindMemory(to: Double.self, capacity: count)
    base.initialize(repeating: 0, count: count)
    self.count = count
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}

/// For many rows of opposing reach on a board at once: what each hand of a player meets, and what it beats less what beats it over all runouts.
struct RunoutSweep {
  let game: VectorGame
  let player: Int
  private let scratch: RowBuffer

  init(_ game: VectorGame, player: Int) {
    self.game = game
    self.player = player
    let width = game.boards.indices.reduce(0) { max($0, Int(max(game.boards[$1].hands0.stride, game.boards[$1].hands1.stride))) }
    scratch = RowBuffer(count: Int(HL_LANES) * 4 * width)
  }

  /// For each row and each own hand of the board: the opposing reach that shares no card with it.
  ///
  /// - Parameter reach: `count` rows in the order of the opponent's hands on the board, padded to their stride with zeros.
  /// - Returns: as many rows in the order of the player's hands, padded to their stride.
  func masses(board: Int, _ reach: RowBuffer, count: Int) -> RowBuffer { sweep(game.boards[board], reach, count: count, compares: false).masses }

  /// For each row and each own hand of the board: the opposing reach that it beats less what beats it, averaged over the runouts.
  func edges(board index: Int, _ reach: RowBuffer, count: Int) -> RowBuffer {
    let board = game.boards[index]
    if Int(board.level) == game.rankedLevel { return sweep(board, reach, count: count, compares: true).edges }
    let own = board.hands(player), theirs = board.hands(1 - player)
    let n = Int(own.stride), width = Int(theirs.stride)
    let sums = RowBuffer(count: count * n)
    if Int(board.level) == game.lastLevel {
      // Where no board is dealt: by the all-in matrix.
      for row in 0..<count {
        Double.matrix(Int(theirs.count), n, game.matrix.base + own.matrixOffset, reach.base + row * width, sums.base + row * n)
      }
      return sums
    }
    for child in board.children {
      let next = game.boards[child], mine = next.hands(player), opposing = next.hands(1 - player)
      let dealt = RowBuffer(count: count * Int(opposing.stride))
      for row in 0..<count {
        Double.gather(
          Int(opposing.count), Int(opposing.stride), game.parentHand.base + opposing.memberOffset, reach.base + row * width,
          dealt.base + row * Int(opposing.stride))
      }
      let below = edges(board: child, dealt, count: count)
      for member in 0..<Int(next.members) {
        let map = game.parentHand.base + mine.memberOffset + member * Int(mine.count)
        for row in 0..<count { Double.scatterAdd(Int(mine.count), map, below.base + row * Int(mine.stride), sums.base + row * n) }
      }
    }
    let probability = game.dealProbability[Int(board.level) + 1]
    for i in 0..<count * n { sums.base[i] *= probability }
    return sums
  }

  private func sweep(_ board: RunoutBoard, _ reach: RowBuffer, count: Int, compares: Bool) -> (masses: RowBuffer, edges: RowBuffer) {
    let own = board.hands(player), theirs = board.hands(1 - player)
    let n = Int(own.stride), width = Int(theirs.stride), lanes = Int(HL_LANES)
    let masses = RowBuffer(count: count * n), edges = RowBuffer(count: compares ? count * n : 0)
    var ranks = hl_ranks(below: game.below.base + own.offset, at_most: game.atMost.base + own.offset)
    for start in stride(from: 0, to: count, by: lanes) {
      let used = min(lanes, count - start)
      let rows = (0..<lanes).map { $0 < used ? UnsafePointer(reach.base + (start + $0) * width) : nil }
      let mass = (0..<lanes).map { $0 < used ? masses.base + (start + $0) * n : nil }
      let edge = (0..<lanes).map { $0 < used && compares ? edges.base + (start + $0) * n : nil }
      withUnsafePointer(to: &ranks) { ranks in
        Double.showdown(
          lanes: used, own: hands(own), stride: n, opponent: hands(theirs), opponentStride: width, same: game.same.base + own.offset,
          ranks: compares ? ranks : nil, reach: rows, mass: mass, edge: edge, tie: nil, scratch: scratch.base)
      }
    }
    return (masses, edges)
  }

  private func hands(_ block: RunoutBoard.Hands) -> hl_hands {
    hl_hands(count: block.count, card0: game.card0.base + block.offset, card1: game.card1.base + block.offset)
  }
}
