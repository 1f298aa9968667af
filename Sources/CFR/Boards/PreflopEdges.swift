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

  /// Hands in a row of the kernel: those there are, and blocked ones to fill up.
  private static let width = (Combo.count + 31) / 32 * 32
  /// Boards compared at once: their strengths stay in the processor's cache, and 24 times their number in 16 bits.
  private static let chunk = 512
  /// The strength of a hand that the board blocks: less than any other.
  private static let blocked = Int16.min

  /// Works the table out: a few seconds on one core.
  public static func compute() -> [Int32] { meanOverSuits(sums(hl_compare_hands)) }

  /// For each pair of hole cards, the boards on which they tie: numbers like those of the table, but the same for both hands.
  public static func computeTies() -> [Int32] { meanOverSuits(sums(hl_tie_hands), sign: 1, less: bothBlocked) }

  /// Boards that block each of two hands that share no card: all, less those without cards of the one or of the other.
  private static let bothBlocked = 2_598_960 - 2 * 2_118_760 + boards

  /// Adds up, over the boards that differ in more than suits, what a kernel counts.
  private static func sums(
    _ count: (Int32, Int32, UnsafePointer<Int16>, UnsafePointer<Int16>, UnsafeMutablePointer<Int32>) -> Void
  ) -> [Int32] {
    let indexer = HandIndexer(cardsPerRound: [5])
    let total = indexer.size(round: 0)
    let hands = Combo.all.map { (cards: $0.cards, accumulator: HandAccumulator($0)) }
    var strengths = [Int16](repeating: blocked, count: chunk * width)
    var sums = [Int32](repeating: 0, count: width * width)
    for start in stride(from: 0, to: total, by: chunk) {
      let boards = (start..<min(total, start + chunk)).map { CardSet(indexer.unindex($0, round: 0)) }
      for (b, board) in boards.enumerated() { rate(hands, on: board, into: &strengths, from: b * width) }
      let weights = boards.map { board in Int16(SuitPermutation.all.count / SuitPermutation.all.count { $0(board) == board }) }
      count(Int32(boards.count), Int32(width), strengths, weights, &sums)
    }
    return sums
  }

  private static func rate(
    _ hands: [(cards: CardSet, accumulator: HandAccumulator)], on board: CardSet, into strengths: inout [Int16], from start: Int
  ) {
    let evaluator = HandEvaluator.shared
    let common = HandAccumulator(board)
    for (h, hand) in hands.enumerated() {
      guard hand.cards.isDisjoint(with: board) else {
        strengths[start + h] = blocked
        continue
      }
      // Signed numbers in the order of the unsigned ones.
      strengths[start + h] = Int16(bitPattern: evaluator.strength(of: common + hand.accumulator).rawValue ^ 0x8000)
    }
  }

  /// - Parameters:
  ///   - sums: right of the diagonal, each hand's wins less losses over the representatives, where a blocked hand loses to one that
  ///     is not. As many boards block only the one as only the other, so over all suits these losses cancel. Or ties.
  ///   - sign: what is left of the diagonal, as a multiple of its mirror image.
  ///   - excess: what each mean is too large by.
  private static func meanOverSuits(_ sums: [Int32], sign: Int = -1, less excess: Int = 0) -> [Int32] {
    let images = SuitPermutation.all.map { permutation in Combo.all.map { permutation($0).index } }
    var edges = [Int32](repeating: 0, count: count)
    for h in 0..<Combo.count {
      let mine = Combo(index: h).cards
      for o in h + 1..<Combo.count where mine.isDisjoint(with: Combo(index: o).cards) {
        var total = 0
        for image in images {
          let (first, second) = (image[h], image[o])
          total += first < second ? Int(sums[first * width + second]) : sign * Int(sums[second * width + first])
        }
        let edge = Int32(total / images.count - excess)
        edges[h * Combo.count + o] = edge
        edges[o * Combo.count + h] = Int32(sign) * edge
      }
    }
    return edges
  }
}
