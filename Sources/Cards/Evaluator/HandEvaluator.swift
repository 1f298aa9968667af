/// Evaluates poker hands of one to seven cards: the best five of them, or all of fewer than five.
///
/// Hands of fewer than five cards occur in small games such as Kuhn and Leduc; they have no straights or flushes.
/// An evaluation without a flush is two look-ups, with one a single look-up by the ranks of the suit. The tables take
/// about 0.2 MB, are built at the first use of `shared`, never change afterwards and live as long as the process.
/// Take `shared` once before a loop.
@frozen
public struct HandEvaluator: @unchecked Sendable {
  @usableFromInline let displacements: UnsafePointer<UInt16>
  @usableFromInline let strengths: UnsafePointer<UInt16>
  @usableFromInline let flushes: UnsafePointer<UInt16>
  /// By card: what it adds to a key.
  @usableFromInline let cardKeys: UnsafePointer<UInt64>
  /// By rank, filled up to 16: what it adds to the upper half of a key.
  let rankKeys: UnsafePointer<UInt32>

  /// The evaluator. Safe to use from any number of threads.
  public static let shared = HandEvaluator(HandTables())

  private init(_ tables: HandTables) {
    // A number behind the last: `hl_strengths` reads two at a time.
    displacements = Self.immortal(tables.displacements + [0])
    strengths = Self.immortal(tables.strengths + [0])
    flushes = Self.immortal(tables.flushes)
    cardKeys = Self.immortal((0..<Card.count).map { HandAccumulator(Card(index: $0)).key &- HandAccumulator.emptyKey })
    rankKeys = Self.immortal(Rank.allCases.map(HandAccumulator.rankKey) + [0, 0, 0])
  }

  /// A copy of the elements that is never freed.
  private static func immortal<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let buffer = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
    buffer.initialize(from: elements, count: elements.count)
    return UnsafePointer(buffer)
  }

  /// The strength of one to seven distinct cards, given by their accumulator.
  ///
  /// Unchecked: with more than seven cards, or a card twice, the result means nothing.
  @inlinable
  @inline(__always)
  public func strength(of cards: HandAccumulator) -> HandStrength {
    if _slowPath(cards.hasFlush) { return HandStrength(rawValue: flushes[Int(cards.ranks &>> (16 &* UInt64(cards.flushSuit)) & 0x1FFF)]) }
    return strengthWithoutFlush(cards)
  }

  /// The strength of one to seven cards.
  @inlinable
  public func strength(of cards: CardSet) -> HandStrength {
    precondition(1...7 ~= cards.count, "a hand has one to seven cards")
    let sum = HandAccumulator(key: cards.reduce(HandAccumulator.emptyKey) { $0 &+ cardKeys[$1.index] }, ranks: 0)
    guard _slowPath(sum.hasFlush) else { return strengthWithoutFlush(sum) }
    return flushStrength(cards, suit: sum.flushSuit)
  }

  /// The strength of seven distinct cards that lie one after the other: for hands that have nothing in common, such as those of a simulation. The cards'
  /// keys alone are added up; the three hands in a hundred that hold a flush are looked at again.
  ///
  /// Unchecked, as `strength(of:)` of an accumulator.
  @inlinable
  @inline(__always)
  public func strength(ofSeven cards: UnsafePointer<Card>) -> HandStrength {
    var sum = HandAccumulator(key: HandAccumulator.emptyKey, ranks: 0)
    for place in 0..<7 { sum.key &+= cardKeys[cards[place].index] }
    guard _slowPath(sum.hasFlush) else { return strengthWithoutFlush(sum) }
    return flushStrength(UnsafeBufferPointer(start: cards, count: 7), suit: sum.flushSuit)
  }

  /// The strength of cards of which at least five are of a suit.
  @inlinable
  func flushStrength(_ cards: some Sequence<Card>, suit: UInt8) -> HandStrength {
    let ranks = cards.reduce(0) { $0 | ($1.rawValue & 3 == suit ? 1 &<< Int($1.rawValue &>> 2) : 0) }
    return HandStrength(rawValue: flushes[ranks])
  }

  /// The strength of cards of which no five are of one suit, from their ranks.
  @inlinable
  @inline(__always)
  func strengthWithoutFlush(_ cards: HandAccumulator) -> HandStrength {
    HandStrength(rawValue: strengths[cards.column &+ Int(displacements[cards.row])])
  }
}
