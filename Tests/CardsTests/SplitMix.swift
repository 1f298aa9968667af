import Cards

/// Steele, Lea and Flood's SplitMix64, so that every run of the tests draws the same.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

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
