import Testing

@testable import Cards

@Suite struct HandEvaluatorTests {
  let evaluator = HandEvaluator.shared

  @Test(arguments: 1...7)
  func agreesWithTheRules(count: Int) {
    var random = SplitMix(state: UInt64(count))
    for _ in 0..<(count < 6 ? 1500 : 300) {
      // Half of the hands from few ranks or suits, where pairs and flushes are common.
      let deck =
        [CardSet.fullDeck, CardSet(rawValue: 0xFF_FFFF), CardSet(rawValue: 0x3_3333_3333_3333)]
        .randomElement(using: &random) ?? .fullDeck
      let (a, b) = (deck.shuffled(using: &random), CardSet.fullDeck.shuffled(using: &random))
      let (x, y) = (Array(a.prefix(count)), Array(b.prefix(count)))
      let (left, right) = (evaluator.strength(of: CardSet(x)), evaluator.strength(of: CardSet(y)))
      let (slowLeft, slowRight) = (SlowEvaluator.value(x), SlowEvaluator.value(y))
      #expect(Int(left.category.rawValue) == slowLeft[0], "\(x)")
      #expect((left < right) == slowLeft.lexicographicallyPrecedes(slowRight), "\(x) \(y)")
      #expect((left == right) == (slowLeft == slowRight), "\(x) \(y)")
    }
  }

  /// Seven cards in the order of a deal, of the whole deck and of two suits, where all but a few hold a flush.
  @Test func sevenCardsInAnyOrder() {
    var random = SplitMix(state: 3)
    for deck in [CardSet.fullDeck, CardSet(rawValue: 0x3_3333_3333_3333)] {
      for _ in 0..<500 {
        let (x, y) = (Array(deck.shuffled(using: &random).prefix(7)), Array(deck.shuffled(using: &random).prefix(7)))
        let (left, right) = (evaluator.strength(ofSeven: x), evaluator.strength(ofSeven: y))
        let (slowLeft, slowRight) = (SlowEvaluator.value(x), SlowEvaluator.value(y))
        #expect(Int(left.category.rawValue) == slowLeft[0], "\(x)")
        #expect((left < right) == slowLeft.lexicographicallyPrecedes(slowRight), "\(x) \(y)")
        #expect((left == right) == (slowLeft == slowRight), "\(x) \(y)")
      }
    }
  }

  /// Many hands at once, in numbers that are no multiples of what a processor does at once: as one by one.
  @Test(arguments: [0, 1, 15, 16, 17, 1000]) func manyHandsOfSevenCards(count: Int) {
    var random = SplitMix(state: UInt64(count))
    // Of the whole deck and of two suits by turns.
    let decks = [CardSet.fullDeck, CardSet(rawValue: 0x3_3333_3333_3333)]
    let hands = (0..<count).map { Array(decks[$0 / 3 % 2].shuffled(using: &random).prefix(7)) }
    let untouched = HandStrength(rawValue: 0xFFFF)
    var strengths = [HandStrength](repeating: untouched, count: count + 1)
    evaluator.strengths(ofSevens: hands.flatMap { $0 }, count: count, into: &strengths)
    for (hand, strength) in zip(hands, strengths) { #expect(strength == evaluator.strength(of: HandAccumulator(CardSet(hand))), "\(hand)") }
    #expect(strengths[count] == untouched)
  }

  @Test func accumulatorsAdd() throws {
    var random = SplitMix(state: 9)
    for _ in 0..<500 {
      let cards = random.cards(7)
      let board = HandAccumulator(CardSet(cards[..<5]))
      let whole = HandAccumulator(CardSet(cards))
      #expect(board + HandAccumulator(Combo(cards[5], cards[6])) == whole)
      #expect(board + cards[6] + cards[5] == whole)
      #expect(HandAccumulator() + whole == whole)
    }
  }

  /// Every combination of ranks must have a place of its own in the tables.
  @Test func ranksDoNotCollide() {
    var places = Set<Int>()
    var hands = 0
    func add(_ rank: Int, _ sum: HandAccumulator, _ room: Int) {
      guard rank < 13 else {
        places.insert(sum.row * HandAccumulator.columns + sum.column)
        hands += 1
        return
      }
      var sum = sum
      for count in 0...min(4, room) {
        if count > 0 { sum = sum + Card(index: rank * 4 + count - 1) }
        add(rank + 1, sum, room - count)
      }
    }
    add(0, HandAccumulator(), 7)
    #expect(hands == 76155 && places.count == hands)
  }

  @Test(arguments: [
    ("As5s4s3s2s", "6s5s4s3s2s"), ("AsAhAdAcKs", "6s5s4s3s2s"), ("KsKhKdQcQs", "2s2h2d2cKs"),
    ("AsKsQsJs9s", "2s2h2d3c3s"), ("AsKsQsJsTd", "7s5s4s3s2s"), ("5s4h3d2cAs", "6s5h4d3c2s"),
    ("AsAhAdKcQs", "5s4h3d2cAs"), ("AsAhKdKcQs", "2s2h2d3c4s"), ("AsAhKdQcJs", "2s2h3d3c4s"),
    ("AsKhQdJc9s", "2s2h3d4c5s"), ("Ks", "As"), ("KsQh", "2s2h"), ("AsKhQd", "2s2h3d"), ("7s7h", "8s8h"),
  ])
  func weakerAndStronger(weaker: String, stronger: String) throws {
    #expect(evaluator.strength(of: try CardSet(weaker)) < evaluator.strength(of: try CardSet(stronger)))
  }

  @Test func boardPlaysAndSuitsDoNotCount() throws {
    let (one, other) = (try CardSet("AsKsQsJsTs2c3d"), try CardSet("AsKsQsJsTs9c9d"))
    #expect(evaluator.strength(of: one) == evaluator.strength(of: other))
    #expect(evaluator.strength(of: one).category == .straightFlush)
    let seven = try CardSet("AsKdQh9c7d5s3c")
    for permutation in SuitPermutation.all {
      #expect(evaluator.strength(of: permutation(seven)) == evaluator.strength(of: seven))
    }
  }

  @Test func safeToUseFromManyTasks() async {
    let sums = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          Combo.all.reduce(0) { $0 + Int(HandEvaluator.shared.strength(of: $1.cards).rawValue) }
        }
      }
      return await group.reduce(into: Set<Int>()) { $0.insert($1) }
    }
    #expect(sums.count == 1)
  }
}
