/// One of the 169 starting hands up to suits: a pair (`77`), suited (`AKs`) or offsuit (`T9o`).
///
/// Classes are numbered by their cell of the usual 13x13 grid, `row * 13 + column`: aces first, pairs on the
/// diagonal, suited hands above it (row = the higher rank), offsuit hands below it (column = the higher rank).
@frozen
public struct HandClass: Hashable, Sendable {
  /// The class's number, 0 ..< 169.
  public let index: Int

  /// How many classes there are.
  public static let count = 169

  /// The class with a number, 0 ..< 169.
  @inlinable
  public init(index: Int) {
    precondition(0 <= index && index < 169, "a hand class's index is 0 ..< 169")
    self.index = index
  }

  /// The class in a cell of the 13x13 grid.
  @inlinable
  public init(row: Int, column: Int) {
    precondition(0 <= row && row < 13 && 0 <= column && column < 13, "the grid is 13x13")
    index = row * 13 + column
  }

  /// The class of two ranks in either order. Two equal ranks are a pair, which cannot be suited.
  @inlinable
  public init(_ a: Rank, _ b: Rank, suited: Bool) {
    precondition(a != b || !suited, "a pair is not suited")
    let first = 12 - Int(max(a, b).rawValue)
    let second = 12 - Int(min(a, b).rawValue)
    self = suited ? HandClass(row: first, column: second) : HandClass(row: second, column: first)
  }

  /// The class of a combo.
  @inlinable
  public init(_ combo: Combo) {
    self.init(combo.high.rank, combo.low.rank, suited: combo.high.suit == combo.low.suit)
  }

  /// The class written as in `77`, `AKs` or `T9o`, the higher rank first.
  ///
  /// - Throws: `CardsError.hand` where the text stops being one.
  public init(_ text: String) throws(CardsError) {
    let source = SourceText(text, subject: .hand)
    let token = 0..<source.characters.count
    let shape = try source.shape(at: 0, in: token)
    guard shape.length == token.count else {
      throw source.fault(at: shape.length, in: token, "more than a hand class", expected: "the end")
    }
    guard let hand = shape.classes.first, shape.classes.count == 1 else {
      throw source.fault(
        at: token.upperBound, in: token, "two ranks alone", expected: "s (suited) or o (offsuit)")
    }
    self = hand
  }

  /// The row in the 13x13 grid, 0 (aces) to 12 (deuces).
  @inlinable
  public var row: Int { index / 13 }

  /// The column in the 13x13 grid, 0 (aces) to 12 (deuces).
  @inlinable
  public var column: Int { index % 13 }

  @inlinable
  public var isPair: Bool { row == column }

  @inlinable
  public var isSuited: Bool { row < column }

  /// The higher rank; for a pair, its rank.
  @inlinable
  public var high: Rank { Rank(rawValue: UInt8(12 - min(row, column))).unsafelyUnwrapped }

  /// The lower rank; for a pair, its rank.
  @inlinable
  public var low: Rank { Rank(rawValue: UInt8(12 - max(row, column))).unsafelyUnwrapped }

  /// The combos of the class in ascending order: 6 of a pair, 4 suited, 12 offsuit.
  public var combos: [Combo] {
    var combos: [Combo] = []
    for a in Suit.allCases {
      for b in Suit.allCases {
        let wanted = isPair ? a.rawValue > b.rawValue : isSuited == (a == b)
        if wanted { combos.append(Combo(Card(high, a), Card(low, b))) }
      }
    }
    return combos.sorted()
  }

  /// All classes, row by row.
  public static var all: some RandomAccessCollection<HandClass> { (0..<count).lazy.map { HandClass(index: $0) } }
}

extension HandClass: CustomStringConvertible {
  public var description: String { "\(high)\(low)" + (isPair ? "" : isSuited ? "s" : "o") }
}
