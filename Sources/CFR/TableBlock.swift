/// The tables of one forest on one board, as one player's pass sees them. Rows are one action of one node.
struct TableBlock<Table: KernelScalar> {
  /// The traverser's regrets, read and written; the two differ where a pass writes beside what it reads.
  var regret: UnsafePointer<Table>
  var regretOut: UnsafeMutablePointer<Table>
  /// The traverser's last instantaneous regrets, or nil.
  var instant: UnsafePointer<Table>?
  var instantOut: UnsafeMutablePointer<Table>?
  /// The opponent's sums of strategies, read and written.
  var average: UnsafePointer<Table>
  var averageOut: UnsafeMutablePointer<Table>
  /// The opponent's regrets and last instantaneous regrets.
  var opponentRegret: UnsafePointer<Table>
  var opponentInstant: UnsafePointer<Table>?
  /// The traverser's own sums of strategies.
  var ownAverage: UnsafePointer<Table>
}

/// Where a traversal finds the tables of a forest on a board. It asks in the order in which a pass reaches them; a block holds until the pass has come
/// back up through it.
protocol BlockSource<Table> {
  associatedtype Table: KernelScalar
  mutating func take(_ game: VectorGame, player: Int, forest: Forest, board: Int) -> TableBlock<Table>
}

/// A player's tables as a pass reads them (`input`) and writes them (`output`), and the other player's, which are only read.
/// Blocks are taken in the order in which a pass reaches them, which is the order in which they lie.
struct TableCursor<Table: KernelScalar>: BlockSource {
  var input: UnsafePointer<Table>
  var output: UnsafeMutablePointer<Table>
  var other: UnsafePointer<Table>

  mutating func take(_ game: VectorGame, player: Int, forest: Forest, board index: Int) -> TableBlock<Table> {
    let opponent = 1 - player, board = game.boards[index]
    let regrets = game.regretSize(player, forest, board), theirs = game.regretSize(opponent, forest, board)
    let half = regrets / 2, theirHalf = theirs / 2
    let block = TableBlock(
      regret: input, regretOut: output, instant: game.predicts ? input + half : nil, instantOut: game.predicts ? output + half : nil,
      average: input + regrets, averageOut: output + regrets, opponentRegret: other, opponentInstant: game.predicts ? other + theirHalf : nil,
      ownAverage: other + theirs)
    let size = game.blockSize(player, forest, board)
    input += size
    output += size
    other += game.blockSize(opponent, forest, board)
    return block
  }
}
