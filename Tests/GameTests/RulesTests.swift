import Cards
import Testing

@testable import Game

@Suite("Rules")
struct RulesTests {
  @Test("decks have the cards they should")
  func decks() {
    #expect(Deck.standard.cards.count == 52)
    #expect(Deck.leduc.cards.count == 6)
    for text in ["Jc", "Qc", "Kc"] { #expect(Card(text).map(Deck.kuhn.cards.contains) == true) }
    #expect(Deck.kuhn.cards.count == 3)
    #expect(Card("Ac").map(Deck.leduc.cards.contains) == false)
  }

  @Test("a spot has the streets that are left")
  func spotStreets() throws {
    let river = flop + ["2c", "3h"].compactMap { Card($0) }
    #expect(try GameRules.spot(board: flop, pot: 1, stacks: [1, 1]).streets.map(\.name) == ["flop", "turn", "river"])
    let turn = try GameRules.spot(board: Array(river.prefix(4)), pot: 1, stacks: [1, 1])
    #expect(turn.streets.map(\.name) == ["turn", "river"])
    #expect(turn.streets.map(\.boardCards) == [0, 1])
    #expect(turn.boardCards(onStreet: 1) == 5)
    #expect(try GameRules.spot(board: river, pot: 1, stacks: [1, 1]).streets.map(\.name) == ["river"])
  }

  @Test("Hold'em's seats: the blinds first, the button last; heads-up the button is the small blind")
  func seats() throws {
    let six = try GameRules.noLimit(stacks: [9, 9, 9, 9, 9, 9], smallBlind: 1, bigBlind: 2, straddles: [4], ante: 1)
    #expect(six.blinds == [1, 2, 4, 0, 0, 0])
    #expect(six.antes == [1, 1, 1, 1, 1, 1])
    #expect(six.streets.map(\.firstToAct) == [3, 0, 0, 0])
    let headsUp = try GameRules.limit(stacks: [9, 9], smallBlind: 1, bigBlind: 2)
    #expect(headsUp.blinds == [2, 1])
    #expect(headsUp.streets.map(\.firstToAct) == [1, 0, 0, 0])
    #expect(headsUp.streets.map(\.betSize) == [2, 2, 4, 4])
    #expect(try GameRules.noLimit(stacks: [9, 9], smallBlind: 1, bigBlind: 2, bigBlindAnte: 2).antes == [2, 0])
  }

  @Test("the small games are sound")
  func smallGames() throws {
    try GameRules.kuhn().validated()
    try GameRules.leduc().validated()
  }

  @Test("rake: a rate, a cap, and no flop no drop")
  func rake() {
    #expect(Rake.none.taken(fromPot: 1000, sawFlop: true) == 0)
    #expect(Rake(rate: 0.05).taken(fromPot: 1_000_000, sawFlop: false) == 50_000)
    #expect(Rake(rate: 0.05, cap: 30).taken(fromPot: 500, sawFlop: true) == 25)
    #expect(Rake(rate: 0.05, cap: 30).taken(fromPot: 5000, sawFlop: true) == 30)
    #expect(Rake(rate: 0.05, cap: 30, noFlopNoDrop: true).taken(fromPot: 500, sawFlop: false) == 0)
  }

  static let faults: [(change: @Sendable (inout GameRules) -> Void, expected: String)] = [
    ({ $0.stacks = [100] }, "stacks: a game needs 2 to 10 players, one stack each; there are 1"),
    ({ $0.stacks = Array(repeating: 1, count: 11) }, "stacks: a game needs 2 to 10 players, one stack each; there are 11"),
    ({ $0.stacks[1] = 0 }, "stacks: seat 1 has 0 units; 1 to 1125899906842624 are possible"),
    ({ $0.stacks[1] = -5 }, "stacks: seat 1 has -5 units; 1 to 1125899906842624 are possible"),
    ({ $0.stacks[1] = .max }, "stacks: seat 1 has 9223372036854775807 units; 1 to 1125899906842624 are possible"),
    (
      { $0.stacks = [1 << 50, 1 << 50] },
      "stacks: pot and stacks make 2251799813685248 units; more than 1125899906842624 cannot be counted exactly: "
        + "use larger units"
    ),
    ({ $0.blinds = [1] }, "blinds: one amount a seat is needed, 0 for a seat that posts nothing: 2 amounts, not 1"),
    ({ $0.antes[0] = -1 }, "antes: seat 0 has -1 units; 0 to 1125899906842624 are possible"),
    ({ $0.deadMoney = -1 }, "deadMoney: the pot starts with -1 units; 0 to 1125899906842624 are possible"),
    ({ $0.rake.rate = 5 }, "rake: the rate is a share from 0 to 1 (5 % is 0.05), not 5.0"),
    ({ $0.rake.rate = .nan }, "rake: the rate is a share from 0 to 1 (5 % is 0.05), not nan"),
    ({ $0.rake.cap = -1 }, "rake: the cap is 0 or more units, not -1"),
    ({ $0.unitsPerChip = 0 }, "unitsPerChip: a chip is at least one unit, not 0"),
    ({ $0.streets = [] }, "streets: a game has at least one street"),
    ({ $0.streets[1].boardCards = 6 }, "street 'flop': it deals 6 board cards; 0 to 5 are possible"),
    ({ $0.streets[1].boardCards = 5 }, "streets: a board has at most 5 cards; this one would grow to 7"),
    (
      { $0.streets[2].betSize = 0 },
      "street 'turn': its bet size is 0 units; it is 1 or more, the smallest bet where bets have no fixed size"
    ),
    ({ $0.streets[3].firstToAct = 2 }, "street 'river': seat 2 acts first; the seats are 0 to 1"),
    ({ $0.streets[3].maxRaises = -1 }, "street 'river': its cap on raises is -1; it is 0 or more, or nil for none"),
    ({ $0.deck.ranks = 0...13 }, "deck: ranks run from 0 (deuce) to 12 (ace), not 0...13"),
    ({ $0.deck.suits = 5 }, "deck: there are 1 to 4 suits, not 5"),
    ({ $0.holeCards = 3 }, "holeCards: a player gets 1 or 2 cards, not 3"),
    (
      { $0.deck = .leduc },
      "deck: 2 players with 2 hole cards each and 5 board cards need 9 cards; the deck has 6"
    ),
    ({ $0.board = [flop[0], flop[0]] }, "board: Td is there twice"),
    (
      {
        $0.deck.ranks = 5...12; $0.board = [flop[2]]
      }, "board: the game's deck has no 6h"
    ),
  ]

  @Test("rules that make no game are refused", arguments: faults)
  func refused(change: @Sendable (inout GameRules) -> Void, expected: String) throws {
    var rules = try GameRules.noLimit(stacks: [100, 100], smallBlind: 1, bigBlind: 2)
    change(&rules)
    let error = #expect(throws: GameError.self) { try rules.validated() }
    #expect(error?.description == expected)
  }

  @Test("builders refuse what makes no game")
  func builders() {
    #expect(
      throws: GameError.invalidRules(
        field: "straddles", problem: "2 players leave 0 seats to straddle after the blinds, not 1")
    ) { try GameRules.noLimit(stacks: [9, 9], smallBlind: 1, bigBlind: 2, straddles: [4]) }
    #expect(
      throws: GameError.invalidRules(
        field: "board", problem: "a spot starts with 3, 4 or 5 board cards (flop, turn or river), not 2")
    ) { try GameRules.spot(board: Array(flop.prefix(2)), pot: 1, stacks: [1, 1]) }
    #expect(throws: GameError.invalidRules(field: "maxRaises", problem: "Hold'em has four streets, not 1")) {
      try GameRules.limit(stacks: [9, 9], smallBlind: 1, bigBlind: 2, maxRaises: [3])
    }
    #expect(throws: GameError.self) { try GameRules.noLimit(stacks: [], smallBlind: 1, bigBlind: 2) }
    #expect(throws: GameError.self) { try GameRules.spot(board: flop, pot: 1, stacks: []) }
    #expect(throws: GameError.self) { try GameRules.limit(stacks: [9, 9], smallBlind: 1, bigBlind: .max) }
    #expect(throws: GameError.self) { try GameRules.noLimit(stacks: [9, 9], smallBlind: .min, bigBlind: 0, ante: .max) }
  }

  @Test("one value a seat behaves like an array")
  func perSeat() {
    var row: PerSeat<Chips> = [3, 1, 2]
    row[1] += 4
    #expect(row == [3, 5, 2] && row.max() == 5 && Array(row) == [3, 5, 2] && row.description == "[3, 5, 2]")
    #expect(row != [3, 5] && row.hashValue == PerSeat([3, 5, 2]).hashValue)
  }
}
