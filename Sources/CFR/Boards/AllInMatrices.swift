import Cards

/// For an all-in before the last street: how often each hand wins minus how often it loses against each opposing hand, over all
/// runouts, times the probability of the deals; and how often they tie, in a game that counts ties. Worked out once; an all-in is then one product of a matrix and a reach row.
struct AllInMatrices {
  /// Both orientations of every board's matrix: for player p rows are opposing hands, columns p's hands, `stride` numbers a row.
  private(set) var values: [Float] = []

  /// What a matrix counts.
  private enum Count { case edges, ties }

  /// - Parameter levels: streets with an all-in in the betting tree, the last street excepted.
  init(_ runouts: inout [RunoutBoard], tree: RunoutTree, levels: Set<Int>, hasTies: Bool) {
    add(.edges, &runouts, tree, levels)
    if hasTies { add(.ties, &runouts, tree, levels) }
  }

  private mutating func add(_ count: Count, _ runouts: inout [RunoutBoard], _ tree: RunoutTree, _ levels: Set<Int>) {
    guard let first = levels.min() else { return }
    var below: [Int: [Float]] = [:]
    for level in stride(from: tree.levels - 2, through: first, by: -1) {
      var here: [Int: [Float]] = [:]
      for board in tree.levelStart[level]..<tree.levelStart[level + 1] {
        let matrix = Self.matrix(of: count, runouts[board], in: runouts, tree, below: below, probability: tree.dealProbability[level + 1])
        if levels.contains(level) { store(matrix, of: count, for: &runouts[board]) }
        here[board] = matrix
      }
      below = here
    }
  }

  /// Bytes of the matrices of these levels.
  static func byteCount(_ boards: [RunoutBoard], levels: Set<Int>, hasTies: Bool) -> Int {
    boards.filter { levels.contains(Int($0.level)) }.reduce(0) { total, board in
      let numbers = Int(board.hands1.count) * Int(board.hands0.stride) + Int(board.hands0.count) * Int(board.hands1.stride)
      return total + numbers * MemoryLayout<Float>.stride * (hasTies ? 2 : 1)
    }
  }

  /// One board's matrix, rows player 0's hands, from its children's.
  private static func matrix(
    of count: Count, _ board: RunoutBoard, in boards: [RunoutBoard], _ tree: RunoutTree, below: [Int: [Float]], probability: Double
  ) -> [Float] {
    let rows = Int(board.hands0.count), columns = Int(board.hands1.count)
    var sums = [Float](repeating: 0, count: rows * columns)
    for child in board.children {
      let next = boards[child]
      let n0 = Int(next.hands0.count), n1 = Int(next.hands1.count)
      for member in 0..<Int(next.members) {
        let map0 = next.hands0.memberOffset + member * n0, map1 = next.hands1.memberOffset + member * n1
        sums.withUnsafeMutableBufferPointer { sums in
          tree.parentHand.withUnsafeBufferPointer { parent in
            for i in 0..<n0 {
              let row = sums.baseAddress! + Int(parent[map0 + i]) * columns
              if let matrix = below[child] {
                for j in 0..<n1 { row[Int(parent[map1 + j])] += matrix[i * n1 + j] }
              } else {
                let place = next.hands0.offset + i
                let below = Int(tree.below[place]), atMost = Int(tree.atMost[place])
                switch count {
                case .edges:
                  for j in 0..<below { row[Int(parent[map1 + j])] += 1 }
                  for j in atMost..<n1 { row[Int(parent[map1 + j])] -= 1 }
                case .ties:
                  for j in below..<atMost { row[Int(parent[map1 + j])] += 1 }
                }
              }
            }
          }
        }
      }
    }
    for i in 0..<rows {
      let mine = tree.cards(board.hands0.offset + i)
      for j in 0..<columns {
        let isPossible = mine.isDisjoint(with: tree.cards(board.hands1.offset + j))
        sums[i * columns + j] = isPossible ? sums[i * columns + j] * Float(probability) : 0
      }
    }
    return sums
  }

  /// The matrix of a game that starts without a board and ends before one is dealt.
  init(_ board: inout RunoutBoard, tree: RunoutTree, _ preflop: PreflopTables) {
    let combos = [board.hands0, board.hands1].map { block in
      (0..<Int(block.count)).map { place in
        let cards = Array(tree.cards(block.offset + place))
        return Combo(cards[0], cards[1]).index
      }
    }
    func matrix(_ table: [Int32]) -> [Float] {
      combos[0].flatMap { h in combos[1].map { o in Float(Double(table[h * Combo.count + o]) / Double(PreflopEdges.boards)) } }
    }
    store(matrix(preflop.edges), of: .edges, for: &board)
    if let ties = preflop.ties { store(matrix(ties), of: .ties, for: &board) }
  }

  private mutating func store(_ matrix: [Float], of count: Count, for board: inout RunoutBoard) {
    let rows = Int(board.hands0.count), columns = Int(board.hands1.count)
    if count == .edges { board.hands0.matrixOffset = values.count } else { board.hands0.tieOffset = values.count }
    for j in 0..<columns {
      for i in 0..<rows { values.append(matrix[i * columns + j]) }
      values.append(contentsOf: repeatElement(0, count: Int(board.hands0.stride) - rows))
    }
    if count == .edges { board.hands1.matrixOffset = values.count } else { board.hands1.tieOffset = values.count }
    // What one wins the other loses; ties are the same for both.
    let sign: Float = count == .edges ? -1 : 1
    for i in 0..<rows {
      for j in 0..<columns { values.append(sign * matrix[i * columns + j]) }
      values.append(contentsOf: repeatElement(0, count: Int(board.hands1.stride) - columns))
    }
  }
}
