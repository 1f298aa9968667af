import CKernels

extension HandEvaluator {
  /// The strengths of many hands of seven distinct cards that have nothing in common, such as those of a simulation: sixteen at a time where the processor
  /// has AVX-512. Hands that share cards are cheaper one by one, from a `HandAccumulator` of what they share.
  ///
  /// Unchecked, as `strength(of:)` of an accumulator.
  ///
  /// - Parameters:
  ///   - cards: seven a hand, one hand after the other.
  ///   - count: how many hands.
  ///   - strengths: room for as many.
  public func strengths(ofSevens cards: UnsafePointer<Card>, count: Int, into strengths: UnsafeMutablePointer<HandStrength>) {
    var tables = hl_evaluator(
      rank_keys: rankKeys, displacements: displacements, strengths: self.strengths, flushes: flushes, columns: UInt32(HandAccumulator.columns))
    hl_strengths(
      &tables, Int64(count), UnsafeRawPointer(cards).assumingMemoryBound(to: UInt8.self),
      UnsafeMutableRawPointer(strengths).assumingMemoryBound(to: UInt16.self))
  }
}
