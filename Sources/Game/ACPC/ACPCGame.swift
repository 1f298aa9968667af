/// Game definitions of the Annual Computer Poker Competition (`.game` files).
///
/// The format is the one of the competition's dealer (`project_acpc_server`, README, "Game Definitions"): between `GAMEDEF` and
/// `END GAMEDEF` one setting a line, its name in any case, an equals sign that may be left out, and its values.
///
///     GAMEDEF
///     nolimit
///     numPlayers = 2
///     numRounds = 4
///     stack = 20000 20000
///     blind = 100 50
///     firstPlayer = 2 1 1 1
///     numSuits = 4
///     numRanks = 13
///     numHoleCards = 2
///     numBoardCards = 0 3 1 1
///     END GAMEDEF
///
/// - `limit` (the default) or `nolimit`; `raiseSize` a round, needed in limit and without meaning in no limit.
/// - `stack` a player, needed in no limit; a limit game without it is played with stacks that never run out.
/// - `firstPlayer` a round, counted from 1 to the left of the dealer's button; 1 where left out.
/// - `maxRaises` a round; no cap where left out.
/// - `numRanks` counts from the ace down, as the dealer does: three ranks are queen, king and ace.
///
/// Lines that start with `#`, and what follows a `#`, are comments. The dealer ignores what it does not know and fills in what
/// is missing from a list; here both are errors.
///
/// The dealer's rules beyond the file: the smallest no-limit bet is the largest blind, or one chip without blinds; pots are
/// shared in fractions of a chip.
public enum ACPCGame {
  /// The rules that a game definition describes. Amounts are as written, one unit to the chip.
  ///
  /// - Throws: `GameError.invalidDefinition` with the number of the offending line; for a missing setting, the last line.
  public static func rules(from text: String) throws(GameError) -> GameRules {
    let definition = try ACPCDefinition(text)
    let players = try definition.number(.numPlayers, in: 2...PerSeat<Chips>.capacity)
    let rounds = try definition.number(.numRounds, in: 1...10)
    let betting = try definition.betting()

    let blinds = try definition.list(.blind, count: players, per: "player", in: 0...maxAmount)
    let stacks = try stacks(definition, players, blinds, betting)
    let largestBlind = blinds.max() ?? 0
    let betSizes =
      betting == .fixedLimit
      ? try definition.list(.raiseSize, count: rounds, per: "round", in: 1...maxAmount)
      : Array(repeating: max(largestBlind, 1), count: rounds)
    let firstPlayers = try definition.listIfPresent(.firstPlayer, count: rounds, per: "round", in: 1...players)
    let maxRaises = try definition.listIfPresent(.maxRaises, count: rounds, per: "round", in: 0...255)

    let suits = try definition.number(.numSuits, in: 1...4)
    let ranks = try definition.number(.numRanks, in: 1...13)
    let holeCards = try definition.number(.numHoleCards, in: 1...2)
    let boardCards = try definition.list(.numBoardCards, count: rounds, per: "round", in: 0...5)
    try checkCards(definition, deck: suits * ranks, players: players, holeCards: holeCards, boardCards: boardCards)

    let names = Street.names(boardCards: boardCards, holeCards: holeCards)
    let streets = boardCards.indices.map {
      Street(
        name: names[$0], boardCards: boardCards[$0], betSize: betSizes[$0], maxRaises: maxRaises?[$0],
        firstToAct: (firstPlayers?[$0] ?? 1) - 1)
    }
    return try GameRules(
      deck: Deck(ranks: (13 - ranks)...12, suits: suits), holeCards: holeCards, streets: streets, betting: betting,
      stacks: stacks, blinds: blinds, antes: Array(repeating: 0, count: players), oddChips: .shared
    ).validated()
  }

  /// The dealer's amounts are 32-bit numbers, and the largest one is a stack without end.
  private static let maxAmount = Chips(Int32.max)

  private static func stacks(
    _ definition: ACPCDefinition, _ players: Int, _ blinds: [Chips], _ betting: BettingStructure
  ) throws(GameError) -> [Chips] {
    guard let stacks = try definition.listIfPresent(.stack, count: players, per: "player", in: 1...maxAmount) else {
      guard betting == .fixedLimit else {
        throw definition.missing(.stack, because: "a no-limit game needs the stack of each player")
      }
      return Array(repeating: maxAmount, count: players)
    }
    for (index, (blind, stack)) in zip(blinds, stacks).enumerated() where blind > stack {
      throw definition.fault(.blind, "the blind of player \(index + 1) is \(blind), over their stack of \(stack)")
    }
    return stacks
  }

  private static func checkCards(
    _ definition: ACPCDefinition, deck: Int, players: Int, holeCards: Int, boardCards: [Int]
  ) throws(GameError) {
    let board = boardCards.reduce(0, +)
    guard board <= 5 else {
      throw definition.fault(.numBoardCards, "a board has at most 5 cards; these rounds deal \(board)")
    }
    let needed = players * holeCards + board
    guard needed <= deck else {
      throw definition.fault(
        .numBoardCards,
        "\(players) players with \(holeCards) hole cards each and \(board) board cards need \(needed) cards; "
          + "numSuits times numRanks makes a deck of \(deck)")
    }
  }
}
