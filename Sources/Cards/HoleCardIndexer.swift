/// The indices of a `HandIndexer` whose rounds are a board and one or two hole cards, by tables: for hot code that asks for many hands on a board.
///
/// What the board contributes is worked out once. The hole cards then add to the indices of one or two suits; the distribution of cards over suits
/// names an entry that says with which factors the suits are joined. Pairs of interchangeable suits are joined without a branch. Nothing is allocated
/// or counted; the tables live as long as the indexer.
public struct HoleCardIndexer: @unchecked Sendable {
    private let tables: HoleCardTables
    private let entries: UnsafePointer<SuitJoin>
    private let base: UnsafePointer<SIMD64<UInt8>>
    private let colex: UnsafePointer<UInt16>
    private let ways: UnsafePointer<UInt32>
    private let hasBoard: Bool

    /// - Parameter indexer: rounds `[board, hole cards]`, or `[hole cards]` before there is a board; one or two hole cards.
    public init(_ indexer: HandIndexer) {
        precondition(indexer.cardsPerRound.count <= 2 && 1...2 ~= indexer.cardsPerRound[indexer.cardsPerRound.count - 1], "a board and hole cards")
        hasBoard = indexer.cardsPerRound.count == 2
        tables = HoleCardTables(indexer)
        entries = UnsafePointer(tables.entries)
        base = UnsafePointer(tables.base)
        colex = UnsafePointer(tables.colex)
        ways = UnsafePointer(tables.ways)
    }

    /// What a board contributes. Plain data.
    @frozen
    public struct Board: BitwiseCopyable, Sendable {
        /// The board itself.
        public let cards: CardSet
        /// By card: how many lower cards of its suit the board leaves.
        @usableFromInline let free: SIMD64<UInt8>
        /// By suit: the index of the board's ranks, and how many such indices there are.
        @usableFromInline let index: SIMD4<UInt32>
        @usableFromInline let radix: SIMD4<UInt32>
        /// Where the entries of the board's distribution over suits begin.
        @usableFromInline let firstEntry: Int
    }

    /// - Parameter cards: as many as the first round has.
    public func board(_ cards: CardSet) -> Board {
        var masks: UInt64 = 0
        var counts: UInt64 = 0
        var free = base[52]
        var rest = cards.rawValue
        while rest != 0 {
            let card = rest.trailingZeroBitCount
            let lane = UInt64(card & 3) &* 16
            masks |= 1 &<< (lane &+ UInt64(card >> 2))
            counts &+= 1 &<< lane
            free &-= base[card]
            rest &= rest &- 1
        }
        let index = SIMD4(
            UInt32(colex[Int(masks & 0x1FFF)]), UInt32(colex[Int(masks &>> 16 & 0x1FFF)]), UInt32(colex[Int(masks &>> 32 & 0x1FFF)]),
            UInt32(colex[Int(masks &>> 48 & 0x1FFF)]))
        let (c, d, h, s) = (Int(counts & 15), Int(counts &>> 16 & 15), Int(counts &>> 32 & 15), Int(counts &>> 48 & 15))
        let (b, e) = (c &+ d &+ 1, c &+ d &+ h &+ 2)
        let way = c &+ b &* (b &- 1) / 2 &+ e &* (e &- 1) &* (e &- 2) / 6
        return Board(
            cards: cards, free: free, index: index, radix: SIMD4(ways[c], ways[d], ways[h], ways[s]), firstEntry: hasBoard ? way &* 16 : 0)
    }

    /// The index of hole cards on a board. They must be as many as the last round has, and not on the board.
    public func index(hole: CardSet, on board: Board) -> Int {
        let bits = hole.rawValue
        precondition(bits & board.cards.rawValue == 0 && bits != 0, "hole cards are not on the board")
        let low = bits.trailingZeroBitCount
        let high = 63 &- bits.leadingZeroBitCount
        let lowSuit = low & 3, highSuit = high & 3
        let free = board.free
        var suits = board.index
        suits[lowSuit] &+= board.radix[lowSuit] &* UInt32(free[low])
        if low != high {
            let above = UInt32(free[high])
            // The second card of a suit counts pairs of ranks.
            suits[highSuit] &+= board.radix[highSuit] &* (lowSuit == highSuit ? above &* (above &- 1) / 2 : above)
        }
        return entries[board.firstEntry &+ lowSuit &* 4 &+ highSuit].index(suits)
    }
}
