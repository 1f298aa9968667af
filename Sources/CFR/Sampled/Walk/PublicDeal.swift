import Abstraction
import Cards
import Game

/// A board with every private hand that it leaves, in order of strength, as public chance sampling deals it. Two players.
final class PublicDeal {
  let rules: GameRules
  private let cards: CardLookup
  private let deck: [Card]
  /// The hands that some player can hold, and by player their weights.
  private let hands: [CardSet]
  private let weights: [[Float]]
  /// The sum of the weights of all pairs of hands that share no card, and the share of the boards that leaves both.
  private let pairWeight: Double?
  private let evaluator = HandEvaluator.shared
  /// How many hands there are without a board: the room of a row.
  let width: Int
  private let streets: Int

  /// How many hands the board leaves.
  private(set) var count = 0
  /// By hand, weakest first: the first hand that is stronger, its weight for each player, both cards, and for each street its row.
  let firstAbove: UnsafeMutablePointer<Int32>
  let held: [UnsafeMutablePointer<Float>]
  let low: UnsafeMutablePointer<UInt8>
  let high: UnsafeMutablePointer<UInt8>
  private let buckets: UnsafeMutablePointer<Int32>
  /// What a sum over all pairs of hands is multiplied by to be chips a deal.
  private(set) var scale: Float = 1
  /// For an end of a hand: reach by card of all hands, of those below, of those not above.
  let masses: UnsafeMutablePointer<Double>

  /// - Parameter ranges: the players' ranges in a spot; nil where every hand of the deck is dealt.
  init(_ game: SampledGame, rules: GameRules, cards: CardLookup, ranges: [HandRange]?) {
    self.rules = rules
    self.cards = cards
    let live = rules.deck.cards.subtracting(CardSet(rules.board))
    deck = Array(live)
    let all = rules.deck.cards
    if let ranges {
      let combos = Combo.all.filter { combo in combo.cards.isSubset(of: live) && ranges.contains { $0[combo] > 0 } }
      hands = combos.map(\.cards)
      weights = ranges.map { range in combos.map { range[$0] } }
      let dealt = PrivateHands.dealt(rules, ranges: ranges)
      let missing = rules.boardCards(onStreet: rules.streets.count - 1) - rules.board.count
      let left = (0..<missing).reduce(1.0) { $0 * Double(live.count - 4 - $1) / Double(live.count - $1) }
      pairWeight = PrivateHands.pairWeight(dealt[0], dealt[1]) * left
    } else {
      hands = rules.holeCards == 2 ? Combo.all.map(\.cards).filter { $0.isSubset(of: all) } : all.map { CardSet($0) }
      weights = Array(repeating: Array(repeating: 1, count: hands.count), count: 2)
      pairWeight = nil
    }
    width = hands.count
    streets = game.streetsWithDecisions
    firstAbove = .allocate(capacity: width)
    held = (0..<2).map { [width] _ in .allocate(capacity: width) }
    low = .allocate(capacity: width)
    high = .allocate(capacity: width)
    buckets = .allocate(capacity: width * streets)
    masses = .allocate(capacity: 3 * 52)
  }

  deinit {
    for numbers in held { numbers.deallocate() }
    for cards in [low, high] { cards.deallocate() }
    for numbers in [firstAbove, buckets] { numbers.deallocate() }
    masses.deallocate()
  }

  /// The rows of a street, by hand.
  @inline(__always)
  func buckets(_ street: UInt8) -> UnsafeMutablePointer<Int32> { buckets + Int(street) * width }

  /// Deals a board.
  func draw(_ random: inout RandomStream) {
    var boards: [CardSet] = []
    var board = CardSet(rules.board), used = CardSet()
    for street in rules.streets.indices {
      for _ in 0..<rules.streets[street].boardCards {
        var card = deck[random.below(deck.count)]
        while used.contains(card) { card = deck[random.below(deck.count)] }
        used.insert(card)
        board.insert(card)
      }
      boards.append(board)
    }
    var order: [(cards: CardSet, strength: UInt16, hand: Int)] = hands.indices.compactMap { hand in
      let cards = hands[hand]
      return cards.isDisjoint(with: board) ? (cards, evaluator.strength(of: cards.union(board)).rawValue, hand) : nil
    }
    order.sort { ($0.strength, $0.cards.rawValue) < ($1.strength, $1.cards.rawValue) }
    count = order.count
    for h in (0..<count).reversed() {
      low[h] = UInt8(order[h].cards.rawValue.trailingZeroBitCount)
      high[h] = UInt8(63 - order[h].cards.rawValue.leadingZeroBitCount)
      firstAbove[h] = h + 1 < count && order[h].strength == order[h + 1].strength ? firstAbove[h + 1] : Int32(h + 1)
      for player in 0..<2 { held[player][h] = weights[player][order[h].hand] }
    }
    for street in 0..<streets {
      let numbering = cards.board(street: street, boards[street])
      let numbers = order.map { cards.number(street: street, hole: $0.cards, on: numbering) }
      for h in 0..<count {
        let before = street > 0 ? Int(buckets[(street - 1) * width + h]) : 0
        buckets[street * width + h] = Int32(truncatingIfNeeded: cards.row(street: street, bucket: cards.bucket(street: street, number: numbers[h]), after: before))
      }
    }
    if let pairWeight {
      scale = Float(1 / pairWeight)
      return
    }
    let live = Double(rules.deck.cards.subtracting(board).count), mine = Double(rules.holeCards)
    // Opposing hands that a hand leaves: C(live - 1, 1) or C(live - 2, 2).
    let others = mine == 1 ? live - 1 : (live - 2) * (live - 3) / 2
    scale = Float(1 / (Double(count) * others))
  }
}
