import Cards

/// What a player would say of a hand on a board: what it has made, and what it may still become.
public struct HandTraits {
  /// How a pair is made, for a hand whose class is a pair that the board does not hold alone.
  public enum Pair: String, Sendable {
    case overpair, underpair
    /// Both in the hand, between two ranks of the board.
    case pocket = "pocket pair"
    /// One card of the hand with the board's highest, lowest or another rank.
    case top = "top pair", middle = "middle pair", bottom = "bottom pair"
  }

  public let hole: CardSet
  public let board: CardSet
  /// One bit a rank, from the deuce.
  private let holeRanks: UInt32
  private let boardRanks: UInt32

  public init(hole: CardSet, board: CardSet) {
    self.hole = hole
    self.board = board
    holeRanks = Self.ranks(hole)
    boardRanks = Self.ranks(board)
  }

  private static func ranks(_ cards: CardSet) -> UInt32 { cards.reduce(0) { $0 | 1 << UInt32($1.rank.rawValue) } }

  /// The category of hand and board together.
  public var category: HandStrength.Category { HandEvaluator.shared.strength(of: hole.union(board)).category }

  /// The category of the board alone; nil before the flop.
  public var boardCategory: HandStrength.Category? { board.isEmpty ? nil : HandEvaluator.shared.strength(of: board).category }

  /// Nil for another class, and where the board alone is the pair.
  public var pair: Pair? {
    guard category == .pair, !board.isEmpty else { return nil }
    let top = 31 - boardRanks.leadingZeroBitCount, bottom = boardRanks.trailingZeroBitCount
    if holeRanks.nonzeroBitCount == 1 {
      let rank = holeRanks.trailingZeroBitCount
      return rank > top ? .overpair : rank < bottom ? .underpair : .pocket
    }
    let shared = holeRanks & boardRanks
    guard shared != 0 else { return nil }
    let rank = shared.trailingZeroBitCount
    return rank == top ? .top : rank == bottom ? .bottom : .middle
  }

  /// Cards of the hand above all of the board.
  public var overcards: Int { board.isEmpty ? 0 : hole.count { $0.rank.rawValue > UInt8(31 - boardRanks.leadingZeroBitCount) } }

  /// The most cards of one suit on the board.
  public var boardSuits: Int { (0..<4).map { Self.count(board, suit: $0) }.max() ?? 0 }

  /// Whether one card of a suit, with at least one of the hand, would make a flush. False with a flush, and on the river.
  public var hasFlushDraw: Bool { 3...4 ~= board.count && hasSuited(4) }

  /// Whether two cards to come would: on the flop alone.
  public var hasBackdoorFlushDraw: Bool { board.count == 3 && hasSuited(3) }

  private func hasSuited(_ number: Int) -> Bool {
    (0..<4).contains { Self.count(hole, suit: $0) > 0 && Self.count(hole.union(board), suit: $0) == number }
  }

  private static func count(_ cards: CardSet, suit: Int) -> Int { (cards.rawValue & 0x1_1111_1111_1111 << UInt64(suit)).nonzeroBitCount }

  /// Cards left that would make a straight which the board does not hold without the hand; 0 with a straight or better, and on the river.
  public var straightOuts: Int {
    guard 3...4 ~= board.count, category < .straight else { return 0 }
    let all = holeRanks | boardRanks, seen = hole.union(board)
    var outs = 0
    for rank in 0..<UInt32(13) where Self.bestStraight(all | 1 << rank) > Self.bestStraight(boardRanks | 1 << rank) {
      outs += 4 - (seen.rawValue >> UInt64(4 * rank) & 15).nonzeroBitCount
    }
    return outs
  }

  /// Five ranks that follow each other, the ace below the deuce too: the higher the straight the higher the number, 0 where there is none.
  private static func bestStraight(_ ranks: UInt32) -> UInt32 {
    let ladder = ranks << 1 | ranks >> 12 & 1, runs = ladder & ladder >> 1 & ladder >> 2 & ladder >> 3 & ladder >> 4
    return runs == 0 ? 0 : UInt32(32 - runs.leadingZeroBitCount)
  }
}
