import Cards
import Game

/// Numbers what a player can hold on a street, without gaps, up to what cannot matter.
///
/// - Where hole cards and board never make five cards (Kuhn, Leduc), there are no flushes and no straights: only ranks count
///   (`RankNumbering`).
/// - Else hands are the same if a renaming of suits maps one to the other (`HoleCardIndexer`: the hands of a board are numbered one after the other, and
///   the board's part is worked out once for all players). Board cards are a set: the order in which they came is forgotten.
///   Hold'em has 169 hands before the flop, then 1,286,792, 13,960,050 and 123,156,254.
/// - Where cards lie on the board before the first street (a spot), only what can be dealt with them is numbered (`IndexSubset`).
///
/// A class, though it never changes: as a value of many words it would be copied in every look-up.
public final class HandNumbering: Sendable {
  /// How many different hands there are: numbers are 0 ..< `count`.
  public let count: Int
  /// How many board cards the street has.
  public let boardCards: Int
  public let holeCards: Int

  /// Whether numbers are the indexer's.
  let isPlain: Bool
  let ranks: RankNumbering?
  let indexer: HoleCardIndexer
  /// The number of the rank that the indexer takes for a deuce.
  let lowestRank: Int
  let subset: IndexSubset?

  /// The numbering of a street of a game.
  public convenience init(_ rules: GameRules, street: Int) {
    let board = rules.boardCards(onStreet: street)
    let mostCards = rules.holeCards + rules.boardCards(onStreet: rules.streets.count - 1)
    self.init(deck: rules.deck, holeCards: rules.holeCards, boardCards: board, ranksOnly: mostCards < 5, dealt: CardSet(rules.board))
  }

  /// The numbering of all hands of Hold'em with 0, 3, 4 or 5 board cards.
  public convenience init(holdemBoardCards boardCards: Int) {
    self.init(deck: .standard, holeCards: 2, boardCards: boardCards, ranksOnly: false, dealt: CardSet())
  }

  private init(deck: Deck, holeCards: Int, boardCards: Int, ranksOnly: Bool, dealt: CardSet) {
    self.boardCards = boardCards
    self.holeCards = holeCards
    lowestRank = deck.ranks.lowerBound
    indexer = HoleCardIndexer(boardCards: boardCards, holeCards: holeCards, ranks: deck.ranks.count, suits: deck.suits)
    isPlain = !ranksOnly && dealt.isEmpty
    if ranksOnly {
      let numbering = RankNumbering(deck: deck, holeCards: holeCards, boardCards: boardCards, dealt: dealt)
      ranks = numbering
      subset = nil
      count = numbering.count
      return
    }
    ranks = nil
    guard !dealt.isEmpty else {
      subset = nil
      count = indexer.count
      return
    }
    var present = IndexSubset(universe: indexer.count)
    let (indexer, shift) = (indexer, UInt64(4 * lowestRank))
    for rest in deck.cards.subtracting(dealt).subsets(of: boardCards - dealt.count) {
      let board = dealt.union(rest)
      let key = indexer.board(CardSet(rawValue: board.rawValue >> shift))
      for hole in deck.cards.subtracting(board).subsets(of: holeCards) {
        present.insert(indexer.index(hole: CardSet(rawValue: hole.rawValue >> shift), on: key))
      }
    }
    present.close()
    subset = present
    count = present.count
  }

  /// What the board adds to the number of a hand, worked out once for all players. Plain data.
  public typealias Board = HoleCardIndexer.Board

  /// - Parameter cards: as many as the street has.
  public func board(_ cards: CardSet) -> Board { indexer.board(shifted(cards)) }

  /// The number of a hand, 0 ..< `count`. The cards must be of the game's deck and distinct.
  public func number(hole: CardSet, on board: Board) -> Int {
    if isPlain { return indexer.index(hole: shifted(hole), on: board) }
    if let ranks { return ranks.number(hole: shifted(hole), board: board.cards) }
    let index = indexer.index(hole: shifted(hole), on: board)
    return subset?.number(index) ?? index
  }

  /// The cards with the deck's lowest rank as the deuce.
  @inline(__always)
  private func shifted(_ cards: CardSet) -> CardSet { CardSet(rawValue: cards.rawValue >> UInt64(4 * lowestRank)) }

  /// The number of a hand.
  public func number(hole: CardSet, board: CardSet) -> Int { number(hole: hole, on: self.board(board)) }

  /// Every board of Hold'em that differs in more than suits, with the numbers of its hands, in their order.
  public func boards() -> some Sequence<(board: CardSet, numbers: Range<Int>)> {
    precondition(isPlain && lowestRank == 0, "boards are numbered where all of a full deck can be dealt")
    return (0..<indexer.boardCount).lazy.map { [indexer] in indexer.hands(ofBoard: $0) }
  }

  /// A hand with a number.
  public func hand(_ number: Int) -> (hole: CardSet, board: CardSet) {
    precondition(0 <= number && number < count, "a number is below the count of its hands")
    if let ranks { return ranks.hand(number) }
    let index = subset?.index(number) ?? number
    let hand = indexer.hand(index), shift = UInt64(4 * lowestRank)
    return (CardSet(rawValue: hand.hole.rawValue << shift), CardSet(rawValue: hand.board.rawValue << shift))
  }
}
