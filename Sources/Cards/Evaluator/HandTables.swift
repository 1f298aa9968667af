/// The tables of the evaluator, built once.
///
/// The sums of rank keys are scattered over 32 bits; hash and displace packs them (R. E. Tarjan and A. C. Yao, "Storing
/// a Sparse Table", CACM 22(11), 1979). A sum's upper bits choose a row and its lower bits a column; each row is moved
/// by its own displacement to where all of its columns meet free slots of one table of strengths. The fullest
/// rows are placed first.
struct HandTables {
  /// By row: the displacement.
  private(set) var displacements: [UInt16]
  /// By column plus displacement: the strength of a hand without a flush.
  private(set) var strengths: [UInt16] = []
  /// By 13-bit mask of the ranks of a suit: the strength of five to seven cards of that suit.
  private(set) var flushes: [UInt16]

  init() {
    let code = StrengthCode()
    flushes = (0..<1 << 13).map { 5...7 ~= $0.nonzeroBitCount ? code.flush($0).rawValue : 0 }
    displacements = [UInt16](repeating: 0, count: HandAccumulator.rows)
    var hands = RankHands()
    hands.addAll(code)
    place(hands)
  }

  /// All combinations of ranks of up to seven cards: their keys and strengths.
  private struct RankHands {
    var sums: [HandAccumulator] = []
    var strengths: [UInt16] = []

    /// Adds the hands that hold the ranks below `rank` in some number and those above it as given.
    mutating func addAll(
      _ code: StrengthCode, rank: Int = 13, room: Int = 7, key: UInt32 = 0,
      once: Int = 0, twice: Int = 0, thrice: Int = 0, four: Int = 0
    ) {
      guard rank > 0 else {
        sums.append(HandAccumulator(key: UInt64(key) << 32, ranks: 0))
        strengths.append(code.ranks(once: once, twice: twice, thrice: thrice, four: four).rawValue)
        return
      }
      let bit = 1 << (rank - 1)
      let rankKey = HandAccumulator.rankKey(Rank.allCases[rank - 1])
      for count in 0...min(4, room) {
        addAll(
          code, rank: rank - 1, room: room - count, key: key &+ UInt32(count) &* rankKey,
          once: count >= 1 ? once | bit : once, twice: count >= 2 ? twice | bit : twice,
          thrice: count >= 3 ? thrice | bit : thrice, four: count >= 4 ? four | bit : four)
      }
    }
  }

  /// Finds a displacement for every row, and stores the strengths.
  private mutating func place(_ hands: RankHands) {
    var rows = [[Int]](repeating: [], count: HandAccumulator.rows)
    for sum in hands.sums { rows[sum.row].append(sum.column) }
    var slots = SlotMap(capacity: 2 * hands.sums.count)
    for row in rows.indices.sorted(by: { (rows[$0].count, $1) > (rows[$1].count, $0) }) {
      displacements[row] = UInt16(slots.take(rows[row]))
    }
    // Room for every row and column, so that a sum of too many cards cannot leave the table.
    strengths = [UInt16](repeating: 0, count: HandAccumulator.columns + Int(displacements.max() ?? 0))
    for (sum, strength) in zip(hands.sums, hands.strengths) {
      strengths[sum.column + Int(displacements[sum.row])] = strength
    }
  }
}
