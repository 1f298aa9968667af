import Cards

/// Which buckets of the next street a hand may fall into: one for each card to come.
public struct NextBuckets {
  private let table: BucketTable
  private let numbering: HandNumbering
  private var runs: [(card: Card, board: HandNumbering.Board)] = []

  /// - Parameter table: of the next street, the turn or the river.
  public init(_ table: BucketTable) {
    self.table = table
    numbering = HandNumbering(holdemBoardCards: table.head.recipe.boardCards)
  }

  /// Turns to a board.
  public mutating func turn(to board: CardSet) {
    runs = CardSet.fullDeck.subtracting(board).map { ($0, numbering.board(board.inserting($0))) }
  }

  /// The buckets of a hand on the board.
  public func histogram(_ hole: CardSet) -> SparseHistogram {
    var samples: [UInt16] = []
    samples.reserveCapacity(runs.count)
    for run in runs where !hole.contains(run.card) { samples.append(UInt16(table[numbering.number(hole: hole, on: run.board)])) }
    return SparseHistogram(samples)
  }
}
