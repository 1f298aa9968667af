import Testing

@testable import Game

@Suite("ACPC game definitions")
struct ACPCGameTests {
  static let noLimit2 = """
    GAMEDEF
    nolimit
    numPlayers = 2
    numRounds = 4
    stack = 20000 20000
    blind = 100 50
    firstPlayer = 2 1 1 1
    numSuits = 4
    numRanks = 13
    numHoleCards = 2
    numBoardCards = 0 3 1 1
    END GAMEDEF
    """
  static let limit2 = """
    GAMEDEF
    limit
    numPlayers = 2
    numRounds = 4
    blind = 10 5
    raiseSize = 10 10 20 20
    firstPlayer = 2 1 1 1
    maxRaises = 3 4 4 4
    numSuits = 4
    numRanks = 13
    numHoleCards = 2
    numBoardCards = 0 3 1 1
    END GAMEDEF
    """
  static let limit3 = """
    # Three players, small blind first.
    gamedef
    limit
    numplayers 3
    numrounds 4

    blind 5 10 0
    raisesize 10 10 20 20   # small bets, then big bets
    firstplayer 3 1 1 1
    maxraises 3 4 4 4
    numsuits 4
    numranks 13
    numholecards 2
    numboardcards 0 3 1 1
    end gamedef
    nothing after the end is read
    """
  static let noLimit3 = """
    GAMEDEF
    nolimit
    numPlayers = 3
    numRounds = 4
    stack = 20000 20000 20000
    blind = 50 100 0
    firstPlayer = 3 1 1 1
    numSuits = 4
    numRanks = 13
    numHoleCards = 2
    numBoardCards = 0 3 1 1
    END GAMEDEF
    """
  static let kuhn = """
    GAMEDEF
    limit
    numPlayers = 2
    numRounds = 1
    blind = 1 1
    raiseSize = 1
    firstPlayer = 1
    maxRaises = 1
    numSuits = 1
    numRanks = 3
    numHoleCards = 1
    numBoardCards = 0
    END GAMEDEF
    """
  static let leduc = """
    GAMEDEF
    limit
    numPlayers = 2
    numRounds = 2
    blind = 1 1
    raiseSize = 2 4
    firstPlayer = 1 1
    maxRaises = 2 2
    numSuits = 2
    numRanks = 3
    numHoleCards = 1
    numBoardCards = 0 1
    END GAMEDEF
    """

  @Test("heads-up no limit is what the builder makes")
  func headsUpNoLimit() throws {
    var expected = try GameRules.noLimit(stacks: [20000, 20000], smallBlind: 50, bigBlind: 100)
    expected.oddChips = .shared
    let rules = try ACPCGame.rules(from: Self.noLimit2)
    #expect(rules == expected)
    #expect(options(BettingState(rules), rules) == "fold call:50 raise:200...20000")
  }

  @Test("three players, no limit")
  func threePlayersNoLimit() throws {
    var expected = try GameRules.noLimit(stacks: [20000, 20000, 20000], smallBlind: 50, bigBlind: 100)
    expected.oddChips = .shared
    #expect(try ACPCGame.rules(from: Self.noLimit3) == expected)
  }

  @Test("limit, with stacks that never run out", arguments: [(limit2, 2), (limit3, 3)])
  func limit(text: String, players: Int) throws {
    let endless = Array(repeating: Chips(Int32.max), count: players)
    var expected = try GameRules.limit(stacks: endless, smallBlind: 5, bigBlind: 10)
    expected.oddChips = .shared
    #expect(try ACPCGame.rules(from: text) == expected)
  }

  @Test(
    "Kuhn and Leduc have the built-in games' betting and pay-offs",
    arguments: [
      (kuhn, GameRules.kuhn(), 3, ["round 1"]), (leduc, GameRules.leduc(), 6, ["round 1", "round 2"]),
    ])
  func smallGames(text: String, builtIn: GameRules, cards: Int, names: [String]) throws {
    let rules = try ACPCGame.rules(from: text)
    #expect(rules.deck.cards.count == cards)
    #expect(rules.streets.map(\.name) == names)
    #expect(terminalUtilities(rules) == terminalUtilities(builtIn))
  }

  /// The pay-offs of all betting histories in order, seat 0 holding the better hand.
  private func terminalUtilities(_ rules: GameRules) -> [[Double]] {
    func walk(_ state: BettingState) -> [[Double]] {
      switch state.phase {
      case .fold, .showdown: return [state.utilities(strengths: strengths(2, 1), rules)]
      case .deal: return walk(state.dealing(rules))
      case .decision:
        let legal = state.legalActions(rules)
        var actions: [Action] = legal.canFold ? [.fold, .call] : [.call]
        if let raise = legal.raise { actions.append(.raise(to: raise.lowerBound)) }
        return actions.flatMap { walk(state.applying($0, rules)) }
      }
    }
    return walk(BettingState(rules))
  }

  @Test("ranks count from the ace down, as the competition's dealer deals them")
  func ranks() throws {
    #expect(try ACPCGame.rules(from: Self.kuhn).deck == Deck(ranks: 10...12, suits: 1))
  }

  @Test("defaults: limit, the first player, no cap on raises")
  func defaults() throws {
    let lines = Self.kuhn.split(separator: "\n").filter { line in
      !["limit", "firstPlayer", "maxRaises"].contains { line.hasPrefix($0) }
    }
    let rules = try ACPCGame.rules(from: lines.joined(separator: "\n"))
    #expect(rules.betting == .fixedLimit)
    #expect(rules.streets == [Street(name: "round 1", boardCards: 0, betSize: 1, maxRaises: nil, firstToAct: 0)])
  }

  static let faults: [(change: String, to: String, expected: String)] = [
    ("GAMEDEF\nnolimit", "nolimit", "line 1: a definition starts with a line GAMEDEF, and here something else stands"),
    ("END GAMEDEF", "", "line 12: the definition does not end with a line END GAMEDEF"),
    ("nolimit", "nolimit\nlimit", "line 3: limit and nolimit exclude each other; line 2 has the other"),
    ("nolimit", "nolimit 2", "line 2: nolimit stands alone on its line"),
    ("nolimit\n", "nolimit\ngamedef\n", "line 3: there is a second GAMEDEF before END GAMEDEF"),
    ("numPlayers = 2\n", "", "line 11: numPlayers is missing"),
    ("numPlayers = 2", "numPlayers = 11", "line 3: numPlayers is 2 to 10, not 11"),
    ("numPlayers = 2", "numPlayers = 2 3", "line 3: numPlayers is one number, not 2"),
    ("numPlayers = 2", "numPlayers = two", "line 3: numPlayers is given in whole numbers, not 'two'"),
    ("numRounds = 4", "numRounds = 3", "line 7: firstPlayer needs 3 values, one a round, not 4"),
    ("stack = 20000 20000\n", "", "line 11: stack is missing: a no-limit game needs the stack of each player"),
    ("stack = 20000 20000", "stack = 20000", "line 5: stack needs 2 values, one a player, not 1"),
    ("stack = 20000 20000", "stack = 80 20000", "line 6: the blind of player 1 is 100, over their stack of 80"),
    ("blind = 100 50", "blind = 100 50 0", "line 6: blind needs 2 values, one a player, not 3"),
    ("blind = 100 50", "blind = 100 -50", "line 6: blind is 0 to 2147483647, not -50"),
    ("blind = 100 50", "blind = 100 50\nBlind = 50 100", "line 7: blind was already given on line 6"),
    ("firstPlayer = 2 1 1 1", "firstPlayer = 3 1 1 1", "line 7: firstPlayer is 1 to 2, not 3"),
    (
      "numRanks = 13", "numRanks = 2",
      "line 11: 2 players with 2 hole cards each and 5 board cards need 9 cards; numSuits times numRanks makes a deck of 8"
    ),
    ("0 3 1 1", "0 3 1 2", "line 11: a board has at most 5 cards; these rounds deal 6"),
    (
      "numSuits", "numSuit",
      "line 8: 'numSuit' is no setting of a game definition; there are limit, nolimit, numPlayers, numRounds, stack, blind, "
        + "raiseSize, firstPlayer, maxRaises, numSuits, numRanks, numHoleCards, numBoardCards"
    ),
  ]

  @Test("a faulty definition is refused with its line", arguments: faults)
  func fault(change: String, to replacement: String, expected: String) throws {
    let range = try #require(Self.noLimit2.firstRange(of: change))
    var text = Self.noLimit2
    text.replaceSubrange(range, with: replacement)
    let error = #expect(throws: GameError.self) { try ACPCGame.rules(from: text) }
    #expect(error?.description == expected)
  }

  @Test("limit needs raise sizes, and nothing is no definition")
  func missing() {
    let text = Self.kuhn.split(separator: "\n").filter { !$0.hasPrefix("raiseSize") }.joined(separator: "\n")
    #expect(throws: GameError.invalidDefinition(line: 12, problem: "raiseSize is missing")) {
      try ACPCGame.rules(from: text)
    }
    #expect(throws: GameError.invalidDefinition(line: 1, problem: "there is no GAMEDEF line: the definition is empty")) {
      try ACPCGame.rules(from: "")
    }
  }
}
