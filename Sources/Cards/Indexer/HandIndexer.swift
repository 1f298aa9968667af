/// Numbers hands up to a renaming of suits, without gaps, where the cards of each round are remembered apart.
///
/// K. Waugh, "A Fast and Optimal Hand Isomorphism Algorithm", AAAI Workshop on Computer Poker (2013). In short:
///
/// - Each suit gets an index for the ranks it received, round by round: the ranks of a round are a combination out of
///   those the suit has left, numbered colexicographically; rounds join in mixed radix, the first one lowest.
/// - Suits are ordered by how many cards they received in each round, the most first. The ordered counts of
///   the four suits are the *configuration* of the hand; hands of a configuration are numbered together.
/// - Suits of equal counts are interchangeable: their indices form a multiset, which is again numbered as a
///   combination. Such groups of suits join in mixed radix, the first one lowest.
///
/// The order of cards within a round does not matter: `[2, 3]` is two hole cards and a flop.
public struct HandIndexer: Sendable {
  /// How many cards are dealt in each round.
  public let cardsPerRound: [Int]
  /// How many ranks a suit has, the deuce first.
  public let ranks: Int
  /// How many suits there are, clubs first.
  public let suits: Int

  /// The configurations of all rounds, those of a round together.
  let configurations: [Configuration]
  /// For each way to distribute the cards of the rounds over suits: its configuration and order of suits.
  let assignments: [Assignment]
  /// By round: where its assignments start.
  let firstAssignment: [Int]
  /// By round: where its configurations start; then their total.
  let firstConfiguration: [Int]
  /// How many different hands there are after each round.
  private let sizes: [Int]
  /// By round: how many ways there are to distribute its cards over suits.
  private let waysPerRound: [Int]
  private let binomials = Binomials()

  /// An indexer for hands dealt in rounds of the given numbers of cards: one to eight rounds of at least one card
  /// and ten cards in all at most.
  ///
  /// - Parameters:
  ///   - ranks: the ranks of a suit, 1 to 13, from the deuce on; cards of others must not be dealt.
  ///   - suits: the suits, 1 to 4, from clubs on.
  public init(cardsPerRound: [Int], ranks: Int = 13, suits: Int = 4) {
    precondition(1...13 ~= ranks && 1...4 ~= suits, "a deck has 1 to 13 ranks in 1 to 4 suits")
    precondition(
      1...8 ~= cardsPerRound.count && cardsPerRound.allSatisfy { 1...10 ~= $0 }
        && cardsPerRound.reduce(0, +) <= 10,
      "one to eight rounds of one or more cards, ten cards in all at most")
    let layout = Layout(cardsPerRound: cardsPerRound, ranks: ranks, suits: suits)
    self.cardsPerRound = cardsPerRound
    self.ranks = ranks
    self.suits = suits
    configurations = layout.configurations
    assignments = layout.assignments
    firstAssignment = layout.firstAssignment
    firstConfiguration = layout.firstConfiguration
    sizes = layout.sizes
    waysPerRound = cardsPerRound.map { Composition.count(of: $0) }
  }

  /// How many different hands there are after a round, 0 ..< the number of rounds.
  public func size(round: Int) -> Int { sizes[round] }

  /// A hand under way: what the rounds dealt so far amount to. Plain data, cheap to copy; a walk over boards extends
  /// the state of the hole cards street by street.
  public struct State: Sendable {
    /// How many rounds have been dealt.
    public internal(set) var rounds = 0
    /// By suit: the index of its ranks, and how many such indices there are.
    var index = SIMD4<UInt32>(repeating: 0)
    var radix = SIMD4<UInt32>(repeating: 1)
    /// The masks of the ranks that the suits received, 16 bits a suit.
    var used: UInt64 = 0
    /// The number of the distribution of cards over suits.
    var distribution = 0

    public init() {}
  }

  /// The state after the next round's cards, which must be as many as the round has and not dealt before.
  public func extend(_ state: State, with cards: CardSet) -> State {
    precondition(state.rounds < cardsPerRound.count, "all rounds are dealt")
    precondition(cards.count == cardsPerRound[state.rounds], "a round has its own number of cards")
    // Of each suit, 16 bits wide: how many cards it receives, and the number of their combination of ranks.
    var counts: UInt64 = 0
    var combinations: UInt64 = 0
    var next = state
    for card in cards {
      let lane = UInt64(card.rawValue & 3) &* 16
      let rank = UInt64(card.rawValue >> 2)
      let bit = (1 as UInt64) &<< rank
      let used = state.used &>> lane
      precondition(used & bit == 0, "a card is dealt once")
      let free = Int(rank) &- (used & (bit &- 1)).nonzeroBitCount
      counts &+= 1 &<< lane
      combinations &+= UInt64(binomials[free, Int(counts &>> lane & 15)]) &<< lane
      next.used |= bit &<< lane
    }
    let perSuit = Self.lanes(counts)
    next.index &+= state.radix &* SIMD4(truncatingIfNeeded: Self.lanes(combinations))
    next.radix &*= ways(perSuit, used: state.used)
    next.distribution = state.distribution &* waysPerRound[state.rounds] &+ Composition.index(perSuit)
    next.rounds += 1
    return next
  }

  /// The index of the hand so far, 0 ..< `size(round: state.rounds - 1)`. At least one round must have been dealt.
  public func index(_ state: State) -> Int {
    let assignment = assignments[firstAssignment[state.rounds - 1] + state.distribution]
    let configuration = configurations[Int(assignment.configuration)]
    return configuration.index(of: assignment.ordered(state.index))
  }

  /// The four 16-bit parts of a word, the lowest first.
  @inline(__always)
  private static func lanes(_ word: UInt64) -> SIMD4<UInt16> {
    unsafeBitCast(word.littleEndian, to: SIMD4<UInt16>.self)
  }

  /// By suit: how many ways there are to choose its cards of a round out of the ranks it has left.
  @inline(__always)
  private func ways(_ counts: SIMD4<UInt16>, used: UInt64) -> SIMD4<UInt32> {
    func ways(_ suit: Int) -> UInt32 {
      binomials[ranks &- (used &>> UInt64(16 &* suit) & 0x1FFF).nonzeroBitCount, Int(counts[suit])]
    }
    return SIMD4(ways(0), ways(1), ways(2), ways(3))
  }

  /// The index of cards in the order they are dealt: all rounds, or the first few of them.
  ///
  /// The cards must be distinct, and end with the end of a round.
  public func index(cards: [Card]) -> Int {
    cards.withUnsafeBufferPointer { index(cards: $0) }
  }

  /// The same for cards anywhere in memory.
  public func index(cards: UnsafeBufferPointer<Card>) -> Int {
    var state = State()
    var start = 0
    while start < cards.count {
      precondition(state.rounds < cardsPerRound.count, "more cards than the rounds have")
      let end = start + cardsPerRound[state.rounds]
      precondition(end <= cards.count, "the cards end within a round")
      state = extend(state, with: CardSet(cards[start..<end]))
      start = end
    }
    precondition(state.rounds > 0, "a hand has at least one round")
    return index(state)
  }
}
