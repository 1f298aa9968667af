extension Card {
  /// Reads a list of distinct cards, such as a board, and keeps their order.
  ///
  /// The cards may be written together or apart: `Td9d6h`, `Td 9d 6h`, `Td,9d,6h` and `Td, 9d, 6h` are the
  /// same. An empty text is an empty list.
  ///
  /// - Throws: `CardsError.cards` at the first character that is no rank or suit, at a card that came before,
  ///   or at a comma without a card on both sides.
  public static func list(_ text: String) throws(CardsError) -> [Card] {
    let source = SourceText(text, subject: .cards)
    var cards: [Card] = []
    var seen = CardSet()
    var comma: Int?
    var offset = 0
    while offset < source.characters.count {
      let character = source.characters[offset]
      if character.isWhitespace {
        offset += 1
      } else if character == "," {
        guard comma == nil, !cards.isEmpty else { throw strayComma(at: offset, in: source) }
        comma = offset
        offset += 1
      } else {
        let token = offset..<min(offset + 2, source.characters.count)
        let card = try source.card(at: offset, in: token)
        guard !seen.contains(card) else {
          throw source.fault(at: offset, in: token, "\(card) a second time", expected: "each card once")
        }
        seen.insert(card)
        cards.append(card)
        comma = nil
        offset += 2
      }
    }
    if let comma { throw strayComma(at: comma, in: source) }
    return cards
  }

  private static func strayComma(at offset: Int, in source: SourceText) -> CardsError {
    source.fault(at: offset, in: offset..<offset, "a stray comma", expected: "a card on both sides of a comma")
  }
}

extension CardSet {
  /// Reads a list of distinct cards as a set; see `Card.list(_:)` for the forms and errors.
  public init(_ text: String) throws(CardsError) {
    self.init(try Card.list(text))
  }
}
