import Abstraction
import CFR
import Cards
import Game

/// The values of a solve's average strategies, and of best responses to them, worked out the slow way: hand by hand, card by card, no two
/// suits treated alike, payoffs added up from the bets of the line. It shares nothing with the solver but the betting tree and the
/// strategies that the solver reports.
final class BruteForce {
  private let solve: Solve
  /// What stacks in chips are worth, if not themselves.
  private let utility: (([Double]) -> [Double])?
  private var strategies: [PublicPlace: NodeStrategy] = [:]
  private var strengths: [CardSet: HandStrength] = [:]
  /// Hears of each of the player's decisions on the way of a hand, when both play their averages.
  var onDecision: ((Visit) -> Void)?

  /// What a hand is worth at a decision, all times the weight of what it meets there.
  struct Visit {
    let place: PublicPlace
    let hand: CardSet
    /// The weight of the opposing hands that come here and can be dealt.
    let mass: Double
    let value: Double
    /// After each action.
    let after: [Double]
    /// What it wins of the pot if nobody bets any more.
    let share: Double
  }

  init(_ solve: Solve, utility: (([Double]) -> [Double])? = nil) { (self.solve, self.utility) = (solve, utility) }

  /// Chips that a player wins on average: with its average strategy, and with the best response to the other's.
  func values(_ player: Int) throws -> (average: Double, bestResponse: Double) {
    let own = solve.hands[player], theirs = solve.hands[1 - player]
    var average = 0.0, best = 0.0, weight = 0.0
    for (hand, share) in zip(own.cards, own.weights) {
      let reach = zip(theirs.cards, theirs.weights).map { $0.isDisjoint(with: hand) ? $1 : 0 }
      let here = Place(hand: hand, player: player, reach: reach, contributed: [0, 1].map { postings($0) })
      average += share * (try value(here, plays: .average))
      best += share * (try value(here, plays: .bestResponse))
      weight += share * reach.reduce(0, +)
    }
    return (average / weight, best / weight)
  }

  private enum Play { case average, bestResponse }

  /// One of the player's hands at a node, and with how much weight each opposing hand comes here.
  private struct Place {
    var node = 0
    var dealt: [[Card]] = []
    var hand: CardSet
    var player: Int
    var reach: [Double]
    /// What each seat has put in, this street's bets apart.
    var contributed: [Double]
    var bets = [0.0, 0.0]
  }

  private var tree: BettingTree { solve.tree }

  private func postings(_ seat: Int) -> Double { Double(solve.tree.rules.antes[seat] + solve.tree.rules.blinds[seat]) }

  private func value(_ here: Place, plays: Play) throws -> Double {
    let entry = tree.nodes[here.node]
    switch entry.kind {
    case .decision: return try decision(here, plays)
    case .deal:
      return try deal(here) { next in
        var next = next
        next.node = Int(entry.firstChild)
        return try self.value(next, plays: plays)
      }
    case .fold:
      let paid = outcome(here)
      return here.reach.reduce(0, +) * (Int(entry.player) == here.player ? paid.win : paid.lose)
    case .showdown:
      if here.dealt.count < tree.rules.streets.count - 1 {
        return try deal(here) { try self.value($0, plays: plays) }
      }
      return showdown(here)
    }
  }

  private func decision(_ here: Place, _ plays: Play) throws -> Double {
    let entry = tree.nodes[here.node], seat = Int(entry.player)
    let strategy = try strategy(here)
    let isOwn = seat == here.player
    let own = isOwn ? solve.hands[seat].cards.firstIndex(of: here.hand)! : 0
    var best = -Double.infinity, mean = 0.0, after: [Double] = []
    for (action, child) in entry.children.enumerated() {
      var next = here
      next.node = child
      switch tree.nodes[child].move {
      case .call: next.bets[seat] = min(here.bets[1 - seat], Double(tree.rules.stacks[seat]) - here.contributed[seat])
      case .bet, .raise: next.bets[seat] = Double(tree.nodes[child].amount)
      default: break
      }
      if !isOwn { for o in next.reach.indices { next.reach[o] *= strategy.probabilities[o]?[action] ?? 0 } }
      let below = try value(next, plays: plays)
      best = max(best, below)
      after.append(below)
      mean += isOwn ? below * strategy.probabilities[own]![action] : below
    }
    if let onDecision, isOwn, plays == .average {
      onDecision(
        Visit(
          place: PublicPlace(node: here.node, dealt: here.dealt), hand: here.hand, mass: here.reach.reduce(0, +), value: mean, after: after,
          share: try share(here)))
    }
    return isOwn && plays == .bestResponse ? best : mean
  }

  /// The weight of the opposing hands that a hand beats at the end, and half of those it ties with.
  private func share(_ here: Place) throws -> Double {
    guard here.dealt.count == tree.rules.streets.count - 1 else { return try deal(here) { try self.share($0) } }
    let board = CardSet(tree.rules.board + here.dealt.joined())
    let mine = strength(here.hand.union(board))
    return zip(solve.hands[1 - here.player].cards, here.reach).reduce(0) { total, pair in
      guard pair.1 > 0 else { return total }
      let other = strength(pair.0.union(board))
      return total + pair.1 * (mine > other ? 1 : mine < other ? 0 : 0.5)
    }
  }

  /// The mean over the cards of the next street that neither player holds.
  private func deal(_ here: Place, _ value: (Place) throws -> Double) throws -> Double {
    let rules = tree.rules
    let seen = CardSet(rules.board + here.dealt.joined()).union(here.hand)
    let count = rules.streets[here.dealt.count + 1].boardCards
    let left = Array(rules.deck.cards.subtracting(seen))
    var total = 0.0
    for cards in choices(left, count) {
      var next = here
      next.dealt.append(cards)
      next.contributed = zip(here.contributed, here.bets).map { $0 + $1 }
      next.bets = [0, 0]
      for (o, theirs) in solve.hands[1 - here.player].cards.enumerated() where !theirs.isDisjoint(with: CardSet(cards)) { next.reach[o] = 0 }
      total += try value(next)
    }
    return total / Double(choices(Array(left.dropFirst(rules.holeCards)), count).count)
  }

  private func showdown(_ here: Place) -> Double {
    let paid = outcome(here)
    let board = CardSet(tree.rules.board + here.dealt.joined())
    let mine = strength(here.hand.union(board))
    var total = 0.0
    for (o, theirs) in solve.hands[1 - here.player].cards.enumerated() where here.reach[o] > 0 {
      let other = strength(theirs.union(board))
      total += here.reach[o] * (mine > other ? paid.win : mine < other ? paid.lose : paid.tie)
    }
    return total
  }

  /// Chips won and lost by a player at the end: the pot less rake, less what it put in; uncalled bets go back.
  private func outcome(_ here: Place) -> (win: Double, tie: Double, lose: Double) {
    let rules = tree.rules
    let matched = (0..<2).map { here.contributed[$0] + here.bets[$0] }.min()!
    let pot = Double(rules.deadMoney) + 2 * matched
    let rake = min(rules.rake.rate * pot, Double(rules.rake.cap))
    let unit = Double(rules.unitsPerChip)
    let win = (pot - rake - matched) / unit, lose = -matched / unit
    guard let utility else { return (win, (win + lose) / 2, lose) }
    let start = rules.stacks.map { Double($0) / unit }
    func gain(_ mine: Double, _ theirs: Double) -> Double {
      var stacks = start
      stacks[here.player] += mine
      stacks[1 - here.player] += theirs
      return utility(stacks)[here.player] - utility(start)[here.player]
    }
    return (gain(win, lose), gain((win + lose) / 2, (win + lose) / 2), gain(lose, win))
  }

  private func strategy(_ here: Place) throws -> NodeStrategy {
    let place = PublicPlace(node: here.node, dealt: here.dealt)
    if let known = strategies[place] { return known }
    let answer = try solve.strategy(at: place)
    strategies[place] = answer
    return answer
  }

  private func strength(_ cards: CardSet) -> HandStrength {
    if let known = strengths[cards] { return known }
    let strength = HandEvaluator.shared.strength(of: cards)
    strengths[cards] = strength
    return strength
  }
}
