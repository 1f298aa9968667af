import Cards
import Foundation
import Game
import Testing

@testable import Abstraction

@Suite struct HandNumberingTests {
  /// The published numbers of hands up to suits, boards unordered.
  @Test(arguments: [(0, 169), (3, 1_286_792), (4, 13_960_050), (5, 123_156_254)])
  func holdem(boardCards: Int, count: Int) { #expect(HandNumbering(holdemBoardCards: boardCards).count == count) }

  /// Three hands in Kuhn; three and then nine in Leduc: hole rank, then hole rank by board rank.
  @Test func smallGames() throws {
    let kuhn = HandNumbering(.kuhn(), street: 0)
    #expect(kuhn.count == 3)
    #expect(try ["Jc", "Qc", "Kc"].map { kuhn.number(hole: try cards($0), board: CardSet()) } == [0, 1, 2])
    let leduc = HandNumbering(.leduc(), street: 1)
    #expect(HandNumbering(.leduc(), street: 0).count == 3)
    #expect(leduc.count == 9)
    #expect(leduc.number(hole: try cards("Qd"), board: try cards("Jc")) == 3)
    #expect(leduc.number(hole: try cards("Kc"), board: try cards("Kd")) == 8)
  }

  /// Every number is the number of its hand, and renamed suits change nothing.
  @Test func numbersAndHandsAgree() throws {
    let spot = try GameRules.spot(board: try Card.list("Td9d6h"), pot: 10, stacks: [10, 10])
    let short = GameRules(
      deck: Deck(ranks: 6...12, suits: 3), holeCards: 2,
      streets: [Street(name: "a", boardCards: 0, betSize: 1), Street(name: "b", boardCards: 3, betSize: 1)], betting: .noLimit,
      stacks: [9, 9], blinds: [1, 2], antes: [0, 0])
    let numberings = [
      (HandNumbering(.leduc(), street: 1), 1), (HandNumbering(spot, street: 0), 1), (HandNumbering(spot, street: 1), 17),
      (HandNumbering(short, street: 0), 1), (HandNumbering(short, street: 1), 1), (HandNumbering(holdemBoardCards: 0), 1),
      (HandNumbering(holdemBoardCards: 5), 1_000_003),
    ]
    for (numbering, step) in numberings {
      for number in stride(from: 0, to: numbering.count, by: step) {
        let hand = numbering.hand(number)
        guard numbering.number(hole: hand.hole, board: hand.board) == number else {
          Issue.record("number \(number) of \(numbering.count)")
          break
        }
      }
    }
  }

  /// A numbering has no gaps: over all deals of a deck of 7 ranks in 3 suits each number occurs, and no other.
  @Test func everyNumberOccurs() {
    let rules = GameRules(
      deck: Deck(ranks: 8...12, suits: 3), holeCards: 2,
      streets: [Street(name: "a", boardCards: 3, betSize: 1)], betting: .noLimit, stacks: [9, 9], blinds: [1, 2], antes: [0, 0])
    let numbering = HandNumbering(rules, street: 0)
    var seen = Set<Int>()
    for board in rules.deck.cards.subsets(of: 3) {
      let key = numbering.board(board)
      for hole in rules.deck.cards.subtracting(board).subsets(of: 2) { seen.insert(numbering.number(hole: hole, on: key)) }
    }
    #expect(seen == Set(0..<numbering.count))
    // Counted by hand: Burnside's lemma over the six renamings of three suits, by distinct orbits of the deals themselves.
    #expect(seen.count == orbits(rules.deck, board: 3))
  }

  /// The hands of a spot are those that its board leaves: on a rainbow flop no renaming of suits but the identity fits.
  @Test func spots() throws {
    let spot = try GameRules.spot(board: try Card.list("Td9h6c"), pot: 10, stacks: [10, 10])
    #expect(HandNumbering(spot, street: 0).count == 1176)
  }

  /// With perfect recall the row of a hand says which buckets it came from, in the order of the deal; with imperfect recall it is the bucket alone.
  @Test func perfectRecall() throws {
    let spot = try GameRules.spot(board: try Card.list("Td9h6c2s"), pot: 10, stacks: [10, 10])
    let lossless = [StreetAbstraction](repeating: .lossless, count: 2)
    let plain = try CardLookup(CardAbstraction(streets: lossless), rules: spot)
    let paths = try CardLookup(CardAbstraction(streets: lossless, recall: .perfect), rules: spot)
    let (turn, river) = (plain.bucketCount(street: 0), plain.bucketCount(street: 1))
    #expect(plain.rowCount(street: 1) == river && paths.rowCount(street: 0) == turn && paths.rowCount(street: 1) == turn * river)
    let hole = try cards("AhKh"), dealt = try Card.list("Td9h6c2s5d")
    let own = plain.bucket(street: 1, hole: hole, board: CardSet(dealt)), before = plain.bucket(street: 0, hole: hole, board: CardSet(dealt[..<4]))
    #expect(plain.row(street: 1, hole: hole, dealt: dealt) == own)
    #expect(paths.row(street: 1, hole: hole, dealt: dealt) == before * river + own)
    #expect(paths.row(street: 0, hole: hole, dealt: Array(dealt[..<4])) == before)
    // The whole game: the flop remembered makes two rows of one river hand.
    let game = try GameRules.noLimit(stacks: [20, 20], smallBlind: 1, bigBlind: 2)
    let recalled = try CardLookup(CardAbstraction(streets: [StreetAbstraction](repeating: .lossless, count: 4), recall: .perfect), rules: game)
    #expect(recalled.rowCount(street: 1) == 169 * 1_286_792 && recalled.rowCount(street: 3) == .max)
    let one = try Card.list("Td9h6c2s"), other = try Card.list("2s9h6cTd")
    #expect(recalled.row(street: 2, hole: hole, dealt: one) != recalled.row(street: 2, hole: hole, dealt: other))
    #expect(recalled.bucket(street: 2, hole: hole, board: CardSet(one)) == recalled.bucket(street: 2, hole: hole, board: CardSet(other)))
  }

  /// Imperfect recall is not written, so that files from before are the same; perfect recall survives the journey.
  @Test func recallAsJSON() throws {
    for recall in CardRecall.allCases {
      let abstraction = CardAbstraction(streets: [.lossless], recall: recall)
      let json = try JSONEncoder().encode(abstraction)
      #expect(String(decoding: json, as: UTF8.self).contains("recall") == (recall == .perfect))
      #expect(try JSONDecoder().decode(CardAbstraction.self, from: json) == abstraction)
    }
  }

  /// Deals of a board and two hole cards from a deck of three suits that differ in more than suits.
  private func orbits(_ deck: Deck, board: Int) -> Int {
    let permutations = SuitPermutation.all.filter { $0(Suit.spades) == .spades }
    var count = 0
    for cards in deck.cards.subsets(of: board) {
      for hole in deck.cards.subtracting(cards).subsets(of: 2) {
        let isLowest = permutations.allSatisfy { p in (p(cards).rawValue, p(hole).rawValue) >= (cards.rawValue, hole.rawValue) }
        if isLowest { count += 1 }
      }
    }
    return count
  }

  private func cards(_ text: String) throws -> CardSet { CardSet(try Card.list(text)) }
}
