import Cards

/// Works out the features of a street's hands, board by board. A task is a range of canonical boards; it sets the features of exactly the hands
/// that belong to them.
///
/// River hands come from a sweep of the board, turn hands from sweeps of the 48 boards that follow (`HandSums`). Hands before that are means over
/// the hands of the next street that they may become, all of which are known by then.
public struct FeaturePass: ~Copyable {
  let parts: FeatureParts
  let boards: HandIndexer?
  let numbering: HandNumbering
  let nextNumbering: HandNumbering?
  private let sums: HandSums

  /// The largest number of a 16-bit share.
  public static let one = 65535

  /// - Parameter boardCards: of the street: 0, 3, 4 or 5.
  public init(boardCards: Int, parts: FeatureParts) {
    self.parts = parts
    boards = boardCards > 0 ? HandIndexer(cardsPerRound: [boardCards]) : nil
    numbering = HandNumbering(holdemBoardCards: boardCards)
    nextNumbering = boardCards < 4 ? HandNumbering(holdemBoardCards: boardCards == 0 ? 3 : boardCards + 1) : nil
    sums = HandSums(parts)
  }

  /// Hands of the street, and of the next one where it is needed.
  public var handCount: Int { numbering.count }
  public var nextHandCount: Int { nextNumbering?.count ?? 0 }

  /// Canonical boards of a street with so many board cards.
  public static func boardCount(_ boardCards: Int) -> Int {
    boardCards == 0 ? 1 : HandIndexer(cardsPerRound: [boardCards]).size(round: 0)
  }

  /// The parts that the next street's features need for those of this one: none at the turn, whose hands come from sweeps.
  public static func nextParts(_ parts: FeatureParts) -> FeatureParts {
    parts.row == .nextHistogram ? FeatureParts(squares: parts.squares) : parts
  }

  /// The hands of a canonical board.
  public func hands(ofBoard index: Int) -> BoardHands {
    boards.map { BoardHands(index, boards: $0, numbering: numbering) } ?? BoardHands(board: CardSet(), numbering: numbering)
  }

  /// - Parameters:
  ///   - range: canonical boards.
  ///   - features: of the street, of which those of the boards' hands are set.
  ///   - next: of the next street; nil for the turn and the river.
  public mutating func run(_ range: Range<Int>, into features: HandFeatures, next: HandFeatures?) {
    for index in range {
      let hands = hands(ofBoard: index)
      for hand in hands.hands { features.deals[hand.number] = UInt8(hand.deals) }
      if let next {
        early(hands, features, next)
      } else {
        sums.clear()
        let runs = hands.board.count == 5 ? [hands.board] : CardSet.fullDeck.subtracting(hands.board).map { hands.board.inserting($0) }
        for board in runs { sums.add(board) }
        for hand in hands.hands { sums.store(hand, into: features, boards: hands.board.count == 5 ? 1 : 46) }
      }
    }
  }

  private func early(_ hands: BoardHands, _ features: HandFeatures, _ next: HandFeatures) {
    guard let nextNumbering else { preconditionFailure("only hands before the turn are means over the next street's") }
    let left = CardSet.fullDeck.subtracting(hands.board)
    let runs = left.subsets(of: hands.board.isEmpty ? 3 : 1).map { (cards: $0, board: nextNumbering.board($0.union(hands.board))) }
    var row = [Int](repeating: 0, count: parts.dims)
    for hand in hands.hands {
      let hole = Combo(index: hand.combo).cards
      var equity = 0, squares = 0, count = 0
      for place in row.indices { row[place] = 0 }
      for run in runs where run.cards.isDisjoint(with: hole) {
        let child = nextNumbering.number(hole: hole, on: run.board)
        equity += Int(next.equity[child])
        if parts.squares { squares += Int(next.squares[child]) }
        if parts.row == .nextHistogram {
          row[Int(next.equity[child]) * FeatureParts.bins / (Self.one + 1)] += 255
        } else {
          for place in row.indices { row[place] += Int(next.rows[child * parts.dims + place]) }
        }
        count += 1
      }
      features.equity[hand.number] = Self.share(equity, of: Self.one * count)
      if parts.squares { features.squares[hand.number] = Self.share(squares, of: Self.one * count) }
      var below = 0
      for place in row.indices {
        below = parts.row == .nextHistogram ? below + row[place] : row[place]
        features.rows[hand.number * parts.dims + place] = UInt8((2 * below + count) / (2 * count))
      }
    }
  }

  /// A share of 16 bits, rounded.
  static func share(_ part: Int, of whole: Int) -> UInt16 { UInt16((2 * part * one + whole) / (2 * whole)) }
}
