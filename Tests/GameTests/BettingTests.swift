import Testing

@testable import Game

@Suite("Betting")
struct BettingTests {
  @Test("heads-up, the button posts the small blind and acts first, and the big blind has its option")
  func headsUp() throws {
    let rules = try GameRules.noLimit(stacks: [200, 200], smallBlind: 1, bigBlind: 2)
    let start = BettingState(rules)
    #expect(start.phase == .decision(seat: 1))
    #expect(start.bets == [2, 1])
    #expect(start.pot == 3)
    #expect(options(start, rules) == "fold call:1 raise:4...200")
    let limped = start.applying(.call, rules)
    #expect(limped.phase == .decision(seat: 0))
    #expect(options(limped, rules) == "call:0 raise:4...200")
    let flop = limped.applying(.call, rules)
    #expect(flop.phase == .deal(street: 1))
    let first = flop.dealing(rules)
    #expect(first.phase == .decision(seat: 0))
    #expect(first.bets == [0, 0])
    #expect(options(first, rules) == "call:0 raise:2...198")
  }

  @Test("a raise is at least as large as the last one")
  func minimumRaise() throws {
    let rules = try GameRules.noLimit(stacks: [1000, 1000, 1000], smallBlind: 5, bigBlind: 10)
    let opened = play(rules, [.raise(to: 35)])
    #expect(opened.lastRaise == 25)
    #expect(options(opened, rules) == "fold call:30 raise:60...1000")
    let reraised = opened.applying(.raise(to: 100), rules)
    #expect(options(reraised, rules) == "fold call:90 raise:165...1000")
    #expect(reraised.raises == 2)
    #expect(reraised.lastAggressor == 0)
  }

  @Test("a straddle is one more blind: it is called, raised by its size, and has the last word")
  func straddle() throws {
    let rules = try GameRules.noLimit(stacks: [500, 500, 500, 500], smallBlind: 5, bigBlind: 10, straddles: [20])
    let start = BettingState(rules)
    #expect(start.phase == .decision(seat: 3))
    #expect(options(start, rules) == "fold call:20 raise:40...500")
    let around = play(rules, [.call, .call, .call])
    #expect(around.phase == .decision(seat: 2))
    #expect(options(around, rules) == "call:0 raise:40...500")
    #expect(around.applying(.call, rules).dealing(rules).legalActions(rules).raise == 10...480)
  }

  // The illustration of TDA rule 47: blinds 50-100; the betting is reopened by what a player faces, not by who raised.
  @Test("an all-in below a full raise does not reopen the betting")
  func shortAllIn() throws {
    let rules = try GameRules.noLimit(stacks: [5000, 5000, 5000, 350, 5000], smallBlind: 50, bigBlind: 100)
    // Seat 2 raises to 300, seat 3 is all-in for 350, seat 4 and the blinds have not acted yet.
    let shoved = play(rules, [.raise(to: 300), .raise(to: 350)])
    #expect(options(shoved, rules) == "fold call:350 raise:550...5000")
    let back = play(rules, [.call, .fold, .fold], from: shoved)
    #expect(back.phase == .decision(seat: 2))
    #expect(options(back, rules) == "fold call:50")
    let reopened = play(rules, [.call, .fold, .raise(to: 550)], from: shoved)
    #expect(options(reopened, rules) == "fold call:250 raise:750...5000")
  }

  @Test("short all-ins reopen the betting for whom they add up to a full raise")
  func cumulativeShortAllIns() throws {
    let rules = try GameRules.noLimit(stacks: [210, 5000, 5000, 150, 5000], smallBlind: 50, bigBlind: 100)
    // Seat 2 calls 100, seat 3 is all-in for 150, seat 4 calls 150, seat 0 is all-in for 210, the big blind calls.
    let back = play(rules, [.call, .raise(to: 150), .call, .raise(to: 210), .call])
    #expect(back.phase == .decision(seat: 2))
    #expect(options(back, rules) == "fold call:110 raise:310...5000")
    let next = back.applying(.call, rules)
    #expect(next.phase == .decision(seat: 4))
    #expect(options(next, rules) == "fold call:60")
    // With 200 for the second all-in, seat 2 faces a full raise to the chip.
    let exact = try GameRules.noLimit(stacks: [200, 5000, 5000, 150, 5000], smallBlind: 50, bigBlind: 100)
    let full = play(exact, [.call, .raise(to: 150), .call, .raise(to: 200), .call])
    #expect(options(full, exact) == "fold call:100 raise:300...5000")
  }

  @Test("an opening all-in below the minimum bet does not let a player who checked raise")
  func shortOpeningBet() throws {
    let rules = try GameRules.noLimit(stacks: [1000, 140, 1000], smallBlind: 50, bigBlind: 100)
    let state = play(rules, [.call, .call, .call, .call, .raise(to: 40)])
    #expect(state.phase == .decision(seat: 2))
    #expect(options(state, rules) == "fold call:40 raise:140...900")
    let back = state.applying(.call, rules)
    #expect(back.phase == .decision(seat: 0))
    #expect(options(back, rules) == "fold call:40")
  }

  @Test("a big blind that is too short still has to be called in full")
  func shortBigBlind() throws {
    let rules = try GameRules.noLimit(stacks: [1000, 30, 1000], smallBlind: 50, bigBlind: 100)
    let start = BettingState(rules)
    #expect(start.bets == [50, 30, 0])
    #expect(options(start, rules) == "fold call:100 raise:200...1000")
    let folded = start.applying(.fold, rules)
    #expect(folded.phase == .showdown, "nobody can contest more than the 30 that the small blind covers")
  }

  @Test("heads-up, a short big blind costs no more than it has")
  func shortBigBlindHeadsUp() throws {
    let rules = try GameRules.noLimit(stacks: [70, 1000], smallBlind: 50, bigBlind: 100)
    let start = BettingState(rules)
    #expect(options(start, rules) == "fold call:20")
    #expect(start.applying(.call, rules).phase == .showdown)
  }

  @Test("antes are posted before blinds and can put a player all-in")
  func antesAllIn() throws {
    let rules = try GameRules.noLimit(stacks: [10, 12, 1000, 1000], smallBlind: 5, bigBlind: 10, ante: 10)
    let start = BettingState(rules)
    #expect(start.stacks == [0, 0, 990, 990])
    #expect(start.bets == [0, 2, 0, 0])
    #expect(start.pot == 42)
    #expect(start.phase == .decision(seat: 2))
    let checked = play(rules, [.call, .call])
    #expect(checked.phase == .deal(street: 1))
    #expect(checked.dealing(rules).phase == .decision(seat: 2))
  }

  @Test("when all but one are all-in there is nothing left to decide")
  func everyoneAllIn() throws {
    let rules = try GameRules.noLimit(stacks: [100, 400, 900], smallBlind: 5, bigBlind: 10)
    let state = play(rules, [.raise(to: 900), .call, .call])
    #expect(state.phase == .showdown)
    #expect(state.street == 0)
    let uncovered = play(rules, [.raise(to: 50), .raise(to: 100), .raise(to: 400), .call])
    #expect(uncovered.phase == .showdown)
    #expect(uncovered.stacks == [0, 0, 500])
  }

  @Test("nobody raises against players who are all-in")
  func noPointlessRaise() throws {
    let rules = try GameRules.spot(board: flop, pot: 100, stacks: [900, 300])
    let start = BettingState(rules)
    #expect(options(start, rules) == "call:0 raise:1...900")
    #expect(start.effectiveAllIn(0) == 300)
    #expect(start.effectiveAllIn(1) == 300)
    let over = start.applying(.raise(to: 900), rules)
    #expect(options(over, rules) == "fold call:300")
    let raised = play(rules, [.raise(to: 100), .raise(to: 300)])
    #expect(options(raised, rules) == "fold call:200")
  }

  @Test("in pot limit the largest raise is the pot after the call")
  func potLimit() throws {
    let rules = try GameRules.potLimit(stacks: [1000, 1000, 1000], smallBlind: 5, bigBlind: 10)
    let start = BettingState(rules)
    #expect(options(start, rules) == "fold call:10 raise:20...35")
    let raised = start.applying(.raise(to: 35), rules)
    #expect(options(raised, rules) == "fold call:30 raise:60...115")
  }

  @Test("in limit every raise has one size, and the cap ends them")
  func fixedLimit() throws {
    let rules = try GameRules.limit(stacks: [100, 100], smallBlind: 1, bigBlind: 2)
    var state = BettingState(rules)
    for total in [4, 6, 8] {
      #expect(state.legalActions(rules).raise == total...total)
      state = state.applying(.raise(to: total), rules)
    }
    #expect(options(state, rules) == "fold call:2")
    let turn = play(rules, [.call, .call, .call], from: state).dealing(rules)
    #expect(turn.street == 2)
    #expect(options(turn, rules) == "call:0 raise:4...4")
  }

  // TDA rule 47 on limit: half a bet or more reopens the betting.
  @Test("in limit an all-in of half a bet reopens the betting", arguments: [(14, false), (15, true)])
  func fixedLimitHalfBet(shove: Int, reopens: Bool) throws {
    let rules = try GameRules.limit(stacks: [shove, 100, 100], smallBlind: 5, bigBlind: 10)
    let back = play(rules, [.call, .raise(to: shove), .call])
    #expect(back.phase == .decision(seat: 2))
    #expect((back.legalActions(rules).raise != nil) == reopens)
  }

  @Test("who bet last is remembered for one street")
  func aggressors() throws {
    let rules = try GameRules.spot(board: flop, pot: 100, stacks: [900, 900])
    let turn = play(rules, [.call, .raise(to: 50), .call]).dealing(rules)
    #expect(turn.previousAggressor == 1)
    #expect(turn.lastAggressor == nil)
    let river = play(rules, [.call, .call], from: turn).dealing(rules)
    #expect(river.previousAggressor == nil)
    #expect(play(rules, [.call, .call], from: river).phase == .showdown)
  }

  @Test(
    "Kuhn has 5 betting histories and Leduc 49",
    arguments: [
      (GameRules.kuhn(), 5), (GameRules.leduc(), 4 + 5 * 9),
    ])
  func terminalHistories(rules: GameRules, expected: Int) {
    func count(_ state: BettingState) -> Int {
      switch state.phase {
      case .fold, .showdown: return 1
      case .deal: return count(state.dealing(rules))
      case .decision:
        let legal = state.legalActions(rules)
        var actions: [Action] = legal.canFold ? [.fold, .call] : [.call]
        if let raise = legal.raise { actions.append(.raise(to: raise.lowerBound)) }
        return actions.reduce(0) { $0 + count(state.applying($1, rules)) }
      }
    }
    #expect(count(BettingState(rules)) == expected)
  }
}
