/// A text under the parsers: its characters, and how to say what is wrong where.
struct SourceText {
  /// What the text should be; decides the case of the error.
  enum Subject {
    case cards, hand, range
  }

  let text: String
  let characters: [Character]
  let subject: Subject

  init(_ text: String, subject: Subject) {
    self.text = text
    self.characters = Array(text)
    self.subject = subject
  }

  static let ranks = "one of A K Q J T 9 8 7 6 5 4 3 2 (T is the ten)"
  static let suits = "one of s h d c"

  func string(_ range: Range<Int>) -> String { String(characters[range]) }

  /// The error for a fault at an offset inside the entry `token`.
  func fault(
    at offset: Int, in token: Range<Int>, _ problem: String, expected: String
  ) -> CardsError {
    let fault = TextFault(
      text: text, offset: offset, token: string(token), problem: problem, expected: expected)
    return switch subject {
    case .cards: .cards(fault)
    case .hand: .hand(fault)
    case .range: .range(fault)
    }
  }

  /// Reads the rank at an offset of the entry `token`.
  func rank(at offset: Int, in token: Range<Int>, orElse expected: String = ranks) throws(CardsError) -> Rank {
    guard offset < token.upperBound else {
      throw fault(at: offset, in: token, "the end where a rank should be", expected: expected)
    }
    let character = characters[offset]
    if let rank = Rank(character) { return rank }
    let upper = character.uppercased()
    if upper.count == 1, let rank = upper.first.flatMap(Rank.init) {
      throw fault(at: offset, in: token, "\"\(character)\" is no rank", expected: "\(rank), in upper case")
    }
    throw fault(at: offset, in: token, "\"\(character)\" is no rank", expected: expected)
  }

  /// Reads the suit at an offset of the entry `token`.
  func suit(at offset: Int, in token: Range<Int>) throws(CardsError) -> Suit {
    guard offset < token.upperBound else {
      throw fault(at: offset, in: token, "the end where a suit should be", expected: Self.suits)
    }
    let character = characters[offset]
    if let suit = Suit(character) { return suit }
    let lower = character.lowercased()
    if lower.count == 1, let suit = lower.first.flatMap(Suit.init) {
      throw fault(at: offset, in: token, "\"\(character)\" is no suit", expected: "\(suit), in lower case")
    }
    throw fault(at: offset, in: token, "\"\(character)\" is no suit", expected: Self.suits)
  }

  /// Reads the two characters of a card at an offset of the entry `token`.
  func card(at offset: Int, in token: Range<Int>) throws(CardsError) -> Card {
    Card(try rank(at: offset, in: token), try suit(at: offset + 1, in: token))
  }
}
