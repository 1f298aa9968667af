import Testing

@testable import Game

@Suite("Pay-offs")
struct PayoffTests {
  @Test("a bet that nobody calls comes back")
  func uncalledBet() throws {
    let rules = try GameRules.spot(board: flop, pot: 100, stacks: [900, 900])
    let folded = play(rules, [.raise(to: 70), .fold])
    #expect(folded.phase == .fold(winner: 0))
    #expect(folded.utilities(strengths: strengths(nil, nil), rules) == [100, 0])
    #expect(folded.pots(rules) == [Pot(amount: 100, eligible: [0])])
  }

  @Test("an all-in over the other's stack is worth what can be called")
  func unequalStacks() throws {
    let rules = try GameRules.spot(board: flop, pot: 100, stacks: [900, 300])
    let state = play(rules, [.raise(to: 900), .call])
    #expect(state.phase == .showdown)
    #expect(state.utilities(strengths: strengths(1, 2), rules) == [-300, 400])
    #expect(state.utilities(strengths: strengths(2, 1), rules) == [400, -300])
    #expect(state.utilities(strengths: strengths(2, 2), rules) == [50, 50])
  }

  @Test("side pots are cut where stacks end, and hold the money of those who folded")
  func sidePots() throws {
    let rules = try GameRules.noLimit(stacks: [100, 300, 1000, 1000], smallBlind: 5, bigBlind: 10)
    // Seats 2 and 3 put in 500 and seat 2 folds on the flop.
    let state = play(
      rules, [.raise(to: 500), .call, .call, .call, .call, .raise(to: 100), .fold], from: nil)
    #expect(state.phase == .showdown)
    #expect(
      state.pots(rules) == [
        Pot(amount: 400, eligible: [0, 1, 3]), Pot(amount: 600, eligible: [1, 3]), Pot(amount: 400, eligible: [3]),
      ])
    #expect(state.utilities(strengths: strengths(3, 2, nil, 1), rules) == [300, 300, -500, -100])
    #expect(state.utilities(strengths: strengths(1, 1, nil, 3), rules) == [-100, -300, -500, 900])
  }

  @Test("odd chips go to the first seat, or are shared exactly")
  func oddChips() throws {
    var rules = try GameRules.noLimit(stacks: [50, 50, 50, 50], smallBlind: 5, bigBlind: 10)
    let called = play(rules, [.call, .call, .fold, .call] + Array(repeating: .call, count: 9))
    #expect(called.pot == 35)
    #expect(called.utilities(strengths: strengths(nil, 4, 4, 1), rules) == [-5, 8, 7, -10])
    rules.oddChips = .shared
    #expect(called.utilities(strengths: strengths(nil, 4, 4, 1), rules) == [-5, 7.5, 7.5, -10])
  }

  @Test("a player all-in for part of the ante contends for as much of everyone's")
  func shortAnte() throws {
    let rules = try GameRules.noLimit(stacks: [4, 100, 100], smallBlind: 5, bigBlind: 10, ante: 10)
    let state = play(rules, Array(repeating: .call, count: 8))
    #expect(state.phase == .showdown)
    #expect(state.pots(rules) == [Pot(amount: 12, eligible: [0, 1, 2]), Pot(amount: 32, eligible: [1, 2])])
  }

  @Test("a big-blind ante is dead money: no part of it is an uncalled bet")
  func bigBlindAnte() throws {
    let rules = try GameRules.noLimit(stacks: [100, 100], smallBlind: 5, bigBlind: 10, bigBlindAnte: 10)
    let called = play(rules, Array(repeating: .call, count: 8))
    #expect(called.pots(rules) == [Pot(amount: 30, eligible: [0, 1])])
    #expect(called.utilities(strengths: strengths(1, 2), rules) == [-20, 20])
    let folded = play(rules, [.fold])
    #expect(folded.utilities(strengths: strengths(nil, nil), rules) == [5, -5])
  }

  // Known answer: rake 5 % capped at 10 of a pot of 60 leaves 57, and 28.5 each to two equal hands.
  @Test("rake is taken from the pot before it is shared")
  func rake() throws {
    let rules = try GameRules.spot(board: flop, pot: 60, stacks: [100, 100], rake: Rake(rate: 0.05, cap: 10))
    let state = play(rules, Array(repeating: .call, count: 6))
    #expect(state.utilities(strengths: strengths(2, 1), rules) == [57, 0])
    #expect(state.utilities(strengths: strengths(2, 2), rules) == [28.5, 28.5])
    let capped = play(rules, [.raise(to: 100), .call])
    #expect(capped.utilities(strengths: strengths(2, 1), rules) == [150, -100])
    let folded = play(rules, [.raise(to: 100), .fold])
    #expect(folded.utilities(strengths: strengths(nil, nil), rules) == [57, 0], "the uncalled 100 are not raked")
  }

  @Test("no flop, no drop; an all-in before the flop still sees one")
  func noFlopNoDrop() throws {
    let rake = Rake(rate: 0.1, cap: 1000, noFlopNoDrop: true)
    let rules = try GameRules.noLimit(stacks: [100, 100], smallBlind: 5, bigBlind: 10, rake: rake)
    #expect(play(rules, [.raise(to: 30), .fold]).utilities(strengths: strengths(nil, nil), rules) == [-10, 10])
    #expect(play(rules, [.raise(to: 100), .call]).utilities(strengths: strengths(1, 2), rules) == [-100, 80])
    let flopFold = play(rules, [.call, .call, .raise(to: 10), .fold])
    #expect(flopFold.utilities(strengths: strengths(nil, nil), rules) == [8, -10])
  }

  @Test("the rake of side pots is in proportion to their size")
  func rakeOfSidePots() throws {
    var rules = try GameRules.noLimit(
      stacks: [100, 400, 400], smallBlind: 5, bigBlind: 10, rake: Rake(rate: 0.05, cap: 18))
    rules.oddChips = .shared
    let state = play(rules, [.raise(to: 400), .call, .call])
    // Pots of 300 and 600; the cap of 18 takes 6 and 12.
    #expect(state.utilities(strengths: strengths(3, 2, 1), rules) == [194, 188, -400])
  }

  @Test("Kuhn pays one or two chips")
  func kuhn() {
    let rules = GameRules.kuhn()
    #expect(play(rules, [.call, .call]).utilities(strengths: strengths(2, 1), rules) == [1, -1])
    #expect(play(rules, [.raise(to: 1), .fold]).utilities(strengths: strengths(nil, nil), rules) == [1, -1])
    #expect(play(rules, [.raise(to: 1), .call]).utilities(strengths: strengths(1, 2), rules) == [-2, 2])
  }
}
