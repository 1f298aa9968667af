/// The tables of a `HoleCardIndexer`, and the way back from a number to a hand.
final class HoleCardTables: @unchecked Sendable {
  /// By the mask of a suit's ranks on a board: one more than their number, in 3 bits (`oneMore`), and the place of the mask among those of as many ranks, in
  /// 11; two bits are left for the suit.
  let sets: UnsafeMutablePointer<UInt16>
  static let oneMore: UInt32 = 1 << 13
  /// What makes a suit's key of its set's: the suit; a suit that the deck does not have comes after all others.
  let suitKeys: SIMD4<UInt32>
  /// By mask of ranks: how many it has.
  let below: UnsafeMutablePointer<UInt8>
  let patterns: UnsafeMutablePointer<BoardPattern>
  /// By one more than the cards of the first three suits in order, 3 bits each: the pattern.
  let patternOf: UnsafeMutablePointer<UInt8>
  /// By pattern and by the first three suits in order, 2 bits each: the places of the suits' lowest cards (`HoleCardIndexer.Board.places`).
  let places: UnsafeMutablePointer<UInt32>
  /// What each suit adds to the number of a board.
  let parts: UnsafeMutablePointer<UInt32>
  /// By number of a board: that of its first hand; then the number of all hands.
  let firstHand: UnsafeMutablePointer<UInt32>
  /// By shape and pair of places: the number among the board's hands.
  let pairs: UnsafeMutablePointer<UInt16>
  /// How many hands there are.
  let count: Int
  /// Whether a hand has one hole card.
  let isSingle: Bool
  /// By number of a board: its ranks by suit in order, 16 bits each, and its shape.
  private let boards: [UInt64]
  private let shapes: [UInt16]
  /// By shape: a pair of each number.
  private let firstPairs: [[UInt16]]
  private let holeCards: Int
  private let ranks: Int

  init(boardCards: Int, holeCards: Int, ranks: Int, suits suitCount: Int) {
    let numbering = HoleCardNumbering(boardCards: boardCards, holeCards: holeCards, ranks: ranks, suits: suitCount)
    self.holeCards = holeCards
    self.ranks = ranks
    isSingle = holeCards == 1
    suitKeys = SIMD4(0..<4).replacing(with: SIMD4(0..<4) &- Self.oneMore, where: SIMD4(0..<4) .>= UInt32(suitCount))
    below = Self.table((0..<1 << 13).map { UInt8(($0 as Int).nonzeroBitCount) })
    var sets = [UInt16](repeating: 0, count: 1 << 13)
    for count in 0...5 {
      for (place, mask) in numbering.masks[count].enumerated() { sets[Int(mask)] = UInt16((count + 1) << 13 | place << 2) }
    }
    self.sets = Self.table(sets)
    patterns = Self.table(numbering.patterns)
    places = Self.table(numbering.patterns.flatMap { $0.placesByOrder })
    patternOf = Self.table(numbering.patternOf)
    parts = Self.table(numbering.parts)
    firstHand = Self.table(numbering.firstHand)
    pairs = Self.table(numbering.pairs)
    boards = numbering.boards
    shapes = numbering.shapes
    firstPairs = numbering.firstPairs
    count = numbering.count
  }

  deinit {
    sets.deallocate()
    below.deallocate()
    patterns.deallocate()
    patternOf.deallocate()
    places.deallocate()
    parts.deallocate()
    firstHand.deallocate()
    pairs.deallocate()
  }

  private static func table<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
    let table = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
    table.initialize(from: elements, count: elements.count)
    return table
  }

  var boardCount: Int { boards.count }

  func hands(ofBoard number: Int) -> (board: CardSet, numbers: Range<Int>) { (board(number), Int(firstHand[number])..<Int(firstHand[number + 1])) }

  /// The board with a number; the first suit in its order is clubs.
  private func board(_ number: Int) -> CardSet {
    var board = CardSet()
    for suit in 0..<4 {
      for rank in 0..<ranks where boards[number] >> UInt64(16 * suit + rank) & 1 == 1 { board.insert(Card(index: rank * 4 + suit)) }
    }
    return board
  }

  /// The hand with a number; the first suit in the board's order is clubs.
  func hand(_ index: Int) -> (hole: CardSet, board: CardSet) {
    precondition(0 <= index && index < count, "an index is below the count of its hands")
    var (low, high) = (0, boards.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(firstHand[middle]) <= index { low = middle } else { high = middle }
    }
    let board = board(low)
    // A suit that the deck does not have is never on a board, and comes after all others: its cards are beyond all places.
    let free = (0..<4).flatMap { suit in (0..<ranks).map { Card(index: $0 * 4 + suit) } }.filter { !board.contains($0) }
    let pair = Int(firstPairs[Int(shapes[low])][index - Int(firstHand[low])])
    guard holeCards == 2 else { return ([free[pair]], board) }
    var x = 1
    while (x + 1) * x / 2 <= pair { x += 1 }
    return ([free[x], free[pair - x * (x - 1) / 2]], board)
  }
}
