/// What the evaluator needs to know of one to seven cards, such that sets of cards are joined by addition.
///
/// A board's accumulator is computed once; those of the hole cards are added to it. The accumulators that are added
/// must not share a card. The upper half of `key` is the sum of the cards' rank keys modulo 2^32, which tells every
/// combination of ranks from every other one; the lower half counts the cards of each suit, four bits a suit,
/// from 3 on, so that five of a suit set the highest bit of the four.
@frozen
public struct HandAccumulator: Hashable, Sendable {
  @usableFromInline var key: UInt64
  /// The ranks held of each suit: 16 bits a suit, one of them a rank.
  @usableFromInline let ranks: UInt64

  @inlinable
  init(key: UInt64, ranks: UInt64) {
    self.key = key
    self.ranks = ranks
  }

  /// The key of no cards: every suit's count starts at 3.
  @inlinable
  static var emptyKey: UInt64 { 0x3333 }

  /// The bits of a key that are set when a suit has five cards.
  @inlinable
  static var flushBits: UInt64 { 0x8888 }

  /// Whether five cards are of one suit.
  @inlinable
  var hasFlush: Bool { key & Self.flushBits != 0 }

  /// The number of the suit that five cards are of: its flag is bit 3 + 4 * suit of the key.
  @inlinable
  var flushSuit: UInt8 { UInt8(truncatingIfNeeded: (key & Self.flushBits).trailingZeroBitCount &>> 2) }

  /// How many rows the tables have.
  static let rows = 1 << 13

  /// How many columns a row of the tables has.
  @inlinable
  static var columns: Int { 100_000 }

  /// The row of the combination of ranks in the tables, 0 ..< 2^13.
  @inlinable
  var row: Int { Int(truncatingIfNeeded: key &>> 51) }

  /// The column of the combination of ranks in its row, 0 ..< columns.
  @inlinable
  var column: Int { Int(truncatingIfNeeded: ((key &>> 32 & 0x7FFFF) &* UInt64(Self.columns)) &>> 19) }

  /// No cards.
  @inlinable
  public init() { self.init(key: Self.emptyKey, ranks: 0) }

  @inlinable
  public init(_ card: Card) {
    let suit = UInt64(card.rawValue & 3)
    self.init(
      key: Self.emptyKey &+ (UInt64(Self.rankKey(card.rank)) << 32 | 1 << (4 &* suit)),
      ranks: 1 << (16 &* suit &+ UInt64(card.rawValue >> 2)))
  }

  @inlinable
  public init(_ combo: Combo) { self = HandAccumulator(combo.high) + combo.low }

  @inlinable
  public init(_ cards: CardSet) {
    var sum = HandAccumulator()
    for card in cards { sum = sum + card }
    self = sum
  }

  /// The cards of both sides, which must have none in common.
  @inlinable
  public static func + (a: HandAccumulator, b: HandAccumulator) -> HandAccumulator {
    HandAccumulator(key: a.key &+ b.key &- emptyKey, ranks: a.ranks &+ b.ranks)
  }

  /// The cards with a further one.
  @inlinable
  public static func + (cards: HandAccumulator, card: Card) -> HandAccumulator { cards + HandAccumulator(card) }

  /// Random numbers, drawn until the sums over up to seven cards, at most four of a rank, all had a (row, column)
  /// of their own in the tables of `HandTables`, which then became small.
  @inlinable
  static func rankKey(_ rank: Rank) -> UInt32 {
    switch rank {
    case .deuce: 0x3350_8013
    case .three: 0xEDEC_F122
    case .four: 0x0268_756F
    case .five: 0xE2FD_3CD4
    case .six: 0xBA78_5AA5
    case .seven: 0x5CA0_7CCF
    case .eight: 0xC0F6_AFA4
    case .nine: 0x0FCB_23E6
    case .ten: 0xCA47_7813
    case .jack: 0xBB47_F4E1
    case .queen: 0xF5C8_8644
    case .king: 0x67F9_BA7C
    case .ace: 0xBC15_1C0F
    }
  }
}
