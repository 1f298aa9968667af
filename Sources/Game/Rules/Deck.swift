import Cards

/// An amount of chips in the game's smallest unit; `GameRules.unitsPerChip` units are one chip as people write it.
public typealias Chips = Int

/// The cards a game is played with: a run of ranks in the first so many suits.
public struct Deck: Hashable, Sendable, Codable {
  /// The ranks in play, 0 (deuce) ... 12 (ace).
  public var ranks: ClosedRange<Int>
  /// How many suits there are, 1 ... 4, counted from clubs: clubs, diamonds, hearts, spades.
  public var suits: Int

  public init(ranks: ClosedRange<Int>, suits: Int) {
    self.ranks = ranks
    self.suits = suits
  }

  /// The 52 cards of Hold'em.
  public static let standard = Deck(ranks: 0...12, suits: 4)
  /// Jack, queen and king of one suit.
  public static let kuhn = Deck(ranks: 9...11, suits: 1)
  /// Jack, queen and king, each twice.
  public static let leduc = Deck(ranks: 9...11, suits: 2)

  /// How many cards the deck has.
  public var count: Int { ranks.count * suits }

  /// The cards themselves. Ranks or suits that no card has (see `GameRules.validated()`) add none.
  public var cards: CardSet {
    let oneRank = (UInt64(1) << UInt64(max(0, min(suits, 4)))) - 1
    var bits: UInt64 = 0
    for rank in ranks where 0...12 ~= rank { bits |= oneRank << UInt64(4 * rank) }
    return CardSet(rawValue: bits)
  }
}
