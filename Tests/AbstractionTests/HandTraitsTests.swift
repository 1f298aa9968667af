import Cards
import Testing

@testable import Abstraction

/// What players say of hands.
@Suite struct HandTraitsTests {
  private func traits(_ hole: String, _ board: String) throws -> HandTraits {
    HandTraits(hole: CardSet(try Card.list(hole)), board: CardSet(try Card.list(board)))
  }

  @Test(arguments: [
    ("AhAd", "Td9d6h", "overpair"), ("5h5d", "Td9d6h", "underpair"), ("7h7d", "Td9d6h", "pocket pair"), ("AhTc", "Td9d6h", "top pair"),
    ("Ah9c", "Td9d6h", "middle pair"), ("Ah6c", "Td9d6h", "bottom pair"), ("AhKc", "Td9d9h", "none"), ("AhKc", "Td9d6h", "none"),
    ("9hTc", "Td9d6h", "none"), ("AhAd", "", "none"), ("6h6c", "Td9d6d", "none"), ("Ah2c", "Td9d6h2d", "bottom pair"),
  ]) func pairs(_ hole: String, _ board: String, _ pair: String) throws {
    #expect(try traits(hole, board).pair?.rawValue ?? "none" == pair)
  }

  @Test(arguments: [
    // Open-ended, gutshot, double gutshot, with a card of the outs on the board's side.
    ("JhTc", "9d8s2h", 8), ("JhTc", "9d7s2h", 4), ("Jh7c", "9d8s5h", 4 + 4), ("AhKc", "QdJs2h", 4), ("Ah2c", "3d4s9h", 4), ("2h3c", "4d5sKh", 8),
    // A straight of the board's and one of this hand's: the higher counts.
    ("KcTd", "QdTc9c8h", 4), ("Kh2h", "QcJcTd8h", 8),
    ("AhKc", "Td9d6h", 0), ("JhTc", "9d8s7h", 0), ("2c2d", "9h8s7dTs", 0), ("6h2d", "9h8s7dKs", 8), ("JhTc", "9d8s2h3c4d", 0), ("AhAd", "", 0),
    // A flush needs no straight.
    ("JhTh", "9h8h2h", 0),
  ]) func straights(_ hole: String, _ board: String, _ outs: Int) throws {
    #expect(try traits(hole, board).straightOuts == outs)
  }

  /// By trying every card left, with the evaluator.
  @Test func straightOutsAreThoseOfTheEvaluator() throws {
    var random = SplitMix(state: 7)
    for _ in 0..<4000 {
      let deck = (0..<52).map { Card(index: $0) }.shuffled(using: &random)
      let hole = CardSet(deck[..<2]), board = CardSet(deck[2..<(random.next() % 2 == 0 ? 5 : 6)])
      func best(_ cards: CardSet) -> Int {
        // Suits that cannot make a flush: straights alone count.
        let ranks = Set(cards.map(\.rank.rawValue)), low = ranks.contains(12) ? ranks.map(Int.init) + [-1] : ranks.map(Int.init)
        return (-1...8).last { first in (first..<first + 5).allSatisfy(low.contains) } ?? -2
      }
      let traits = HandTraits(hole: hole, board: board)
      let expected =
        traits.category >= .straight
        ? 0
        : CardSet.fullDeck.subtracting(hole).subtracting(board).count { card in
          best(hole.union(board).inserting(card)) > best(board.inserting(card))
        }
      #expect(traits.straightOuts == expected, "\(hole) on \(board)")
    }
  }

  @Test(arguments: [
    ("AhKh", "Th9h6c", true, false), ("AhKd", "Th9h6h", true, false), ("AcKd", "Th9h6h", false, false), ("AhKh", "Th9d6c", false, true),
    ("AhKd", "Th9h6c", false, true), ("AhKh", "Th9h6h", false, false), ("AhKh", "Th9h6c2d", true, false), ("AhKh", "Th9h6c2d3s", false, false),
    ("AhKh", "", false, false), ("AhKh", "Th9d6c2d", false, false),
  ]) func flushes(_ hole: String, _ board: String, _ draw: Bool, _ backdoor: Bool) throws {
    let traits = try traits(hole, board)
    #expect(traits.hasFlushDraw == draw && traits.hasBackdoorFlushDraw == backdoor)
  }

  @Test func classesAndCards() throws {
    let traits = try traits("AhKh", "Kd9d6d")
    #expect(traits.category == .pair && traits.boardCategory == .highCard && traits.boardSuits == 3 && traits.overcards == 1)
    #expect(try self.traits("AhKh", "").boardCategory == nil && self.traits("AhKh", "").overcards == 0)
    #expect(try self.traits("AhKh", "Td9d6h").overcards == 2)
  }
}
