import Abstraction
import Cards
import Game

/// Public chance sampling (Johanson, Bard, Lanctot, Gibson & Bowling, "Efficient Nash Equilibrium Approximation through Monte Carlo
/// Counterfactual Regret Minimization", 2012): one board a traversal, on which every pair of private hands and all actions are walked. Two players.
///
/// Rows hold a number for every hand that the board leaves, in order of strength. Values are sums over opposing hands, divided by the
/// number of pairs of hands, so that they are chips as in the other samplings.
final class PublicChance {
  private let rules: GameRules
  private let cards: CardLookup
  private let deck: [Card]
  /// The hands that some player can hold, and by player their weights.
  private let hands: [CardSet]
  private let weights: [[Float]]
  /// The sum of the weights of all pairs of hands that share no card, and the share of the boards that leaves both.
  private let pairWeight: Double?
  private let evaluator = HandEvaluator.shared
  private let width: Int
  private let streets: Int

  /// How many hands the board leaves. By hand, weakest first: the first hand that is stronger, its weight for each player, both cards, and for each
  /// street its row.
  private var count = 0
  private let firstAbove: UnsafeMutablePointer<Int32>
  private let held: [UnsafeMutablePointer<Float>]
  private let low: UnsafeMutablePointer<UInt8>
  private let high: UnsafeMutablePointer<UInt8>
  private let buckets: UnsafeMutablePointer<Int32>
  private var scale: Float = 1

  /// Free room for rows.
  private let rows: UnsafeMutablePointer<Float>
  private let room: Int
  private var used = 0
  /// For one decision: sums by bucket and action, and which buckets have any.
  private let sums: UnsafeMutablePointer<Float>
  private let isTouched: UnsafeMutablePointer<Bool>
  /// For an end of a hand: reach by card of all hands, of those below, of those not above.
  private let masses: UnsafeMutablePointer<Double>
  private var touched: [Int32] = []

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
    room = (2 * game.widest + 2) * (game.depth + 2) * width
    rows = .allocate(capacity: room)
    let most = Int(game.buckets.max() ?? 1)
    sums = .allocate(capacity: most * game.widest)
    sums.initialize(repeating: 0, count: most * game.widest)
    isTouched = .allocate(capacity: most)
    isTouched.initialize(repeating: false, count: most)
    masses = .allocate(capacity: 3 * 52)
    firstAbove = .allocate(capacity: width)
    held = (0..<2).map { [width] _ in .allocate(capacity: width) }
    low = .allocate(capacity: width)
    high = .allocate(capacity: width)
    buckets = .allocate(capacity: width * streets)
  }

  deinit {
    for numbers in [rows, sums] + held { numbers.deallocate() }
    for cards in [low, high] { cards.deallocate() }
    for numbers in [firstAbove, buckets] { numbers.deallocate() }
    isTouched.deallocate()
    masses.deallocate()
  }

  /// The rows of a street, by hand.
  @inline(__always)
  private func buckets(_ street: UInt8) -> UnsafeMutablePointer<Int32> { buckets + Int(street) * width }

  /// A traversal of the walk's traverser on a board drawn from its stream.
  func run(_ walk: inout SampledWalk) {
    deal(&walk.random)
    used = 0
    let reach = take(1)
    reach.update(from: held[1 - walk.traverser], count: count)
    _ = value(0, reach: reach, &walk)
  }

  /// Room for so many rows.
  private func take(_ number: Int) -> UnsafeMutablePointer<Float> {
    defer { used += number * width }
    return rows + used
  }

  // MARK: Cards

  private func deal(_ random: inout RandomStream) {
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

  // MARK: The walk

  /// The traverser's values of a node, by hand: sums over the opponent's reach.
  private func value(_ index: Int, reach: UnsafeMutablePointer<Float>, _ walk: inout SampledWalk) -> UnsafeMutablePointer<Float> {
    let node = walk.game.nodes[index]
    walk.visited += 1
    let out = take(1)
    guard node.kind == .decision else {
      payoffs(node, reach, walk.traverser, walk.game, into: out)
      return out
    }
    let mark = used
    defer { used = mark }
    let isOwn = Int(node.player) == walk.traverser
    if isOwn { updateOwn(node, reach, out, &walk) } else { follow(node, reach, out, &walk) }
    return out
  }

  /// Strategies of all hands at a decision: a row an action.
  private func strategies(_ node: SampledNode, _ walk: SampledWalk) -> UnsafeMutablePointer<Float> {
    let actions = Int(node.actions), bucket = buckets(node.street)
    let strategy = take(actions)
    let most = Int(walk.game.buckets[Int(node.street)])
    // Where hands share buckets, each bucket is matched once.
    let rows = min(most, count)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows * actions) { matched in
      let matched = matched.baseAddress!
      if most <= count {
        for b in 0..<most { matchRegrets(walk.tables + node.regretLane(bucket: Int32(b)) + 1, actions, into: matched + b * actions) }
      } else {
        for h in 0..<count { matchRegrets(walk.tables + node.regretLane(bucket: bucket[h]) + 1, actions, into: matched + h * actions) }
      }
      for h in 0..<count {
        let row = matched + (most <= count ? Int(bucket[h]) : h) * actions
        for a in 0..<actions { strategy[a * width + h] = row[a] }
      }
    }
    return strategy
  }

  private func updateOwn(_ node: SampledNode, _ reach: UnsafeMutablePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ walk: inout SampledWalk) {
    let actions = Int(node.actions)
    let strategy = strategies(node, walk)
    out.update(repeating: 0, count: count)
    var values: [UnsafeMutablePointer<Float>] = []
    for a in 0..<actions {
      let child = value(Int(node.first) + a, reach: reach, &walk)
      for h in 0..<count { out[h] += strategy[a * width + h] * child[h] }
      values.append(child)
    }
    let bucket = buckets(node.street), count = count, weight = held[walk.traverser]
    for a in 0..<actions {
      let child = values[a]
      for h in 0..<count { add((child[h] - out[h]) * weight[h], bucket: bucket[h], action: a, actions) }
    }
    log(node, isAverage: false, &walk)
  }

  private func follow(_ node: SampledNode, _ reach: UnsafeMutablePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ walk: inout SampledWalk) {
    let actions = Int(node.actions)
    let strategy = strategies(node, walk), bucket = buckets(node.street), count = count
    out.update(repeating: 0, count: count)
    for a in 0..<actions {
      let row = strategy + a * width
      for h in 0..<count { row[h] *= reach[h] }
      if walk.step.averages { for h in 0..<count { add(row[h], bucket: bucket[h], action: a, actions) } }
    }
    if walk.step.averages { log(node, isAverage: true, &walk) }
    for a in 0..<actions {
      let mark = used
      let child = value(Int(node.first) + a, reach: strategy + a * width, &walk)
      for h in 0..<count { out[h] += child[h] }
      used = mark
    }
  }

  @inline(__always)
  private func add(_ x: Float, bucket: Int32, action: Int, _ actions: Int) {
    let b = Int(bucket)
    if !isTouched[b] {
      isTouched[b] = true
      touched.append(bucket)
    }
    sums[b * actions + action] += x
  }

  /// Moves what was added up to the log.
  private func log(_ node: SampledNode, isAverage: Bool, _ walk: inout SampledWalk) {
    let actions = Int(node.actions)
    let factor = isAverage ? 1 / Float(count) : scale
    for bucket in touched {
      let b = Int(bucket)
      let row = isAverage ? walk.game.averageLane(node, bucket: bucket) : node.regretLane(bucket: bucket)
      let entry = walk.log.append(row: row, isAverage: isAverage, actions: actions)
      for a in 0..<actions {
        entry[a] = sums[b * actions + a] * factor
        sums[b * actions + a] = 0
      }
      isTouched[b] = false
    }
    touched.removeAll(keepingCapacity: true)
  }

  // MARK: Ends of hands

  /// By hand: the sum over opposing hands that share no card with it of reach times payoff. Masses of hands below, equal and above come from
  /// prefix sums over the order of strength, less those that hold one of its cards; a hand that holds both is the hand itself.
  private func payoffs(
    _ node: SampledNode, _ reach: UnsafeMutablePointer<Float>, _ seat: Int, _ game: SampledGame, into out: UnsafeMutablePointer<Float>
  ) {
    let first = Int(node.first)
    let byCard = masses, below = masses + 52, upTo = masses + 104
    masses.update(repeating: 0, count: 156)
    var total = 0.0
    let isPair = rules.holeCards == 2, count = count
    for h in 0..<count {
      let r = Double(reach[h])
      total += r
      byCard[Int(low[h])] += r
      if isPair { byCard[Int(high[h])] += r }
    }
    func mass(_ sum: Double, _ cards: UnsafeMutablePointer<Double>, _ h: Int, own: Double) -> Double {
      isPair ? sum - cards[Int(low[h])] - cards[Int(high[h])] + own : sum - cards[Int(low[h])]
    }
    guard node.kind == .showdown else {
      let payoff = Double(game.values[first + seat])
      for h in 0..<count { out[h] = Float(payoff * mass(total, byCard, h, own: Double(reach[h]))) }
      return
    }
    let win = Double(game.values[first + 3 * seat]), tie = Double(game.values[first + 3 * seat + 1]), lose = Double(game.values[first + 3 * seat + 2])
    var sumBelow = 0.0, sumUpTo = 0.0
    var h = 0
    while h < count {
      // Hands of one strength together.
      let end = Int(firstAbove[h])
      for o in h..<end {
        let r = Double(reach[o])
        sumUpTo += r
        upTo[Int(low[o])] += r
        if isPair { upTo[Int(high[o])] += r }
      }
      for i in h..<end {
        let own = Double(reach[i])
        let beaten = mass(sumBelow, below, i, own: 0)
        let notAbove = mass(sumUpTo, upTo, i, own: own)
        let all = mass(total, byCard, i, own: own)
        out[i] = Float(win * beaten + tie * (notAbove - beaten) + lose * (all - notAbove))
      }
      sumBelow = sumUpTo
      below.update(from: upTo, count: 52)
      h = end
    }
  }
}
