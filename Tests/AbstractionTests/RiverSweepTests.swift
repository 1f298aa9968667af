import Cards
import Testing

@testable import Abstraction

@Suite struct RiverSweepTests {
  /// Against the definition: every opponent compared.
  @Test(arguments: ["Td9d6hQc2s", "AsKsQsJsTs", "2c2d2h2s3c", "AcKcQc5d5h"])
  func pointsAreWinsAndTies(board text: String) throws {
    let board = CardSet(try Card.list(text))
    var sweep = RiverSweep()
    sweep.run(board)
    let live = Combo.all.filter { $0.cards.isDisjoint(with: board) }
    let strengths = live.map { HandEvaluator.shared.strength(of: board.union($0.cards)) }
    for (i, hand) in live.enumerated() where i % 7 == 0 {
      var points = 0
      for (j, other) in live.enumerated() where other.cards.isDisjoint(with: hand.cards) {
        points += strengths[i] > strengths[j] ? 2 : strengths[i] == strengths[j] ? 1 : 0
      }
      #expect(Int(sweep.points[hand.index]) == points)
    }
  }

  /// A board's hands, each as often as the deals it stands for, are all deals: of all flops together 22,100 times 1,176.
  @Test func handsStandForAllDeals() {
    let boards = HandIndexer(cardsPerRound: [3]), numbering = HandNumbering(holdemBoardCards: 3)
    var deals = 0, numbers = IndexSubset(universe: numbering.count), hands = 0
    for index in 0..<boards.size(round: 0) {
      for hand in BoardHands(index, boards: boards, numbering: numbering).hands {
        deals += hand.deals
        hands += 1
        numbers.insert(hand.number)
      }
    }
    numbers.close()
    #expect(deals == 22_100 * 1_176)
    #expect(hands == numbering.count && numbers.count == numbering.count)
  }

  /// Equity at the turn, worked out hand by hand over all rivers and opponents.
  @Test func turnEquity() throws {
    let numbering = HandNumbering(holdemBoardCards: 4), boards = HandIndexer(cardsPerRound: [4])
    let count = numbering.count, parts = FeatureParts(row: .riverHistogram, squares: true)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: HandFeatures.byteCount(count: count, parts: parts), alignment: 64)
    defer { memory.deallocate() }
    let features = HandFeatures(count: count, parts: parts, base: memory)
    var pass = FeaturePass(boardCards: 4, parts: parts)
    pass.run(9_000..<9_001, into: features, next: nil)
    let hands = BoardHands(9_000, boards: boards, numbering: numbering)
    for hand in [hands.hands[0], hands.hands[hands.hands.count / 2]] {
      let combo = Combo(index: hand.combo)
      var points = 0
      for river in CardSet.fullDeck.subtracting(hands.board).subtracting(combo.cards) {
        let board = hands.board.inserting(river)
        let mine = HandEvaluator.shared.strength(of: board.union(combo.cards))
        for other in Combo.all where other.cards.isDisjoint(with: board.union(combo.cards)) {
          let theirs = HandEvaluator.shared.strength(of: board.union(other.cards))
          points += mine > theirs ? 2 : mine == theirs ? 1 : 0
        }
      }
      #expect(abs(Double(features.equity[hand.number]) - 65535 * Double(points) / Double(46 * 1980)) <= 0.5)
    }
  }

  /// Ten deals of ten values: buckets of equal mass; ties stay together and the rest evens out.
  @Test func equalMass() {
    #expect(EqualMass.cut([1, 1, 1, 1], buckets: 2) == [0, 0, 1, 1])
    #expect(EqualMass.cut([0, 6, 1, 1, 1, 1], buckets: 3) == [0, 0, 1, 1, 2, 2])
    #expect(EqualMass.cut([1, 1, 6], buckets: 3) == [0, 1, 2])
    #expect(EqualMass.cut([5, 0, 5], buckets: 3) == nil)
  }
}
