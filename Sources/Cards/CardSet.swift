/// A set of cards: one bit a card, at the card's number.
@frozen
public struct CardSet: Hashable, Sendable {
  /// Bit `i` stands for the card with number `i`; the twelve highest bits are zero.
  public let rawValue: UInt64

  /// The set with the given bits, all of them below bit 52.
  @inlinable
  public init(rawValue: UInt64) {
    precondition(rawValue >> 52 == 0, "a card set has 52 bits")
    self.rawValue = rawValue
  }

  @inlinable
  init(unchecked rawValue: UInt64) { self.rawValue = rawValue }

  /// The empty set.
  @inlinable
  public init() { rawValue = 0 }

  @inlinable
  public init(_ card: Card) { rawValue = 1 << UInt64(card.rawValue) }

  @inlinable
  public init(_ cards: some Sequence<Card>) {
    var bits: UInt64 = 0
    for card in cards { bits |= 1 << UInt64(card.rawValue) }
    rawValue = bits
  }

  /// All 52 cards.
  public static let fullDeck = CardSet(unchecked: (1 << 52) - 1)

  @inlinable
  public var isEmpty: Bool { rawValue == 0 }

  /// How many cards the set has. Constant time.
  @inlinable
  public var count: Int { rawValue.nonzeroBitCount }

  @inlinable
  public func contains(_ card: Card) -> Bool { rawValue >> UInt64(card.rawValue) & 1 != 0 }

  @inlinable
  public func isDisjoint(with other: CardSet) -> Bool { rawValue & other.rawValue == 0 }

  @inlinable
  public func isSubset(of other: CardSet) -> Bool { rawValue & ~other.rawValue == 0 }

  @inlinable
  public func union(_ other: CardSet) -> CardSet { CardSet(unchecked: rawValue | other.rawValue) }

  @inlinable
  public func intersection(_ other: CardSet) -> CardSet { CardSet(unchecked: rawValue & other.rawValue) }

  @inlinable
  public func subtracting(_ other: CardSet) -> CardSet { CardSet(unchecked: rawValue & ~other.rawValue) }

  @inlinable
  public func inserting(_ card: Card) -> CardSet { union(CardSet(card)) }

  @inlinable
  public func removing(_ card: Card) -> CardSet { subtracting(CardSet(card)) }

  @inlinable
  public mutating func insert(_ card: Card) { self = inserting(card) }

  @inlinable
  public mutating func remove(_ card: Card) { self = removing(card) }
}

extension CardSet: Sequence {
  /// The cards in ascending order; nothing is allocated.
  @frozen
  public struct Iterator: IteratorProtocol {
    @usableFromInline var rest: UInt64

    @inlinable
    init(_ set: CardSet) { rest = set.rawValue }

    @inlinable
    public mutating func next() -> Card? {
      guard rest != 0 else { return nil }
      defer { rest &= rest &- 1 }
      return Card(index: rest.trailingZeroBitCount)
    }
  }

  @inlinable
  public func makeIterator() -> Iterator { Iterator(self) }

  @inlinable
  public var underestimatedCount: Int { count }
}

extension CardSet: ExpressibleByArrayLiteral {
  @inlinable
  public init(arrayLiteral cards: Card...) { self.init(cards) }
}

extension CardSet: CustomStringConvertible {
  /// The cards from the highest to the lowest, as boards are written: `Td9d6h`.
  public var description: String { reversed().map(\.description).joined() }
}
