import Abstraction
import Cards
import Game

/// Local best response (Lisy & Bowling, "Equilibrium Approximation Quality of Current No-Limit Poker Bots", 2017): a player who knows the
/// opponent's strategy, keeps track of the range it implies with real cards, and at each decision takes the action that is best if
/// both only check and call from then on. What it wins is a lower bound of what a best response would. Two players.
///
/// The opponent's cards are never dealt: its actions are drawn from the range's, and showdowns are weighed over the range, so that less is left to chance.
struct LocalBestResponse {
  private let policy: AveragePolicy
  private let moves: UnsafePointer<SampledMove>
  private let cards: CardLookup
  private let rules: GameRules
  private let evaluator = HandEvaluator.shared
  private let hands: [CardSet]
  /// By seat and hand: how much of it the seat's range has.
  private let weights: [[Float]]
  /// Who deals the hands of a spot.
  private let dealer: RangeDealer?
  /// By hand: weight in the opponent's range; row on the street under way; weight that does not fold to an action.
  private let range: UnsafeMutablePointer<Float>
  private let buckets: UnsafeMutablePointer<Int32>
  private let staying: UnsafeMutablePointer<Float>
  private let edges: UnsafeMutablePointer<Float>
  private let strategy: UnsafeMutablePointer<Float>
  /// Boards that an equity before the last street is the mean of.
  private static let runouts = 12

  init(_ memory: SampledMemory, rules: GameRules, cards: CardLookup, ranges: [HandRange]?) {
    policy = AveragePolicy(memory)
    moves = memory.game.moves.base
    self.cards = cards
    self.rules = rules
    let deck = rules.deck.cards
    hands = rules.holeCards == 2 ? Combo.all.map(\.cards).filter { $0.isSubset(of: deck) } : deck.map { CardSet($0) }
    dealer = ranges.map { RangeDealer($0, rules) }
    // Ranges are of Hold'em's 1,326 combos, which are all its hands.
    weights = ranges?.map(\.weights) ?? Array(repeating: Array(repeating: 1, count: hands.count), count: 2)
    range = .allocate(capacity: hands.count)
    buckets = .allocate(capacity: hands.count)
    staying = .allocate(capacity: hands.count)
    edges = .allocate(capacity: hands.count)
    strategy = .allocate(capacity: memory.game.widest)
  }

  func deallocate() {
    for rows in [range, staying, edges, strategy] { rows.deallocate() }
    buckets.deallocate()
  }

  /// What the responder wins in a seat with one deal, in chips.
  func play(seat: Int, _ random: inout RandomStream) -> Double {
    var deck = Array(rules.deck.cards.subtracting(CardSet(rules.board)))
    let missing = rules.boardCards(onStreet: rules.streets.count - 1) - rules.board.count
    let own: CardSet, board: [Card]
    if let dealer {
      let dealt = dealer.deal(&random)
      own = seat == 0 ? dealt.0 : dealt.1
      // The other hand blocks the board as it would in a game.
      deck.removeAll { dealt.0.contains($0) || dealt.1.contains($0) }
      deck.shuffle(using: &random)
      board = Array(deck.prefix(missing))
    } else {
      deck.shuffle(using: &random)
      own = CardSet(deck.prefix(rules.holeCards))
      board = Array(deck.dropFirst(rules.holeCards).prefix(missing))
    }
    let root = CardSet(rules.board)
    for h in hands.indices { range[h] = hands[h].isDisjoint(with: own) && hands[h].isDisjoint(with: root) ? weights[1 - seat][h] : 0 }
    var street = -1
    var shown = CardSet(rules.board)
    var index = 0
    while policy.game.nodes[index].kind == .decision {
      let node = policy.game.nodes[index]
      while street < Int(node.street) {
        street += 1
        shown = CardSet(rules.board + board.prefix(rules.boardCards(onStreet: street) - rules.board.count))
        enter(street: street, shown)
      }
      let action = Int(node.player) == seat ? respond(index, own, shown, &random) : follow(node, &random)
      index = Int(node.first) + action
    }
    let end = policy.game.nodes[index]
    if end.kind == .fold { return Double(policy.game.values[Int(end.first) + seat]) }
    shown = CardSet(rules.board + board)
    let payoffs = (0..<3).map { Double(policy.game.values[Int(end.first) + 3 * seat + $0]) }
    let mine = evaluator.strength(of: own.union(shown))
    var total = 0.0, value = 0.0
    for h in hands.indices where range[h] > 0 && hands[h].isDisjoint(with: shown) {
      let other = evaluator.strength(of: hands[h].union(shown))
      total += Double(range[h])
      value += Double(range[h]) * payoffs[mine > other ? 0 : mine == other ? 1 : 2]
    }
    return total > 0 ? value / total : payoffs[1]
  }

  /// The cards of a street are dealt: blocked hands leave the range.
  private func enter(street: Int, _ board: CardSet) {
    let numbering = cards.board(street: street, board)
    for h in hands.indices {
      if !hands[h].isDisjoint(with: board) { range[h] = 0 }
      guard range[h] > 0 else { continue }
      let bucket = cards.bucket(street: street, hole: hands[h], on: numbering)
      buckets[h] = Int32(truncatingIfNeeded: cards.row(street: street, bucket: bucket, after: street > 0 ? Int(buckets[h]) : 0))
    }
  }

  /// The opponent acts as its range does on average, which then is the range of those who would have.
  private func follow(_ node: SampledNode, _ random: inout RandomStream) -> Int {
    let actions = Int(node.actions)
    var totals = Array(repeating: Float(0), count: actions)
    for h in hands.indices where range[h] > 0 {
      policy.read(node, bucket: buckets[h], into: strategy)
      for a in 0..<actions { totals[a] += range[h] * strategy[a] }
    }
    let sum = totals.reduce(0, +)
    guard sum > 0 else { return random.below(actions) }
    for a in 0..<actions { totals[a] /= sum }
    let action = totals.withUnsafeBufferPointer { choose($0.baseAddress!, actions, &random) }
    for h in hands.indices where range[h] > 0 {
      policy.read(node, bucket: buckets[h], into: strategy)
      range[h] *= strategy[action]
    }
    return action
  }

  /// The action of the highest value if all are passive afterwards. Folding is worth 0.
  private func respond(_ index: Int, _ own: CardSet, _ board: CardSet, _ random: inout RandomStream) -> Int {
    let node = policy.game.nodes[index], chips = policy.game.chips
    let pot = chips[index]
    rate(own, board, &random)
    let equity = equity(range)
    var best = 0, bestValue: Float = moves[Int(node.first)] == .fold ? 0 : -.infinity
    for a in 0..<Int(node.actions) {
      let child = Int(node.first) + a
      let price = chips[child] - pot
      let value: Float
      switch moves[child] {
      case .fold: continue
      case .checkOrCall: value = equity * pot - (1 - equity) * price
      case .betOrRaise: value = raiseValue(child, pot: pot, price: price)
      }
      if value > bestValue { (best, bestValue) = (a, value) }
    }
    return best
  }

  private func raiseValue(_ child: Int, pot: Float, price: Float) -> Float {
    let answer = policy.game.nodes[child]
    guard answer.kind == .decision, moves[Int(answer.first)] == .fold, answer.actions > 1 else { return -.infinity }
    var folding: Float = 0, total: Float = 0
    for h in hands.indices {
      staying[h] = 0
      guard range[h] > 0 else { continue }
      policy.read(answer, bucket: buckets[h], into: strategy)
      total += range[h]
      folding += range[h] * strategy[0]
      staying[h] = range[h] * (1 - strategy[0])
    }
    guard total > 0 else { return -.infinity }
    let called = policy.game.chips[Int(answer.first) + 1] - policy.game.chips[child]
    let share = folding / total, equity = equity(staying)
    return share * pot + (1 - share) * (equity * (pot + called) - (1 - equity) * price)
  }

  /// Finds, for each hand of the range, the responder's share of the pot against it.
  private func rate(_ own: CardSet, _ board: CardSet, _ random: inout RandomStream) {
    let missing = rules.boardCards(onStreet: rules.streets.count - 1) - board.count
    var live = Array(rules.deck.cards.subtracting(own).subtracting(board))
    let count = missing == 0 ? 1 : Self.runouts
    edges.update(repeating: 0, count: hands.count)
    var seen = Array(repeating: Float(0), count: hands.count)
    for _ in 0..<count {
      for i in 0..<missing { live.swapAt(i, i + random.below(live.count - i)) }
      let whole = board.union(CardSet(live.prefix(missing)))
      let mine = evaluator.strength(of: own.union(whole))
      for h in hands.indices where range[h] > 0 && hands[h].isDisjoint(with: whole) {
        let other = evaluator.strength(of: hands[h].union(whole))
        edges[h] += mine > other ? 1 : mine == other ? 0.5 : 0
        seen[h] += 1
      }
    }
    for h in hands.indices { edges[h] = seen[h] > 0 ? edges[h] / seen[h] : 0.5 }
  }

  private func equity(_ weights: UnsafeMutablePointer<Float>) -> Float {
    var total: Float = 0, won: Float = 0
    for h in hands.indices {
      total += weights[h]
      won += weights[h] * edges[h]
    }
    return total > 0 ? won / total : 0.5
  }
}
