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
  private var boards: [UInt64] = []
  private var shapes: [UInt16] = []
  /// By shape: a pair of each number.
  private var firstPairs: [[UInt16]] = []
  private let holeCards: Int
  private let ranks: Int

  init(boardCards: Int, holeCards: Int, ranks: Int, suits suitCount: Int) {
    self.holeCards = holeCards
    self.ranks = ranks
    isSingle = holeCards == 1
    suitKeys = SIMD4(0..<4).replacing(with: SIMD4(0..<4) &- Self.oneMore, where: SIMD4(0..<4) .>= UInt32(suitCount))
    let masks = (0..<1 << 13).map { ($0 as Int).nonzeroBitCount }
    var byCount = [[UInt16]](repeating: [], count: 14)
    for mask in 0..<1 << ranks { byCount[masks[mask]].append(UInt16(mask)) }
    below = Self.table(masks.map { UInt8($0) })
    sets = .allocate(capacity: 1 << 13)
    sets.initialize(repeating: 0, count: 1 << 13)
    for count in 0...5 {
      for (place, mask) in byCount[count].enumerated() { sets[Int(mask)] = UInt16((count + 1) << 13 | place << 2) }
    }

    var patterns = BoardPattern.all(boardCards: boardCards, ranks: ranks, suits: suitCount)
    var patternOf = [UInt8](repeating: 0, count: 512)
    var parts: [UInt32] = [], pairs: [UInt16] = [], firstHand: [UInt32] = [], hands = 0
    for index in patterns.indices {
      let counts = patterns[index].counts
      let keys = (0..<3).map { Int(counts[$0]) + 1 }
      patternOf[keys[0] << 6 | keys[1] << 3 | keys[2]] = UInt8(index)
      // Suits of equal counts form a multiset: the greatest of n is (element + n - 1) over n, and so on down.
      var starts: [Int] = [], factor = 1
      var sets: [[UInt16]] = []
      for place in 0..<4 {
        sets.append(counts[place] < 0 ? [0] : byCount[Int(counts[place])])
        let length = (place..<4).prefix { counts[$0] == counts[place] }.count
        starts.append(parts.count)
        for element in sets[place].indices { parts.append(UInt32(factor * binomial(element + length - 1, length))) }
        if length == 1 {
          let group = (0...place).reversed().prefix { counts[$0] == counts[place] }.count
          factor *= binomial(sets[place].count + group - 1, group)
        }
      }
      // The first suit's part also has the boards of the patterns before.
      for element in sets[0].indices { parts[starts[0] + element] += UInt32(boards.count) }
      patterns[index].parts = (starts[0], starts[1], starts[2], starts[3])
      let first = boards.count
      boards += [UInt64](repeating: 0, count: factor)
      shapes += [UInt16](repeating: 0, count: factor)
      var known: [Int: Int] = [:]
      for a in sets[0].indices {
        for b in sets[1].indices where counts[1] < counts[0] || b <= a {
          for c in sets[2].indices where counts[2] < counts[1] || c <= b {
            for d in sets[3].indices where counts[3] < counts[2] || d <= c {
              let number = Int(parts[starts[0] + a] + parts[starts[1] + b] + parts[starts[2] + c] + parts[starts[3] + d])
              let alike =
                (counts[0] == counts[1] && a == b ? 1 : 0) | (counts[1] == counts[2] && b == c ? 2 : 0)
                | (counts[2] == counts[3] && c == d ? 4 : 0)
              let shape: Int
              if let found = known[alike] {
                shape = found
              } else {
                let (numbers, firstPair) = patterns[index].numbers(alike: alike, holeCards: holeCards, ranks: ranks)
                patterns[index].tables[alike] = Int32(pairs.count)
                pairs += numbers
                shape = firstPairs.count
                firstPairs.append(firstPair)
                known[alike] = shape
              }
              boards[number] = UInt64(sets[0][a]) | UInt64(sets[1][b]) << 16 | UInt64(sets[2][c]) << 32 | UInt64(sets[3][d]) << 48
              shapes[number] = UInt16(shape)
            }
          }
        }
      }
      for shape in shapes[first...] {
        firstHand.append(UInt32(hands))
        hands += firstPairs[Int(shape)].count
      }
    }
    firstHand.append(UInt32(hands))
    count = hands
    self.patterns = Self.table(patterns)
    places = Self.table(patterns.flatMap { $0.placesByOrder })
    self.patternOf = Self.table(patternOf)
    self.parts = Self.table(parts)
    self.firstHand = Self.table(firstHand)
    self.pairs = Self.table(pairs)
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

  /// The hand with a number; the first suit in the board's order is clubs.
  func hand(_ index: Int) -> (hole: CardSet, board: CardSet) {
    precondition(0 <= index && index < count, "an index is below the count of its hands")
    var (low, high) = (0, boards.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(firstHand[middle]) <= index { low = middle } else { high = middle }
    }
    var board = CardSet(), free: [Card] = []
    // A suit that the deck does not have is never on a board, and comes after all others: its cards are beyond all places.
    for suit in 0..<4 {
      for rank in 0..<ranks {
        let card = Card(index: rank * 4 + suit)
        if boards[low] >> UInt64(16 * suit + rank) & 1 == 1 { board.insert(card) } else { free.append(card) }
      }
    }
    let pair = Int(firstPairs[Int(shapes[low])][index - Int(firstHand[low])])
    guard holeCards == 2 else { return ([free[pair]], board) }
    var x = 1
    while (x + 1) * x / 2 <= pair { x += 1 }
    return ([free[x], free[pair - x * (x - 1) / 2]], board)
  }
}
