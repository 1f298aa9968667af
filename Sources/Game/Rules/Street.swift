/// One betting round, and the board cards dealt before it.
public struct Street: Hashable, Sendable, Codable {
  /// What people call it: `preflop`, `flop`, `turn`, `river`, or `round 1` where a game has other rounds.
  public var name: String
  /// How many board cards are dealt when it starts.
  public var boardCards: Int
  /// Fixed limit: the size of every bet and raise. No limit and pot limit: the smallest opening bet. At least one unit.
  public var betSize: Chips
  /// The most bets and raises allowed on the street, blinds not counted and all-ins counted; nil where there is no cap.
  public var maxRaises: Int?
  /// The seat that opens the betting, or the first one after it that still can act.
  public var firstToAct: Int

  public init(name: String, boardCards: Int, betSize: Chips, maxRaises: Int? = nil, firstToAct: Int = 0) {
    self.name = name
    self.boardCards = boardCards
    self.betSize = betSize
    self.maxRaises = maxRaises
    self.firstToAct = firstToAct
  }
}

extension Street {
  /// The names of a game's streets: Hold'em's names where two hole cards meet a board that grows as it does in Hold'em,
  /// numbered rounds elsewhere.
  ///
  /// - Parameters:
  ///   - boardCards: the board cards dealt at the start of each street.
  ///   - dealt: the board cards on the table before the first street.
  ///   - holeCards: the private cards of each player.
  static func names(boardCards: [Int], dealt: Int = 0, holeCards: Int) -> [String] {
    let holdem = [0: "preflop", 3: "flop", 4: "turn", 5: "river"]
    var total = dealt
    var names: [String] = []
    for cards in boardCards {
      total += cards
      guard holeCards == 2, let name = holdem[total], !names.contains(name) else {
        return boardCards.indices.map { "round \($0 + 1)" }
      }
      names.append(name)
    }
    return names
  }
}
