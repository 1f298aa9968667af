extension HandIndexer {
  /// The canonical hand of an index after a round: cards in the order of the rounds, ascending within each.
  ///
  /// The first suit of the configuration is clubs, then diamonds, hearts and spades.
  public func unindex(_ index: Int, round: Int) -> [Card] {
    precondition(0 <= index && index < size(round: round), "an index is below the size of its round")
    let all = configurations[firstConfiguration[round]..<firstConfiguration[round + 1]]
    let configuration = all[Self.last(in: all.indices) { all[$0].offset <= index }]
    var hand = [CardSet](repeating: CardSet(), count: round + 1)
    var rest = index - configuration.offset
    var suit = 0
    while suit < 4 {
      let length = Int(configuration.group[suit])
      let size = configuration.groupSize(at: suit)
      var multiset = rest % size
      rest /= size
      for place in (0..<length).reversed() {
        // The largest element whose combination is not beyond what is left of the multiset.
        let element = Self.last(in: 0..<Int(configuration.radix[suit])) {
          binomial($0 + place, place + 1) <= multiset
        }
        multiset -= binomial(element + place, place + 1)
        deal(element, counts: configuration.counts[suit], to: &hand, suit: suit + place)
      }
      suit += length
    }
    return hand.flatMap { Array($0) }
  }

  /// Adds the cards of one suit to the rounds of a hand, from the suit's index and counts.
  private func deal(_ index: Int, counts: UInt32, to hand: inout [CardSet], suit: Int) {
    var rest = index
    var free = Array(0..<ranks)
    for round in hand.indices {
      let count = Configuration.cards(counts, round: round, of: hand.count)
      let ways = binomial(free.count, count)
      var combination = rest % ways
      rest /= ways
      for place in (0..<count).reversed() {
        let rank = Self.last(in: free.indices) { binomial($0, place + 1) <= combination }
        combination -= binomial(rank, place + 1)
        hand[round].insert(Card(index: free[rank] * 4 + suit))
        free.remove(at: rank)
      }
    }
  }

  /// The last number of a range that satisfies a condition which holds up to some number and for the first one.
  private static func last(in range: Range<Int>, where condition: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if condition(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
