import CKernels
import Cards

/// All-ins before the flop: for each pair of hole cards, wins minus losses over all 1,712,304 boards, exactly.
///
/// The 134,459 boards that differ in more than suits are each compared once, weighed by how many they stand for; a mean over the 24 permutations
/// of suits then gives every pair its own count.
public enum PreflopEdges {
  /// Boards that two hands leave: C(48, 5).
  public static let boards = 1_712_304
  /// Numbers in the table: `edges[h * 1326 + o]`, by combo index; 0 where two hands share a card.
  public static let count = Combo.count * Combo.count

  private static let width = (Combo.count + 31) / 32 * 32
  private static let chunk = 1024

  /// Works the table out: some seconds on one core.
  public static func compute() -> [Int32] {
    let indexer = HandIndexer(cardsPerRound: [5])
    let total = indexer.size(round: 0)
    var sums = [Int32](repeating: 0, count: count)
    var start = 0
    while start < total {
      let end = min(total, start + chunk)
      add(start..<end, indexer, to: &sums)
      start = end
    }
    return meanOverSuits(sums)
  }

  private static func add(_ indices: Range<Int>, _ indexer: HandIndexer, to sums: inout [Int32]) {
    var strengths = [UInt16](repeating: 0, count: indices.count * width)
    var weights: [UInt16] = []
    for (b, index) in indices.enumerated() {
      let board = CardSet(indexer.unindex(index, round: 0))
      weights.append(UInt16(Set(SuitPermutation.all.map { $0(board).rawValue }).count))
      let common = HandAccumulator(board)
      for combo in Combo.all where combo.cards.isDisjoint(with: board) {
        strengths[b * width + combo.index] = HandEvaluator.shared.strength(of: common + HandAccumulator(combo)).rawValue
      }
    }
    for hand in 0..<Combo.count {
      var row = [Int16](repeating: 0, count: width)
      hl_compare_hands(Int32(indices.count), Int32(width), strengths, weights, Int32(hand), &row)
      for o in 0..<Combo.count { sums[hand * Combo.count + o] += Int32(row[o]) }
    }
  }

  private static func meanOverSuits(_ sums: [Int32]) -> [Int32] {
    // A blocked hand counts as beaten. Against a hand that shares no card that is a constant: the boards that miss the one and hit the other.
    let blocked = binomial(50, 5) - binomial(48, 5)
    let images = SuitPermutation.all.map { permutation in Combo.all.map { permutation($0).index } }
    var edges = [Int32](repeating: 0, count: count)
    for h in 0..<Combo.count {
      let mine = Combo(index: h).cards
      for o in 0..<Combo.count where mine.isDisjoint(with: Combo(index: o).cards) {
        let total = images.reduce(0) { $0 + Int(sums[$1[h] * Combo.count + $1[o]]) }
        edges[h * Combo.count + o] = Int32(total / images.count - blocked)
      }
    }
    return edges
  }
}
