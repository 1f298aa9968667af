import Cards

/// What the hands of a board have in common, as players put it: how far it goes towards flushes, pairs and straights. Boards of one texture are a public bucket (Waugh,
/// Zinkevich, Johanson, Kan, Schnizlein & Bowling, "A Practical Use of Imperfect Recall", 2009).
public struct BoardTexture: Hashable, Sendable {
  /// The most cards of one suit.
  public let suited: Int
  /// How often its ranks are there, the most frequent first: 2, 1, 1 has a pair.
  public let multiples: [Int]
  /// The most ranks among five that follow each other, the ace below the deuce too.
  public let connected: Int

  public init(_ board: CardSet) {
    var suits = [0, 0, 0, 0], ranks = [Int](repeating: 0, count: 13)
    for card in board {
      suits[Int(card.suit.rawValue)] += 1
      ranks[Int(card.rank.rawValue)] += 1
    }
    suited = suits.max() ?? 0
    multiples = ranks.filter { $0 > 0 }.sorted(by: >)
    let ladder = [ranks[12]] + ranks
    connected = (0...9).map { low in ladder[low..<low + 5].count { $0 > 0 } }.max() ?? 0
  }
}
