/// Numbers the boards and hands of a `HoleCardIndexer`, one pattern of boards after the other: what `HoleCardTables` holds, as arrays.
struct HoleCardNumbering {
  private let holeCards: Int
  private let ranks: Int
  /// Masks of ranks by how many they have, in ascending order.
  let masks: [[UInt16]]
  private(set) var patterns: [BoardPattern]
  private(set) var patternOf = [UInt8](repeating: 0, count: 512)
  private(set) var parts: [UInt32] = []
  private(set) var pairs: [UInt16] = []
  private(set) var firstHand: [UInt32] = []
  private(set) var boards: [UInt64] = []
  private(set) var shapes: [UInt16] = []
  private(set) var firstPairs: [[UInt16]] = []
  /// How many hands there are.
  private(set) var count = 0

  init(boardCards: Int, holeCards: Int, ranks: Int, suits: Int) {
    self.holeCards = holeCards
    self.ranks = ranks
    masks = (0..<1 << ranks).reduce(into: [[UInt16]](repeating: [], count: 14)) { $0[$1.nonzeroBitCount].append(UInt16($1)) }
    patterns = BoardPattern.all(boardCards: boardCards, ranks: ranks, suits: suits)
    for index in patterns.indices { add(index) }
    firstHand.append(UInt32(count))
  }

  /// Numbers the boards of a pattern, behind those of the patterns before.
  private mutating func add(_ index: Int) {
    let counts = patterns[index].counts
    let keys = (0..<3).map { Int(counts[$0]) + 1 }
    patternOf[keys[0] << 6 | keys[1] << 3 | keys[2]] = UInt8(index)
    let sets = (0..<4).map { counts[$0] < 0 ? [0] : masks[Int(counts[$0])] }
    let first = boards.count
    let added = addParts(index, sets)
    boards += [UInt64](repeating: 0, count: added)
    shapes += [UInt16](repeating: 0, count: added)
    nameBoards(index, sets)
    for shape in shapes[first...] {
      firstHand.append(UInt32(count))
      count += firstPairs[Int(shape)].count
    }
  }

  /// What each suit adds to the number of a board: suits of equal counts form a multiset, numbered as a combination (the greatest of n is its element + n - 1 over n, and so
  /// on down); these join in mixed radix.
  ///
  /// - Returns: how many boards there are of the pattern.
  private mutating func addParts(_ index: Int, _ sets: [[UInt16]]) -> Int {
    let counts = patterns[index].counts
    var starts: [Int] = [], factor = 1
    for place in 0..<4 {
      let left = (place..<4).prefix { counts[$0] == counts[place] }.count
      starts.append(parts.count)
      for element in sets[place].indices { parts.append(UInt32(factor * binomial(element + left - 1, left))) }
      guard left == 1 else { continue }
      let alike = (0...place).reversed().prefix { counts[$0] == counts[place] }.count
      factor *= binomial(sets[place].count + alike - 1, alike)
    }
    // The first suit's part also has the boards of the patterns before.
    for element in sets[0].indices { parts[starts[0] + element] += UInt32(boards.count) }
    patterns[index].parts = (starts[0], starts[1], starts[2], starts[3])
    return factor
  }

  /// Writes down the ranks and the shape of each board of a pattern.
  private mutating func nameBoards(_ index: Int, _ sets: [[UInt16]]) {
    let counts = patterns[index].counts, starts = patterns[index].parts
    // By which neighbours are alike: the shape.
    var known: [Int: UInt16] = [:]
    for a in sets[0].indices {
      for b in sets[1].indices where counts[1] < counts[0] || b <= a {
        for c in sets[2].indices where counts[2] < counts[1] || c <= b {
          for d in sets[3].indices where counts[3] < counts[2] || d <= c {
            let number = Int(parts[starts.0 + a] + parts[starts.1 + b] + parts[starts.2 + c] + parts[starts.3 + d])
            let alike =
              (counts[0] == counts[1] && a == b ? 1 : 0) | (counts[1] == counts[2] && b == c ? 2 : 0) | (counts[2] == counts[3] && c == d ? 4 : 0)
            if known[alike] == nil { known[alike] = addShape(index, alike: alike) }
            boards[number] = UInt64(sets[0][a]) | UInt64(sets[1][b]) << 16 | UInt64(sets[2][c]) << 32 | UInt64(sets[3][d]) << 48
            shapes[number] = known[alike]!
          }
        }
      }
    }
  }

  private mutating func addShape(_ index: Int, alike: Int) -> UInt16 {
    let (numbers, first) = patterns[index].numbers(alike: alike, holeCards: holeCards, ranks: ranks)
    patterns[index].tables[alike] = Int32(pairs.count)
    pairs += numbers
    firstPairs.append(first)
    return UInt16(firstPairs.count - 1)
  }
}
