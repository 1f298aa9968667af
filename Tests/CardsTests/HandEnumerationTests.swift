import Testing

@testable import Cards

/// Whole enumerations against the published numbers of hands in each category.
@Suite struct HandEnumerationTests {
  /// How many of the hands of a number of cards out of a deck are in each category.
  private func categories(of count: Int, in deck: CardSet) -> [Int] {
    let evaluator = HandEvaluator.shared
    let cards = deck.map { HandAccumulator($0) }
    var counts = [Int](repeating: 0, count: 16)
    counts.withUnsafeMutableBufferPointer { counts in
      cards.withUnsafeBufferPointer { cards in
        Self.deal(cards, from: 0, left: count, to: HandAccumulator(), evaluator, counts)
      }
    }
    return Array(counts[..<9])
  }

  private static func deal(
    _ cards: UnsafeBufferPointer<HandAccumulator>, from start: Int, left: Int, to hand: HandAccumulator,
    _ evaluator: HandEvaluator, _ counts: UnsafeMutableBufferPointer<Int>
  ) {
    var next = start
    while next <= cards.count - left {
      let more = hand + cards[next]
      if left == 1 {
        counts[Int(evaluator.strength(of: more).rawValue >> 12)] += 1
      } else {
        deal(cards, from: next + 1, left: left - 1, to: more, evaluator, counts)
      }
      next += 1
    }
  }

  #if DEBUG
    /// The five-card hands of the tens and better, 20 over 5, counted by hand: a pair is one of 5 ranks, 6 ways,
    /// with 3 of the 4 other ranks in 4 suits each, and so on.
    @Test func fiveOfTwentyCards() {
      #expect(
        categories(of: 5, in: CardSet(rawValue: 0xF_FFFF << 32))
          == [0, 7680, 4320, 1920, 1020, 0, 480, 80, 4])
    }
  #else
    @Test func fiveCards() {
      #expect(
        categories(of: 5, in: .fullDeck)
          == [1_302_540, 1_098_240, 123_552, 54_912, 10_200, 5_108, 3_744, 624, 40])
    }

    @Test func sevenCards() {
      #expect(
        categories(of: 7, in: .fullDeck) == [
          23_294_460, 58_627_800, 31_433_400, 6_461_620, 6_180_020, 4_047_644, 3_473_184, 224_848,
          41_584,
        ])
    }
  #endif

  @Test func distinctStrengthsOfFiveCards() {
    // 7,462 classes of five-card hands (K. Suffecool, "Cactus Kev's Poker Hand Evaluator").
    let code = StrengthCode()
    var strengths = Set<HandStrength>()
    func add(_ rank: Int, left: Int, _ once: Int, _ twice: Int, _ thrice: Int, _ four: Int) {
      guard rank < 13 else {
        if left == 0 {
          strengths.insert(code.ranks(once: once, twice: twice, thrice: thrice, four: four))
          if twice == 0 { strengths.insert(code.flush(once)) }
        }
        return
      }
      for count in 0...min(4, left) {
        let bit = 1 << rank
        add(
          rank + 1, left: left - count, count > 0 ? once | bit : once, count > 1 ? twice | bit : twice,
          count > 2 ? thrice | bit : thrice, count > 3 ? four | bit : four)
      }
    }
    add(0, left: 5, 0, 0, 0, 0)
    #expect(strengths.count == 7462)
  }
}
