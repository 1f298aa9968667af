import Cards
import Game

/// The private hands that a player can hold at the root, with their weights.
public struct PrivateHands: Sendable {
  /// The cards of each hand, one or two.
  public let cards: [CardSet]
  /// The weight of each hand in the range, above 0.
  public let weights: [Double]

  public var count: Int { cards.count }

  /// The combos of a range that the board leaves.
  public init(_ range: HandRange, board: CardSet) {
    let live = range.removing(board).combos
    cards = live.map(\.cards)
    weights = live.map { Double(range[$0]) }
  }

  /// Every hand of a deck, each with weight 1, in order of cards.
  public init(deck: CardSet, holeCards: Int, board: CardSet = CardSet()) {
    let live = Array(deck.subtracting(board))
    if holeCards == 1 {
      cards = live.map { CardSet($0) }
    } else {
      cards = Combo.all.map(\.cards).filter { $0.isSubset(of: deck) && $0.isDisjoint(with: board) }
    }
    weights = Array(repeating: 1, count: cards.count)
  }

  /// Both players' hands at the root: those of the ranges, or, where there are none, all that the deck can deal.
  public static func dealt(_ rules: GameRules, ranges: [HandRange]?) -> [PrivateHands] {
    let board = CardSet(rules.board)
    return ranges?.map { PrivateHands($0, board: board) }
      ?? Array(repeating: PrivateHands(deck: rules.deck.cards, holeCards: rules.holeCards, board: board), count: 2)
  }

  private init(cards: [CardSet], weights: [Double]) {
    self.cards = cards
    self.weights = weights
  }

  /// The same hands from the weakest to the strongest on a complete board: the order in which the last street compares them.
  func sortedByStrength(on board: CardSet) -> PrivateHands {
    let strengths = cards.map { HandEvaluator.shared.strength(of: $0.union(board)) }
    let order = cards.indices.sorted { (strengths[$0], $0) < (strengths[$1], $1) }
    return PrivateHands(cards: order.map { cards[$0] }, weights: order.map { weights[$0] })
  }

  /// Sum of w(h) w(o) over pairs of hands that share no card: what values are divided by.
  public static func pairWeight(_ first: PrivateHands, _ second: PrivateHands) -> Double {
    var total = 0.0
    for (h, w) in zip(first.cards, first.weights) {
      for (o, v) in zip(second.cards, second.weights) where h.isDisjoint(with: o) { total += w * v }
    }
    return total
  }
}
