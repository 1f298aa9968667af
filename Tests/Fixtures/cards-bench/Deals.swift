import Cards

/// Random deals of two hole cards and five for the board. They live as long as the program.
struct Deals {
  let count: Int
  /// Seven a deal: the hole cards, then the board.
  let cards: UnsafeMutablePointer<Card>
  let holes: UnsafeMutablePointer<CardSet>
  let boards: UnsafeMutablePointer<CardSet>

  init(_ count: Int, _ random: inout Random) {
    self.count = count
    cards = .allocate(capacity: 7 * count)
    holes = .allocate(capacity: count)
    boards = .allocate(capacity: count)
    for deal in 0..<count {
      var dealt: [Card] = []
      while dealt.count < 7 {
        let card = Card(index: Int(random.next() >> 33) % 52)
        if !dealt.contains(card) { dealt.append(card) }
      }
      (cards + 7 * deal).initialize(from: dealt, count: 7)
      (holes + deal).initialize(to: CardSet(dealt[..<2]))
      (boards + deal).initialize(to: CardSet(dealt[2...]))
    }
  }

  /// The boards of an earlier street: the first so many cards.
  func boards(_ size: Int) -> UnsafeMutablePointer<CardSet> {
    let boards = UnsafeMutablePointer<CardSet>.allocate(capacity: count)
    for deal in 0..<count { (boards + deal).initialize(to: CardSet((2..<2 + size).map { cards[7 * deal + $0] })) }
    return boards
  }
}
