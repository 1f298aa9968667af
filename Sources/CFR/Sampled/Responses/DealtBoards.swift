import Cards
import Game

/// The deals of the second street that differ in more than suits: 1,755 flops in Hold'em.
struct DealtBoards {
  /// The cards that are dealt, and the share of all deals that are like it.
  let distinct: [(cards: CardSet, share: Double)]
  /// How many deals there are in all.
  let count: Int

  init(_ rules: GameRules) {
    let board = CardSet(rules.board)
    let symmetry = SuitSymmetry(deck: rules.deck.cards, board: board).permutations
    var places: [CardSet: Int] = [:]
    var found: [(cards: CardSet, deals: Int)] = []
    var count = 0
    for cards in rules.deck.cards.subtracting(board).subsets(of: rules.streets[1].boardCards) {
      let representative = symmetry.map { $0(cards) }.min { $0.rawValue < $1.rawValue }!
      count += 1
      if let place = places[representative] {
        found[place].deals += 1
      } else {
        places[representative] = found.count
        found.append((representative, 1))
      }
    }
    self.count = count
    distinct = found.map { ($0.cards, Double($0.deals) / Double(count)) }
  }

  /// Deals, one from each of `number` strata of equal probability: consecutive ranges of the list, so that each has boards of about the same cards.
  func sample(_ number: Int, _ random: inout RandomStream) -> [CardSet] {
    var drawn: [CardSet] = []
    var next = 0, behind = 0.0
    for stratum in 0..<number {
      let place = (Double(stratum) + Double(random.next() >> 11) * 0x1p-53) / Double(number)
      while next < distinct.count - 1, behind + distinct[next].share <= place {
        behind += distinct[next].share
        next += 1
      }
      drawn.append(distinct[next].cards)
    }
    return drawn
  }
}
