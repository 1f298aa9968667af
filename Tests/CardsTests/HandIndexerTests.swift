import Testing

@testable import Cards

@Suite struct HandIndexerTests {
  /// The published numbers of hands up to suits.
  @Test(arguments: [
    ([2, 3, 1, 1], [169, 1_286_792, 55_190_538, 2_428_287_420]), ([2, 4], [169, 13_960_050]),
    ([2, 5], [169, 123_156_254]), ([3], [1_755]), ([4], [16_432]), ([5], [134_459]),
  ])
  func sizes(cardsPerRound: [Int], sizes: [Int]) {
    let indexer = HandIndexer(cardsPerRound: cardsPerRound)
    #expect(sizes.indices.map { indexer.size(round: $0) } == sizes)
  }

  /// Every index gives a hand of its own, and the hand gives the index.
  private func roundTrips(_ indexer: HandIndexer, round: Int, stride step: Int) {
    var random = SplitMix(state: 3)
    var wrong = 0
    var shuffledWrong = 0
    for index in stride(from: 0, to: indexer.size(round: round), by: step) {
      let cards = indexer.unindex(index, round: round)
      if indexer.index(cards: cards) != index { wrong += 1 }
      guard index / step % 8 == 0 else { continue }
      // Other suits, and another order within the rounds.
      let permutation = SuitPermutation.all.randomElement(using: &random) ?? .identity
      var other: [Card] = []
      for count in indexer.cardsPerRound[...round] {
        other += cards[other.count..<other.count + count].map { permutation($0) }.shuffled(using: &random)
      }
      if indexer.index(cards: other) != index { shuffledWrong += 1 }
    }
    #expect(wrong == 0 && shuffledWrong == 0)
  }

  #if DEBUG
    static let steps = [1, 1, 7, 97]
  #else
    static let steps = [1, 1, 1, 1]
  #endif

  @Test(arguments: zip([[2], [3], [4], [5]], steps))
  func oneRound(cardsPerRound: [Int], step: Int) {
    roundTrips(HandIndexer(cardsPerRound: cardsPerRound), round: 0, stride: step)
  }

  @Test(arguments: [
    ([2, 3, 1, 1], 2, 27_697), ([2, 3, 1, 1], 3, 1_214_143), ([2, 4], 1, 6_997), ([2, 5], 1, 61_583),
  ])
  func largeRounds(cardsPerRound: [Int], round: Int, step: Int) {
    roundTrips(HandIndexer(cardsPerRound: cardsPerRound), round: round, stride: step)
  }

  #if DEBUG
    @Test func flops() { roundTrips(HandIndexer(cardsPerRound: [2, 3]), round: 1, stride: 641) }
  #else
    @Test func flops() { roundTrips(HandIndexer(cardsPerRound: [2, 3]), round: 1, stride: 1) }
  #endif

  /// The classes of hole cards are what the indices of two cards tell apart.
  @Test func holeCards() {
    let indexer = HandIndexer(cardsPerRound: [2])
    var classes: [Int: HandClass] = [:]
    for combo in Combo.all {
      let index = indexer.index(cards: [combo.low, combo.high])
      #expect(classes[index, default: HandClass(combo)] == HandClass(combo))
      classes[index] = HandClass(combo)
    }
    #expect(classes.count == 169 && Set(classes.values).count == 169)
  }

  /// Hands share an index exactly when a renaming of suits maps one onto the other, on all flops of some hole cards.
  @Test(arguments: ["AhKh", "7c7d", "9s2d"])
  func indicesTellHandsApart(hole: String) throws {
    let indexer = HandIndexer(cardsPerRound: [2, 3])
    let hole = try Combo(hole)
    let preflop = indexer.extend(HandIndexer.State(), with: hole.cards)
    let deck = Array(CardSet.fullDeck.subtracting(hole.cards))
    let fixing = SuitPermutation.all.filter { $0(hole) == hole }
    var flops: [Int: CardSet] = [:]
    for a in deck.indices.dropFirst(2) {
      for b in 1..<a {
        for c in 0..<b {
          let flop = CardSet([deck[a], deck[b], deck[c]])
          let canonical = fixing.map { $0(flop).rawValue }.min() ?? 0
          let index = indexer.index(indexer.extend(preflop, with: flop))
          let known = flops[index]
          if known == nil { flops[index] = CardSet(rawValue: canonical) }
          #expect(known == nil || known?.rawValue == canonical)
        }
      }
    }
    // No two indices stand for the same flop.
    #expect(Set(flops.values).count == flops.count)
  }
}
