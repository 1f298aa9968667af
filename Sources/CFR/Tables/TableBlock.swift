import CKernels

/// Numbers of one kind (regrets, sums of strategies) for all decisions of a player in one forest on one board: scales, then rows.
struct TableSection<Number: TableNumber> {
  private let scales: UnsafeMutablePointer<hl_scale>
  private let cells: UnsafeMutablePointer<Number>

  init(_ start: UnsafeMutablePointer<Number>, decisions: Int) {
    scales = UnsafeMutableRawPointer(start).assumingMemoryBound(to: hl_scale.self)
    cells = start + Number.storage.scaleNumbers(decisions)
  }

  /// The rows of a decision, each of `n` numbers.
  @inline(__always)
  func rows(_ node: ForestNode, _ n: Int) -> TableRows<Number> {
    TableRows(cells: cells + Int(node.row) * n, scale: scales + Int(node.ordinal))
  }

  /// Clears what no scale fills, so that equal solves have equal bytes.
  func clearPadding(decisions: Int) {
    let end = UnsafeMutableRawPointer(scales + decisions)
    end.initializeMemory(as: UInt8.self, repeating: 0, count: UnsafeMutableRawPointer(cells) - end)
  }
}

/// The tables of one forest on one board, as one player's pass sees them.
struct TableBlock<Number: TableNumber> {
  /// The traverser's regrets, read and written; the two differ where a pass writes beside what it reads.
  var regret: TableSection<Number>
  var regretOut: TableSection<Number>
  /// The traverser's last instantaneous regrets, or nil.
  var instant: TableSection<Number>?
  var instantOut: TableSection<Number>?
  /// The opponent's sums of strategies, read and written.
  var average: TableSection<Number>
  var averageOut: TableSection<Number>
  /// The opponent's regrets and last instantaneous regrets.
  var opponentRegret: TableSection<Number>
  var opponentInstant: TableSection<Number>?
  /// The traverser's own sums of strategies.
  var ownAverage: TableSection<Number>
}

/// Where a traversal finds the tables of a forest on a board. It asks in the order in which a pass reaches them; a block holds until the pass has come
/// back up through it.
protocol BlockSource<Number> {
  associatedtype Number: TableNumber
  mutating func take(_ game: VectorGame, player: Int, forest: Forest, board: Int) -> TableBlock<Number>
}

/// A player's tables as a pass reads them (`input`) and writes them (`output`), and the other player's, which are only read.
/// Blocks are taken in the order in which a pass reaches them, which is the order in which they lie.
struct TableCursor<Number: TableNumber>: BlockSource {
  var input: UnsafeMutablePointer<Number>
  var output: UnsafeMutablePointer<Number>
  var other: UnsafeMutablePointer<Number>

  mutating func take(_ game: VectorGame, player: Int, forest: Forest, board index: Int) -> TableBlock<Number> {
    let opponent = 1 - player, board = game.boards[index]
    let mine = Int(forest.decisions[player]), theirs = Int(forest.decisions[opponent])
    let ownSection = game.sectionSize(player, forest, board), theirSection = game.sectionSize(opponent, forest, board)
    let ownRegrets = game.regretSize(player, forest, board), theirRegrets = game.regretSize(opponent, forest, board)
    let block = TableBlock(
      regret: TableSection(input, decisions: mine), regretOut: TableSection(output, decisions: mine),
      instant: game.predicts ? TableSection(input + ownSection, decisions: mine) : nil,
      instantOut: game.predicts ? TableSection(output + ownSection, decisions: mine) : nil,
      average: TableSection(input + ownRegrets, decisions: theirs), averageOut: TableSection(output + ownRegrets, decisions: theirs),
      opponentRegret: TableSection(other, decisions: theirs),
      opponentInstant: game.predicts ? TableSection(other + theirSection, decisions: theirs) : nil,
      ownAverage: TableSection(other + theirRegrets, decisions: mine))
    if Number.storage == .bits16, input != output {
      block.regretOut.clearPadding(decisions: mine)
      block.averageOut.clearPadding(decisions: theirs)
    }
    let size = game.blockSize(player, forest, board)
    input += size
    output += size
    other += game.blockSize(opponent, forest, board)
    return block
  }
}
