import Abstraction
import Cards
import Game

/// Deals hands at random and finds out all that a walk must know of them.
struct DealSampler {
  let rules: GameRules
  let cards: CardLookup
  private let deck: [Card]
  private let boardSizes: [Int]
  private let players: Int
  /// Who deals the hands of a spot.
  private let ranges: RangeDealer?
  private let evaluator = HandEvaluator.shared

  /// Streets with decisions: buckets of later ones are never asked for.
  private let streets: Int

  /// - Parameters:
  ///   - ranges: the players' ranges in a spot; nil where every hand of the deck is dealt.
  ///   - streets: how many streets the tree has decisions on.
  init(_ rules: GameRules, _ cards: CardLookup, ranges: [HandRange]?, streets: Int) {
    self.streets = streets
    self.rules = rules
    self.cards = cards
    let board = CardSet(rules.board)
    deck = Array(rules.deck.cards.subtracting(board))
    boardSizes = rules.streets.map(\.boardCards)
    players = rules.players
    self.ranges = ranges.map { RangeDealer($0, rules) }
  }

  /// A card that is not in `used`, which then has it.
  @inline(__always)
  private func draw(_ used: inout CardSet, _ random: inout RandomStream) -> Card {
    while true {
      let card = deck[random.below(deck.count)]
      if used.contains(card) { continue }
      used.insert(card)
      return card
    }
  }

  /// The index of two cards.
  static func combo(_ cards: CardSet) -> UInt16 {
    let low = cards.rawValue.trailingZeroBitCount, high = 63 - cards.rawValue.leadingZeroBitCount
    return UInt16(Combo(Card(index: high), Card(index: low)).index)
  }

  /// Deals to everybody and the whole board, and looks the buckets up.
  func deal(into deal: Deal, _ random: inout RandomStream) {
    draw(into: deal, &random)
    lookUp(deal)
  }

  /// Deals to everybody and the whole board. The buckets are asked for: whoever has something else to do until `lookUp` does not wait for them.
  func draw(into deal: Deal, _ random: inout RandomStream) {
    var used = CardSet()
    var board = CardSet(rules.board)
    withUnsafeTemporaryAllocation(of: CardSet.self, capacity: players) { hands in
      if let ranges {
        (hands[0], hands[1]) = ranges.deal(&random)
        used = hands[0].union(hands[1])
      } else {
        for player in 0..<players {
          hands[player] = CardSet(draw(&used, &random))
          if rules.holeCards == 2 { hands[player].insert(draw(&used, &random)) }
        }
      }
      for street in boardSizes.indices {
        for _ in 0..<boardSizes[street] { board.insert(draw(&used, &random)) }
        guard street < streets else { continue }
        let numbering = cards.board(street: street, board)
        for player in 0..<players {
          let number = cards.number(street: street, hole: hands[player], on: numbering)
          cards.prefetch(street: street, number: number)
          deal.numbers[player * boardSizes.count + street] = number
        }
      }
      for player in 0..<players {
        if rules.holeCards == 2 { deal.combos[player] = Self.combo(hands[player]) }
        deal.strengths[player] = evaluator.strength(of: hands[player].union(board)).rawValue
      }
    }
  }

  /// The buckets of a deal that was drawn.
  func lookUp(_ deal: Deal) {
    for player in 0..<players {
      var row = 0
      for street in 0..<streets {
        let place = player * boardSizes.count + street
        row = cards.row(street: street, bucket: cards.bucket(street: street, number: deal.numbers[place]), after: row)
        deal.buckets[place] = Int32(truncatingIfNeeded: row)
      }
    }
  }
}
