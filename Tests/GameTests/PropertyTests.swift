import Cards
import Testing

@testable import Game

/// What holds in every hand, whatever the rules and however it is played.
@Suite("Properties")
struct PropertyTests {
  @Test("chips are conserved and every hand ends", arguments: [OddChips.toFirstSeat, .shared])
  func conservation(oddChips: OddChips) throws {
    for seed in 0..<1500 as Range<UInt64> {
      var hand = RandomHand(seed: 7_000_000 + seed)
      try vary(&hand.rules, seed, oddChips)
      let rules = hand.rules
      let chips = rules.stacks.reduce(rules.deadMoney, +)
      var state = BettingState(rules)
      var steps = 0
      while let next = try step(state, &hand) {
        state = next
        steps += 1
        try #require(steps < 1000, "the hand does not end")
        #expect(state.stacks.reduce(state.pot, +) == chips)
        #expect(state.contributed.reduce(rules.deadMoney, +) == state.pot)
        #expect(state.stacks.allSatisfy { $0 >= 0 })
        #expect(zip(state.stacks, state.contributed).map(+) == rules.stacks)
      }
      check(state, hand)
    }
  }

  /// Adds to a random game what the oracle's games leave out: dead money, rake, and blinds nobody can post.
  private func vary(_ rules: inout GameRules, _ seed: UInt64, _ oddChips: OddChips) throws {
    rules.oddChips = oddChips
    if seed % 2 == 0 { rules.deadMoney = Int(seed % 37) }
    if seed % 3 == 0 { rules.rake = Rake(rate: 0.05, cap: Int(seed % 11), noFlopNoDrop: seed % 2 == 0) }
    if seed % 5 == 0, let poster = rules.blinds.firstIndex(of: rules.largestBlind) {
      rules.stacks[poster] = 1 + Int(seed) % max(1, rules.largestBlind)
    }
    try rules.validated()
  }

  /// The next state, or nil at the end; tries out both ends of every legal raise on the way.
  private func step(_ state: BettingState, _ hand: inout RandomHand) throws -> BettingState? {
    switch state.phase {
    case .fold, .showdown: return nil
    case .deal: return state.dealing(hand.rules)
    case .decision(let seat):
      let legal = state.legalActions(hand.rules)
      #expect(!state.folded[seat] && state.stacks[seat] > 0)
      #expect(legal.call == state.toCall && legal.call <= state.stacks[seat])
      #expect(legal.canFold == (legal.call > 0))
      if let raise = legal.raise {
        #expect(raise.lowerBound > state.currentBet && raise.upperBound <= state.allIn(seat))
        for total in [raise.lowerBound, raise.upperBound] {
          let raised = state.applying(.raise(to: total), hand.rules)
          #expect(raised.lastAggressor == seat && raised.currentBet == total)
          #expect(raised.raises == state.raises + 1)
        }
      }
      return state.applying(hand.action(legal), hand.rules)
    }
  }

  private func check(_ state: BettingState, _ hand: RandomHand) {
    let rules = hand.rules
    let utilities = state.utilities(strengths: hand.strengths, rules)
    let pots = state.pots(rules)
    let contested = pots.reduce(0) { $0 + $1.amount }
    let sawBoard = if case .fold = state.phase { state.street > 0 } else { true }
    let rake = rules.rake.taken(fromPot: contested, sawFlop: sawBoard)
    #expect(abs(utilities.reduce(0, +) - (Double(rules.deadMoney) - rake)) < 1e-9)
    #expect(contested <= state.pot)
    #expect(pots.allSatisfy { pot in pot.amount > 0 && !pot.eligible.isEmpty && pot.eligible.allSatisfy { !state.folded[$0] } })
    for seat in 0..<rules.players {
      #expect(utilities[seat] >= -Double(state.contributed[seat]))
      if state.folded[seat] { #expect(utilities[seat] == -Double(state.contributed[seat])) }
    }
  }

  @Test("a better hand never earns less")
  func monotonicity() throws {
    for seed in 0..<500 as Range<UInt64> {
      var hand = RandomHand(seed: 8_000_000 + seed)
      var state = BettingState(hand.rules)
      while let next = try step(state, &hand) { state = next }
      guard state.phase == .showdown else { continue }
      for seat in 0..<hand.rules.players where !state.folded[seat] {
        var better = hand.strengths
        better[seat] = HandStrength(rawValue: 6)
        let before = state.utilities(strengths: hand.strengths, hand.rules)[seat]
        #expect(state.utilities(strengths: better, hand.rules)[seat] >= before)
      }
    }
  }
}
