/// Numbers boards with one or two hole cards up to a renaming of suits, without gaps, board by board.
///
/// - Suits are put in order: the most board cards first, then the higher set of ranks. What the board holds of each is then numbered as by
///   `HandIndexer` (Waugh 2013): that is the board's number among those that differ in more than suits.
/// - The hands of a board are numbered one after the other. Its cards are laid out suit by suit, in the order above, without those on the board; two hole
///   cards are a pair of places. Suits of which the board holds the same ranks can be swapped: pairs that this maps onto each other have one number.
///   Which ones these are depends only on how many cards of each suit the board holds and on which suits are alike: a table for each such *shape*.
///
/// So a number is the first number of the board, plus an entry of the shape's table: all hands of a board lie within 1,326 numbers, and a table by number
/// is read in one place for all of them. Nothing is allocated; the tables live as long as the indexer.
///
/// A value of two words: a larger one is copied whenever a method of it is called where it is stored in another value, which costs more than the number.
public struct HoleCardIndexer: Sendable {
  /// How many numbers there are.
  public let count: Int
  let tables: HoleCardTables

  /// - Parameters:
  ///   - boardCards: 0 to 5.
  ///   - holeCards: 1 or 2.
  ///   - ranks: the ranks of a suit, 1 to 13, from the deuce on; cards of others must not be dealt.
  ///   - suits: the suits, 1 to 4, from clubs on.
  public init(boardCards: Int, holeCards: Int, ranks: Int = 13, suits: Int = 4) {
    precondition(1...13 ~= ranks && 1...4 ~= suits, "a deck has 1 to 13 ranks in 1 to 4 suits")
    precondition(0...5 ~= boardCards && 1...2 ~= holeCards, "a board of up to five cards, one or two hole cards")
    precondition(boardCards + holeCards <= ranks * suits, "the deck has cards for board and hand")
    tables = HoleCardTables(boardCards: boardCards, holeCards: holeCards, ranks: ranks, suits: suits)
    count = tables.count
  }

  /// What a board contributes to the numbers of its hands. Plain data.
  @frozen
  public struct Board: BitwiseCopyable, Sendable {
    /// The board itself.
    public let cards: CardSet
    /// The ranks that the board holds of each suit, 16 bits a suit.
    @usableFromInline let ranks: UInt64
    /// By suit, 8 bits each: the place of its lowest card among those that the board leaves.
    @usableFromInline let places: UInt32
    /// The number of the board's first hand.
    @usableFromInline let firstHand: UInt32
    /// Where its shape's table begins.
    @usableFromInline let pairs: Int
  }

  /// - Parameter cards: as many as the indexer's boards have.
  public func board(_ cards: CardSet) -> Board {
    let ranks = Self.ranksBySuit(cards)
    // A suit's key: how many cards, which ones, the suit. Sorted by a network, the greatest first.
    let (sets, suitKeys) = (tables.sets, tables.suitKeys)
    func key(_ suit: Int) -> UInt32 { UInt32(sets[Int(truncatingIfNeeded: ranks &>> UInt64(16 &* suit) & 0x1FFF)]) &+ suitKeys[suit] }
    var (a, b, c, d) = (key(0), key(1), key(2), key(3))
    (a, b) = (max(a, b), min(a, b))
    (c, d) = (max(c, d), min(c, d))
    (a, c) = (max(a, c), min(a, c))
    (b, d) = (max(b, d), min(b, d))
    (b, c) = (max(b, c), min(b, c))
    let kind = Int(tables.patternOf[Int((a &>> 13) &<< 6 | (b &>> 13) &<< 3 | c &>> 13)])
    let pattern = tables.patterns + kind
    let (ofA, ofB, ofC, ofD) = pattern.pointee.parts, parts = tables.parts
    func part(_ start: Int, _ key: UInt32) -> UInt32 { parts[start &+ Int(key &>> 2 & 0x7FF)] }
    let number = part(ofA, a) &+ part(ofB, b) &+ part(ofC, c) &+ part(ofD, d)
    let alike = (a ^ b < 4 ? 1 : 0) | (b ^ c < 4 ? 2 : 0) | (c ^ d < 4 ? 4 : 0)
    // The order of three suits tells that of the fourth.
    let order = Int(a & 3 | (b & 3) &<< 2 | (c & 3) &<< 4)
    return Board(
      cards: cards, ranks: ranks, places: tables.places[kind &<< 6 | order], firstHand: tables.firstHand[Int(number)], pairs: Int(pattern.pointee.tables[alike]))
  }

  /// The ranks of each suit, 16 bits a suit, of cards that lie rank by rank: their numbers, six bits of rank and suit, are turned by two bits. Each step
  /// swaps two of the six.
  @inline(__always)
  private static func ranksBySuit(_ cards: CardSet) -> UInt64 {
    func swap(_ x: UInt64, _ shift: UInt64, _ mask: UInt64) -> UInt64 {
      let moved = (x ^ x &>> shift) & mask
      return x ^ moved ^ moved &<< shift
    }
    var x = swap(cards.rawValue, 30, 0xCCCC_CCCC)
    x = swap(x, 6, 0x00CC_00CC_00CC_00CC)
    x = swap(x, 15, 0x0000_AAAA_0000_AAAA)
    return swap(x, 3, 0x0A0A_0A0A_0A0A_0A0A)
  }

  /// The number of hole cards on a board. They must be as many as the indexer's hands have, and not on the board.
  @inline(__always)
  public func index(hole: CardSet, on board: Board) -> Int {
    let bits = hole.rawValue
    precondition(bits & board.cards.rawValue == 0 && bits != 0, "hole cards are not on the board")
    let one = place(bits.trailingZeroBitCount, board), other = place(63 &- bits.leadingZeroBitCount, board)
    let (low, high) = (min(one, other), max(one, other))
    let pair = tables.isSingle ? one : (high &* (high &- 1)) &>> 1 &+ low
    return Int(board.firstHand) &+ Int(tables.pairs[board.pairs &+ pair])
  }

  /// The place of a card among those that the board leaves.
  @inline(__always)
  private func place(_ card: Int, _ board: Board) -> Int {
    let suit = UInt64(truncatingIfNeeded: card & 3), rank = UInt64(truncatingIfNeeded: card &>> 2)
    let lower = tables.below[Int(truncatingIfNeeded: board.ranks &>> (16 &* suit) & ((1 &<< rank) &- 1))]
    return Int(board.places &>> UInt32(truncatingIfNeeded: 8 &* suit) & 0xFF) &+ Int(rank) &- Int(lower)
  }

  /// The number of a hand.
  public func index(hole: CardSet, board: CardSet) -> Int { index(hole: hole, on: self.board(board)) }

  /// A hand with a number.
  public func hand(_ index: Int) -> (hole: CardSet, board: CardSet) { tables.hand(index) }

  /// How many boards differ in more than suits.
  public var boardCount: Int { tables.boardCount }

  /// A board with a number, and the numbers of its hands.
  public func hands(ofBoard number: Int) -> (board: CardSet, numbers: Range<Int>) { tables.hands(ofBoard: number) }
}
