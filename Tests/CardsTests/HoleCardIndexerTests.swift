import Testing

@testable import Cards

/// `HoleCardIndexer` against `HandIndexer`, which tells the same hands apart in another way and order.
@Suite struct HoleCardIndexerTests {
  #if DEBUG
    static let deals = 20_000
  #else
    static let deals = 1_000_000
  #endif

  /// The published numbers of hands, boards unordered.
  @Test(arguments: [(0, 169), (3, 1_286_792), (4, 13_960_050), (5, 123_156_254)])
  func sizes(boardCards: Int, count: Int) { #expect(HoleCardIndexer(boardCards: boardCards, holeCards: 2).count == count) }

  /// Over a million random deals a street: the hand with a deal's number is that deal up to a renaming of suits, as `HandIndexer` says, and has the
  /// number. With equal counts, both tell exactly the same hands apart.
  @Test(arguments: [3, 4, 5]) func agreesWithHandIndexer(boardCards: Int) {
    let indexer = HoleCardIndexer(boardCards: boardCards, holeCards: 2)
    let other = HandIndexer(cardsPerRound: [boardCards, 2])
    #expect(indexer.count == other.size(round: 1))
    func index(_ hole: CardSet, _ board: CardSet) -> Int { other.index(other.extend(other.extend(HandIndexer.State(), with: board), with: hole)) }
    var random = SplitMix(state: UInt64(boardCards))
    var wrong = 0
    for _ in 0..<Self.deals {
      // Few suits or ranks in some deals, so that boards of one suit and pairs come up.
      var free = [CardSet.fullDeck.rawValue, 0x1_1111_1111_1111, 0x3_3333_3333_3333, 0xFFFF][Int(random.next() >> 62)]
      func draw(_ count: Int) -> CardSet {
        var cards = CardSet()
        while cards.count < count {
          let card = Int.random(in: 0..<52, using: &random)
          guard free >> UInt64(card) & 1 == 1 else { continue }
          free &= ~(1 << UInt64(card))
          cards.insert(Card(index: card))
        }
        return cards
      }
      let board = draw(boardCards), hole = draw(2)
      let number = indexer.index(hole: hole, board: board)
      let hand = indexer.hand(number)
      if indexer.index(hole: hand.hole, board: hand.board) != number || index(hand.hole, hand.board) != index(hole, board) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  /// The numbers of a board's hands have no gaps, on every flop.
  @Test func boardsAreTogether() {
    let indexer = HoleCardIndexer(boardCards: 3, holeCards: 2)
    let boards = HandIndexer(cardsPerRound: [3])
    var first = Set<Int>(), total = 0
    for number in 0..<boards.size(round: 0) {
      let board = CardSet(boards.unindex(number, round: 0))
      let key = indexer.board(board)
      let numbers = Set(Combo.all.filter { $0.cards.isDisjoint(with: board) }.map { indexer.index(hole: $0.cards, on: key) })
      let low = numbers.min() ?? 0
      #expect(numbers == Set(low..<low + numbers.count))
      first.insert(low)
      total += numbers.count
    }
    #expect(first.count == 1755 && total == indexer.count)
  }

  /// Decks of fewer ranks and suits, one or two hole cards: deals have one number exactly if a renaming of the deck's suits maps one onto the other, and
  /// every number occurs.
  @Test(arguments: [(0, 1, 4, 2), (1, 2, 3, 3), (2, 1, 4, 4), (3, 2, 4, 2), (5, 2, 4, 2), (5, 1, 3, 3), (4, 2, 3, 4), (2, 2, 5, 1), (5, 2, 2, 4)])
  func smallDecks(boardCards: Int, holeCards: Int, ranks: Int, suits: Int) {
    let indexer = HoleCardIndexer(boardCards: boardCards, holeCards: holeCards, ranks: ranks, suits: suits)
    let deck = (0..<ranks * 4).filter { $0 % 4 < suits }.map { Card(index: $0) }
    let renamings = SuitPermutation.all.filter { renaming in (0..<4).allSatisfy { $0 < suits || Int(renaming(Suit.allCases[$0]).rawValue) == $0 } }
    var known: [Int: [UInt64]] = [:]
    func deal(_ left: ArraySlice<Card>, _ count: Int, _ body: (CardSet) -> Void, _ cards: CardSet = CardSet()) {
      guard count > 0 else { return body(cards) }
      for place in left.indices { deal(left[(place + 1)...], count - 1, body, cards.inserting(left[place])) }
    }
    deal(
      deck[...], boardCards,
      { board in
        deal(
          deck.filter { !board.contains($0) }[...], holeCards,
          { hole in
            let number = indexer.index(hole: hole, board: board)
            let lowest = renamings.map { [$0(board).rawValue, $0(hole).rawValue] }.min { ($0[0], $0[1]) < ($1[0], $1[1]) } ?? []
            #expect(known[number, default: lowest] == lowest)
            known[number] = lowest
          })
      })
    #expect(Set(known.keys) == Set(0..<indexer.count))
    #expect(Set(known.values).count == indexer.count)
    for (number, lowest) in known {
      let hand = indexer.hand(number)
      let canonical = renamings.map { [$0(hand.board).rawValue, $0(hand.hole).rawValue] }.min { ($0[0], $0[1]) < ($1[0], $1[1]) }
      #expect(canonical == lowest)
    }
  }
}
