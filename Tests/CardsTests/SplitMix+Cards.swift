import Cards

extension SplitMix {
  /// Distinct cards in random order.
  mutating func cards(_ count: Int) -> [Card] {
    var cards: [Card] = []
    while cards.count < count {
      let card = Card(index: Int.random(in: 0..<52, using: &self))
      if !cards.contains(card) { cards.append(card) }
    }
    return cards
  }
}
