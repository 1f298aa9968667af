import Cards
import Testing

@testable import Abstraction

/// Textures of boards, and buckets that are shared out among them.
@Suite struct TextureTests {
  @Test(arguments: [
    ("Td9d6h", 2, [1, 1, 1], 3), ("AsAhAd", 1, [3], 1), ("KsKh2s", 2, [2, 1], 1), ("Ah2h3h", 3, [1, 1, 1], 3), ("AsKsQsJsTs", 5, [1, 1, 1, 1, 1], 5),
    ("As2c3d4h5s", 2, [1, 1, 1, 1, 1], 5), ("As2cKdQh7s", 2, [1, 1, 1, 1, 1], 3), ("7s7h7d2c2h", 2, [3, 2], 1), ("9h8h6h5hKc", 4, [1, 1, 1, 1, 1], 4),
    ("JcJd4c4d9s", 2, [2, 2, 1], 2), ("KsAd2h3c", 1, [1, 1, 1, 1], 3),
  ]) func whatPlayersSee(_ board: String, _ suited: Int, _ multiples: [Int], _ connected: Int) throws {
    let texture = BoardTexture(CardSet(try Card.list(board)))
    #expect(texture.suited == suited && texture.multiples == multiples && texture.connected == connected, "\(texture)")
    // A renaming of suits changes nothing.
    let cards = CardSet(try Card.list(board))
    for permutation in SuitPermutation.all { #expect(BoardTexture(permutation(cards)) == texture) }
  }

  /// All boards of a street, each hand once.
  @Test(arguments: [(0, 1), (3, 1755), (4, 16_432)]) func boardsHaveTheirHands(_ boardCards: Int, _ count: Int) {
    let numbering = HandNumbering(holdemBoardCards: boardCards)
    var next = 0, boards = 0
    for (board, numbers) in numbering.boards() {
      #expect(numbers.lowerBound == next && board.count == boardCards)
      for number in [numbers.lowerBound, numbers.upperBound - 1] { #expect(numbering.hand(number).board == board) }
      next = numbers.upperBound
      boards += 1
    }
    #expect(next == numbering.count && boards == count)
  }

  @Test func sharesGoWithTheCubeRoot() {
    #expect(BucketShares.split([1, 8, 27, 64], most: [100, 100, 100, 100], buckets: 1000 / 10) == [10, 20, 30, 40])
    #expect(BucketShares.split([1, 8, 27, 64], most: [100, 100, 5, 100], buckets: 75)?[2] == 5)
    #expect(BucketShares.split([1_000_000, 1], most: [2, 2], buckets: 4) == [2, 2])
    #expect(BucketShares.split([5, 5, 5], most: [9, 9, 9], buckets: 3) == [1, 1, 1])
    // Too few for the groups, or more than can be made.
    #expect(BucketShares.split([5, 5, 5], most: [9, 9, 9], buckets: 2) == nil)
    #expect(BucketShares.split([5, 5], most: [2, 3], buckets: 6) == nil)
  }

  /// No way to share them out costs less.
  @Test func noOtherSharesCostLess() {
    let masses = [3, 50, 700, 11_000]
    func cost(_ shares: [Int]) -> Double { zip(masses, shares).reduce(0) { $0 + Double($1.0) / Double($1.1 * $1.1) } }
    let found = BucketShares.split(masses, most: [99, 99, 99, 99], buckets: 60) ?? []
    #expect(found.reduce(0, +) == 60)
    for one in 0..<4 {
      for other in 0..<4 where one != other && found[one] > 2 {
        var moved = found
        moved[one] -= 2
        moved[other] += 2
        #expect(cost(moved) > cost(found))
      }
    }
  }
}
