/// A way to rename the four suits: one of 24.
@frozen
public struct SuitPermutation: Hashable, Sendable {
  /// The images of clubs, diamonds, hearts and spades, two bits each from the lowest.
  @usableFromInline let images: UInt8

  @inlinable
  init(images: UInt8) { self.images = images }

  /// The permutation that sends clubs, diamonds, hearts and spades to the given four distinct suits.
  @inlinable
  public init(_ clubs: Suit, _ diamonds: Suit, _ hearts: Suit, _ spades: Suit) {
    let seen: UInt8 = 1 << clubs.rawValue | 1 << diamonds.rawValue | 1 << hearts.rawValue | 1 << spades.rawValue
    precondition(seen == 0b1111, "a permutation has four distinct suits")
    images = clubs.rawValue | diamonds.rawValue << 2 | hearts.rawValue << 4 | spades.rawValue << 6
  }

  /// The permutation that changes nothing.
  public static let identity = SuitPermutation(.clubs, .diamonds, .hearts, .spades)

  /// All 24 permutations, the identity first, in lexicographic order of the images of clubs to spades.
  public static let all: [SuitPermutation] = {
    var all: [SuitPermutation] = []
    for c in Suit.allCases {
      for d in Suit.allCases where d != c {
        for h in Suit.allCases where h != c && h != d {
          for s in Suit.allCases where s != c && s != d && s != h {
            all.append(SuitPermutation(c, d, h, s))
          }
        }
      }
    }
    return all
  }()

  @inlinable
  public func callAsFunction(_ suit: Suit) -> Suit {
    Suit(rawValue: images >> (suit.rawValue * 2) & 3).unsafelyUnwrapped
  }

  @inlinable
  public func callAsFunction(_ card: Card) -> Card { Card(card.rank, self(card.suit)) }

  @inlinable
  public func callAsFunction(_ combo: Combo) -> Combo { Combo(self(combo.high), self(combo.low)) }

  @inlinable
  public func callAsFunction(_ cards: CardSet) -> CardSet {
    var bits: UInt64 = 0
    for suit in 0..<4 as Range<UInt64> {
      let ranks = cards.rawValue >> suit & 0x1_1111_1111_1111
      bits |= ranks << UInt64(images >> UInt8(truncatingIfNeeded: suit * 2) & 3)
    }
    return CardSet(unchecked: bits)
  }

  /// The permutation that undoes this one.
  @inlinable
  public var inverse: SuitPermutation {
    var inverse: UInt8 = 0
    for suit in 0..<4 as Range<UInt8> { inverse |= suit << ((images >> (suit * 2) & 3) * 2) }
    return SuitPermutation(images: inverse)
  }
}

extension SuitPermutation: CustomStringConvertible {
  /// The images of clubs, diamonds, hearts and spades: `cdhs` is the identity.
  public var description: String { Suit.allCases.map { self($0).description }.joined() }
}
