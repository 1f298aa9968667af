import CKernels

/// What the hands of one player meet on a board, given rows of opposing reach: how much of the reach shares no card with them (mass), and what they
/// beat of it less what beats them (edge), over all cards to come.
///
/// Rows are in the order of the board's hands, padded to their stride; reach has one row for each row that comes out.
struct RangeRows {
  let game: VectorGame
  /// Whose hands.
  let player: Int
  /// The mass and the edge of each row of reach.
  let mass: RowBlock
  let edge: RowBlock

  init(_ game: VectorGame, player: Int, board index: Int, reach: RowBlock) {
    self.game = game
    self.player = player
    let board = game.boards[index]
    let n = Int(board.hands(player).stride)
    mass = RowBlock(reach.count, width: n)
    edge = RowBlock(reach.count, width: n)
    sweep(board, reach)
    if Int(board.level) != game.rankedLevel { fillEdges(board, reach) }
  }

  /// Mass of all rows; on complete boards their edge, too.
  private func sweep(_ board: RunoutBoard, _ reach: RowBlock) {
    let own = board.hands(player), opponent = board.hands(1 - player)
    let lanes = Int(HL_LANES), isRanked = Int(board.level) == game.rankedLevel
    let scratch = RowBlock(lanes, width: reach.width + 3 * mass.width)
    var ranks = hl_ranks(below: game.below.base + own.offset, at_most: game.atMost.base + own.offset)
    withUnsafePointer(to: &ranks) { ranks in
      for start in stride(from: 0, to: reach.count, by: lanes) {
        let used = min(lanes, reach.count - start)
        let rows = (start..<start + used).map {
          hl_lane(reach: reach[$0], compared: isRanked ? edge[$0] : nil, weighed: mass[$0], middle: 0, half: 1, tie: 0, weight: 1)
        }
        Double.showdown(
          lanes: used, own: hands(own), stride: mass.width, opponent: hands(opponent), opponentStride: reach.width,
          same: game.same.base + own.offset, ranks: isRanked ? ranks : nil, ties: false, rows: rows, scratch: scratch[0])
      }
    }
  }

  /// Edges where cards are to come: from the all-in matrix if the game has one, else from the boards below.
  private func fillEdges(_ board: RunoutBoard, _ reach: RowBlock) {
    let own = board.hands(player), opponent = board.hands(1 - player)
    if own.matrixOffset >= 0 {
      for row in 0..<reach.count {
        Double.matrix(Int(opponent.count), edge.width, game.matrix.base + own.matrixOffset, reach[row], edge[row])
      }
      return
    }
    for child in board.children { add(child, reach) }
    let probability = board.childCount > 0 ? game.dealProbability[Int(board.level) + 1] : 0
    for row in 0..<reach.count { for i in 0..<edge.width { edge[row][i] *= probability } }
  }

  /// Adds a board's edges to its parent's, once for each deal that it stands for.
  private func add(_ index: Int, _ reach: RowBlock) {
    let board = game.boards[index]
    let own = board.hands(player), opponent = board.hands(1 - player)
    let dealt = RowBlock(reach.count, width: Int(opponent.stride))
    for row in 0..<reach.count {
      Double.gather(Int(opponent.count), dealt.width, game.parentHand.base + opponent.memberOffset, reach[row], dealt[row])
    }
    let below = RangeRows(game, player: player, board: index, reach: dealt).edge
    for member in 0..<Int(board.members) {
      let map = game.parentHand.base + own.memberOffset + member * Int(own.count)
      for row in 0..<reach.count { Double.scatterAdd(Int(own.count), map, below[row], edge[row]) }
    }
  }

  private func hands(_ block: RunoutBoard.Hands) -> hl_hands {
    hl_hands(count: block.count, card0: game.card0.base + block.offset, card1: game.card1.base + block.offset)
  }
}

/// Rows of numbers, zero at first.
final class RowBlock {
  let count: Int
  let width: Int
  private let base: UnsafeMutablePointer<Double>

  init(_ count: Int, width: Int) {
    self.count = count
    self.width = width
    base = .allocate(capacity: max(1, count * width))
    base.initialize(repeating: 0, count: max(1, count * width))
  }

  deinit { base.deallocate() }

  subscript(row: Int) -> UnsafeMutablePointer<Double> { base + row * width }
}
