/// The strength of a poker hand: the larger, the better; equal strengths split the pot.
///
/// The upper four bits are the category, the lower twelve order the hands within it. Compare hands of the same number
/// of cards.
@frozen
public struct HandStrength: RawRepresentable, Hashable, Comparable, Sendable {
  /// The category of a hand, from the lowest to the highest. A royal flush is a straight flush.
  @frozen
  public enum Category: UInt8, CaseIterable, Comparable, Sendable {
    case highCard, pair, twoPair, threeOfAKind, straight, flush, fullHouse, fourOfAKind, straightFlush

    @inlinable
    public static func < (a: Category, b: Category) -> Bool { a.rawValue < b.rawValue }
  }

  public let rawValue: UInt16

  /// The strength with a raw value, which only means something when it came from a `HandEvaluator`.
  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The category of the hand.
  @inlinable
  public var category: Category {
    guard let category = Category(rawValue: UInt8(rawValue >> 12)) else {
      preconditionFailure("\(rawValue) is not the strength of a hand")
    }
    return category
  }

  @inlinable
  public static func < (a: HandStrength, b: HandStrength) -> Bool { a.rawValue < b.rawValue }
}

extension HandStrength.Category: CustomStringConvertible {
  /// The usual name in lower case: `two pair`.
  public var description: String {
    switch self {
    case .highCard: "high card"
    case .pair: "pair"
    case .twoPair: "two pair"
    case .threeOfAKind: "three of a kind"
    case .straight: "straight"
    case .flush: "flush"
    case .fullHouse: "full house"
    case .fourOfAKind: "four of a kind"
    case .straightFlush: "straight flush"
    }
  }
}
