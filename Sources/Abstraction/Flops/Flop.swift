import Cards

/// One of the 1,755 flops that differ in more than the names of suits.
public struct Flop: Hashable, Sendable {
  public enum Suits: String, CaseIterable, Sendable { case rainbow, twoTone = "two-tone", monotone }
  public enum Pairing: String, CaseIterable, Sendable { case unpaired, paired, trips }

  /// The cards, the highest first; of all that suits make alike, the one with the highest suits.
  public let cards: [Card]
  /// How many of the 22,100 flops it stands for: 4, 12 or 24.
  public let count: Int

  /// All flops of the deck.
  public static let total = 22_100

  /// Those that differ in more than suits, the highest first.
  public static let all: [Flop] = {
    var counts: [[Card]: Int] = [:]
    for a in 2..<52 { for b in 1..<a { for c in 0..<b { counts[canonical([a, b, c].map { Card(index: $0) }), default: 0] += 1 } } }
    return counts.map { Flop(cards: $0.key, count: $0.value) }.sorted { Array($1.order).lexicographicallyPrecedes($0.order) }
  }()

  /// The flop that three cards are, up to suits.
  public init(_ cards: [Card]) {
    self.cards = Self.canonical(cards)
    count = Set(SuitPermutation.all.map { permutation in CardSet(cards.map { permutation($0) }) }).count
  }

  private init(cards: [Card], count: Int) {
    self.cards = cards
    self.count = count
  }

  private static func canonical(_ cards: [Card]) -> [Card] {
    SuitPermutation.all.map { permutation in cards.map { permutation($0) }.sorted { $0.rawValue > $1.rawValue } }
      .max { $0.map(\.rawValue).lexicographicallyPrecedes($1.map(\.rawValue)) }!
  }

  private var order: [Int] { ranks + cards.map { Int($0.rawValue) } }

  /// `AsKh7d`.
  public var text: String { cards.map(\.description).joined() }

  /// The ranks from the highest, 0 for a deuce to 12 for an ace.
  public var ranks: [Int] { cards.map { Int($0.rank.rawValue) } }

  public var suits: Suits {
    switch Set(cards.map(\.suit)).count {
    case 1: .monotone
    case 2: .twoTone
    default: .rainbow
    }
  }

  public var pairing: Pairing {
    switch Set(ranks).count {
    case 1: .trips
    case 2: .paired
    default: .unpaired
    }
  }

  /// How many of the ten straights two hole cards can make with it: 0 to 3.
  public var straights: Int {
    let here = Set(ranks)
    // The ace is above the king and below the deuce.
    return (-1...8).count { low in here.intersection((low...low + 4).map { $0 < 0 ? 12 : $0 }).count == 3 }
  }
}
