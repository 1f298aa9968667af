/// A playing card: its number is `rank * 4 + suit`, from the deuce of clubs (0) to the ace of spades (51).
///
/// Cards compare by number, so first by rank and then by suit.
@frozen
public struct Card: RawRepresentable, Hashable, Comparable, Sendable {
  /// The card's number, 0 ..< 52.
  public let rawValue: UInt8

  /// How many cards the full deck has.
  public static let count = 52

  /// The card with a number, or nil when the number is not 0 ..< 52.
  @inlinable
  public init?(rawValue: UInt8) {
    guard rawValue < 52 else { return nil }
    self.rawValue = rawValue
  }

  /// The card with a number that is known to be 0 ..< 52.
  @inlinable
  public init(index: Int) {
    precondition(0 <= index && index < 52, "a card's index is 0 ..< 52")
    self.rawValue = UInt8(truncatingIfNeeded: index)
  }

  @inlinable
  public init(_ rank: Rank, _ suit: Suit) {
    self.rawValue = rank.rawValue << 2 | suit.rawValue
  }

  /// The card written as two characters, such as `As` or `Td`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard text.count == 2, let first = text.first, let last = text.last,
      let rank = Rank(first), let suit = Suit(last)
    else { return nil }
    self.init(rank, suit)
  }

  /// The card's number as an array index, 0 ..< 52.
  @inlinable
  public var index: Int { Int(rawValue) }

  @inlinable
  public var rank: Rank { Rank(rawValue: rawValue >> 2).unsafelyUnwrapped }

  @inlinable
  public var suit: Suit { Suit(rawValue: rawValue & 3).unsafelyUnwrapped }

  @inlinable
  public static func < (a: Card, b: Card) -> Bool { a.rawValue < b.rawValue }
}

extension Card: CustomStringConvertible {
  public var description: String { String([rank.character, suit.character]) }
}
