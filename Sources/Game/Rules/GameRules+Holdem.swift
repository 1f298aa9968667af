import Cards

extension GameRules {
  /// No-limit Hold'em from the first card, for 2 to 10 players. A bet is at least the big blind.
  ///
  /// - Parameters:
  ///   - stacks: what each seat has, in units; see `GameRules` for the order of the seats.
  ///   - straddles: further blinds of the seats after the big blind, in order; with three players or more.
  ///   - ante: what every seat adds to the pot.
  ///   - bigBlindAnte: what the big blind alone adds to the pot for the table.
  public static func noLimit(
    stacks: [Chips], smallBlind: Chips, bigBlind: Chips, straddles: [Chips] = [], ante: Chips = 0, bigBlindAnte: Chips = 0,
    rake: Rake = .none, unitsPerChip: Int = 1
  ) throws(GameError) -> GameRules {
    let posts = try Posts(stacks.count, smallBlind, bigBlind, straddles, ante, bigBlindAnte)
    return try holdem(
      .noLimit, posts, betSizes: Array(repeating: bigBlind, count: 4), maxRaises: Array(repeating: nil, count: 4), stacks,
      rake, unitsPerChip)
  }

  /// Pot-limit Hold'em: as `noLimit`, but a bet or raise is at most the pot after the call.
  public static func potLimit(
    stacks: [Chips], smallBlind: Chips, bigBlind: Chips, straddles: [Chips] = [], ante: Chips = 0, bigBlindAnte: Chips = 0,
    rake: Rake = .none, unitsPerChip: Int = 1
  ) throws(GameError) -> GameRules {
    var rules = try noLimit(
      stacks: stacks, smallBlind: smallBlind, bigBlind: bigBlind, straddles: straddles, ante: ante,
      bigBlindAnte: bigBlindAnte, rake: rake, unitsPerChip: unitsPerChip)
    rules.betting = .potLimit
    return rules
  }

  /// Limit Hold'em: small bets before and on the flop, big bets on the turn and river.
  ///
  /// - Parameters:
  ///   - smallBet: the bet size of the first two streets; the big blind where left out.
  ///   - bigBet: the bet size of the last two; twice the small bet where left out.
  ///   - maxRaises: the cap on bets and raises of each street. The usual "bet and three raises" is `[3, 4, 4, 4]`, because
  ///     the big blind is the first bet before the flop.
  public static func limit(
    stacks: [Chips], smallBlind: Chips, bigBlind: Chips, smallBet: Chips? = nil, bigBet: Chips? = nil,
    maxRaises: [Int?] = [3, 4, 4, 4], straddles: [Chips] = [], ante: Chips = 0, rake: Rake = .none, unitsPerChip: Int = 1
  ) throws(GameError) -> GameRules {
    guard maxRaises.count == 4 else {
      throw .invalidRules(field: "maxRaises", problem: "Hold'em has four streets, not \(maxRaises.count)")
    }
    let posts = try Posts(stacks.count, smallBlind, bigBlind, straddles, ante, 0)
    let small = smallBet ?? bigBlind
    let big = bigBet ?? small.multipliedReportingOverflow(by: 2).partialValue
    return try holdem(.fixedLimit, posts, betSizes: [small, small, big, big], maxRaises: maxRaises, stacks, rake, unitsPerChip)
  }

  /// A spot: Hold'em from the flop, turn or river on, with a pot that is already there.
  ///
  /// Ties share the pot exactly (`OddChips.shared`), as every solver does.
  ///
  /// - Parameters:
  ///   - board: three to five cards.
  ///   - pot: what is in the pot, in units.
  ///   - stacks: what each seat has behind, out of position first.
  ///   - minimumBet: the smallest opening bet, usually the big blind.
  public static func spot(
    board: [Card], pot: Chips, stacks: [Chips], rake: Rake = .none, unitsPerChip: Int = 1, minimumBet: Chips = 1
  ) throws(GameError) -> GameRules {
    guard 3...5 ~= board.count else {
      throw .invalidRules(
        field: "board", problem: "a spot starts with 3, 4 or 5 board cards (flop, turn or river), not \(board.count)")
    }
    let dealt = Array([0, 1, 1].prefix(6 - board.count))
    let names = Street.names(boardCards: dealt, dealt: board.count, holeCards: 2)
    let nothing = Array(repeating: 0, count: stacks.count)
    return try GameRules(
      deck: .standard, holeCards: 2,
      streets: zip(names, dealt).map { Street(name: $0, boardCards: $1, betSize: minimumBet) },
      betting: .noLimit, stacks: stacks, blinds: nothing, antes: nothing, deadMoney: pot, board: board, rake: rake,
      oddChips: .shared, unitsPerChip: unitsPerChip
    ).validated()
  }

  private static func holdem(
    _ betting: BettingStructure, _ posts: Posts, betSizes: [Chips], maxRaises: [Int?], _ stacks: [Chips], _ rake: Rake,
    _ unitsPerChip: Int
  ) throws(GameError) -> GameRules {
    let dealt = [0, 3, 1, 1]
    let names = Street.names(boardCards: dealt, holeCards: 2)
    let streets = dealt.indices.map {
      Street(
        name: names[$0], boardCards: dealt[$0], betSize: betSizes[$0], maxRaises: maxRaises[$0],
        firstToAct: $0 == 0 ? posts.firstToAct : 0)
    }
    return try GameRules(
      deck: .standard, holeCards: 2, streets: streets, betting: betting, stacks: stacks, blinds: posts.blinds,
      antes: posts.antes, rake: rake, unitsPerChip: unitsPerChip
    ).validated()
  }
}

/// Who posts what before the flop, and who acts first after that.
private struct Posts {
  var blinds: [Chips]
  var antes: [Chips]
  var firstToAct: Int

  init(
    _ players: Int, _ smallBlind: Chips, _ bigBlind: Chips, _ straddles: [Chips], _ ante: Chips, _ bigBlindAnte: Chips
  ) throws(GameError) {
    guard 2...PerSeat<Chips>.capacity ~= players else {
      throw .invalidRules(field: "stacks", problem: "a game needs 2 to 10 players, one stack each; there are \(players)")
    }
    guard straddles.count <= players - 2 else {
      throw .invalidRules(
        field: "straddles",
        problem: "\(players) players leave \(players == 3 ? "1 seat" : "\(players - 2) seats") to straddle after the blinds, not \(straddles.count)")
    }
    guard straddles.allSatisfy({ $0 > bigBlind }) else {
      throw .invalidRules(field: "straddles", problem: "a straddle is more than the big blind")
    }
    guard 0...GameRules.mostUnits ~= ante, 0...GameRules.mostUnits ~= bigBlindAnte else {
      throw .invalidRules(field: "antes", problem: "an ante is 0 to \(GameRules.mostUnits) units")
    }
    let headsUp = players == 2
    blinds = headsUp ? [bigBlind, smallBlind] : [smallBlind, bigBlind] + straddles
    blinds += Array(repeating: 0, count: players - blinds.count)
    antes = Array(repeating: ante, count: players)
    antes[headsUp ? 0 : 1] += bigBlindAnte
    firstToAct = headsUp ? 1 : (2 + straddles.count) % players
  }
}
