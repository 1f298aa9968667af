/// Two distinct cards of a player: one of the 1,326 starting hands of Hold'em.
///
/// Combos are numbered `high * (high - 1) / 2 + low`, with the numbers of the two cards, `high > low`.
@frozen
public struct Combo: Hashable, Comparable, Sendable {
  /// The card with the larger number.
  public let high: Card
  /// The card with the smaller number.
  public let low: Card

  /// How many combos there are: 52 * 51 / 2.
  public static let count = 1326

  /// The combo of two distinct cards, in either order.
  @inlinable
  public init(_ a: Card, _ b: Card) {
    precondition(a != b, "a combo has two distinct cards")
    (high, low) = a > b ? (a, b) : (b, a)
  }

  /// The combo with a number, 0 ..< 1326.
  @inlinable
  public init(index: Int) {
    precondition(0 <= index && index < 1326, "a combo's index is 0 ..< 1326")
    // The largest h with h(h-1)/2 <= index, bit by bit.
    var h = 0
    var bit = 32
    while bit > 0 {
      if (h + bit) * (h + bit - 1) / 2 <= index { h += bit }
      bit >>= 1
    }
    high = Card(index: h)
    low = Card(index: index - h * (h - 1) / 2)
  }

  /// The combo written as two cards, such as `AhKh` or `KhAh`.
  ///
  /// - Throws: `CardsError.hand` where the text stops being one.
  public init(_ text: String) throws(CardsError) {
    let source = SourceText(text, subject: .hand)
    self = try source.combo(at: 0, in: 0..<source.characters.count)
    guard source.characters.count == 4 else {
      throw source.fault(
        at: 4, in: 0..<source.characters.count, "more than two cards", expected: "the end after two cards")
    }
  }

  /// The combo's number, 0 ..< 1326.
  @inlinable
  public var index: Int {
    let h = high.index
    return h &* (h &- 1) / 2 &+ low.index
  }

  /// The two cards as a set.
  @inlinable
  public var cards: CardSet { CardSet(unchecked: 1 << UInt64(high.rawValue) | 1 << UInt64(low.rawValue)) }

  /// All combos in the order of their numbers.
  @inlinable
  public static var all: some RandomAccessCollection<Combo> { (0..<count).lazy.map { Combo(index: $0) } }

  @inlinable
  public static func < (a: Combo, b: Combo) -> Bool { a.index < b.index }
}

extension Combo: CustomStringConvertible {
  /// The two cards, the higher one first: `AhKh`.
  public var description: String { "\(high)\(low)" }
}

extension SourceText {
  /// Reads the two cards of a combo at an offset of the entry `token`.
  func combo(at offset: Int, in token: Range<Int>) throws(CardsError) -> Combo {
    let first = try card(at: offset, in: token)
    let second = try card(at: offset + 2, in: token)
    guard first != second else {
      throw fault(at: offset + 2, in: token, "\(second) a second time", expected: "two distinct cards")
    }
    return Combo(first, second)
  }
}
