import Cards
import Game

/// Numbers hands of fewer than five cards by their ranks alone: the hole cards' and the board's, each as a multiset.
///
/// Numbers ascend with the hole cards' ranks and then with the board's: in Kuhn jack 0, queen 1, king 2; on the second street of Leduc hole
/// rank * 3 + board rank.
struct RankNumbering: Sendable {
  let count: Int
  private let deck: Deck
  private let holeCards: Int
  private let boardCards: Int
  /// By the ranks in ascending order as digits, the hole cards' first: the number; -1 where no deal has them.
  private let numbers: [Int32]
  /// By number: a hand.
  private let hands: [(hole: CardSet, board: CardSet)]

  init(deck: Deck, holeCards: Int, boardCards: Int, dealt: CardSet) {
    self.deck = deck
    self.holeCards = holeCards
    self.boardCards = boardCards
    let digits = deck.ranks.count
    let room = (0..<holeCards + boardCards).reduce(1) { size, _ in size * digits }
    var example = [(hole: CardSet, board: CardSet)?](repeating: nil, count: room)
    for hole in deck.cards.subtracting(dealt).subsets(of: holeCards) {
      for rest in deck.cards.subtracting(dealt).subtracting(hole).subsets(of: boardCards - dealt.count) {
        let board = rest.union(dealt)
        let shift = UInt64(4 * deck.ranks.lowerBound)
        let key = Self.key(
          CardSet(rawValue: hole.rawValue >> shift), Self.key(CardSet(rawValue: board.rawValue >> shift), 0, deck, before: 0), deck, before: boardCards)
        if example[key] == nil { example[key] = (hole, board) }
      }
    }
    var numbers = [Int32](repeating: -1, count: room)
    var hands: [(hole: CardSet, board: CardSet)] = []
    for (key, hand) in example.enumerated() {
      guard let hand else { continue }
      numbers[key] = Int32(hands.count)
      hands.append(hand)
    }
    self.numbers = numbers
    self.hands = hands
    count = hands.count
  }

  /// - Parameters: cards whose ranks are counted from the deck's lowest.
  func number(hole: CardSet, board: CardSet) -> Int {
    Int(numbers[Self.key(hole, Self.key(board, 0, deck, before: 0), deck, before: boardCards)])
  }

  func hand(_ number: Int) -> (hole: CardSet, board: CardSet) { hands[number] }

  /// The ranks of the cards, ascending, as digits of the deck's number of ranks, before `places` further digits that are given.
  private static func key(_ cards: CardSet, _ low: Int, _ deck: Deck, before places: Int) -> Int {
    var key = 0
    for card in cards { key = key * deck.ranks.count + Int(card.rawValue >> 2) }
    for _ in 0..<places { key *= deck.ranks.count }
    return key + low
  }
}
