/// The suit of a card. Suits have no order in play; the order here is that of the card numbers.
@frozen
public enum Suit: UInt8, CaseIterable, Sendable {
  case clubs, diamonds, hearts, spades

  /// The suit written as one character of `cdhs`, or nil for any other character.
  public init?(_ character: Character) {
    switch character {
    case "c": self = .clubs
    case "d": self = .diamonds
    case "h": self = .hearts
    case "s": self = .spades
    default: return nil
    }
  }

  /// The character of the suit: `c`, `d`, `h` or `s`.
  public var character: Character {
    switch self {
    case .clubs: "c"
    case .diamonds: "d"
    case .hearts: "h"
    case .spades: "s"
    }
  }
}

extension Suit: CustomStringConvertible {
  public var description: String { String(character) }
}
