/// A node of the betting tree as sampled traversals walk it: 16 bytes, deal nodes left out.
@frozen
public struct SampledNode: BitwiseCopyable, Sendable {
  @frozen
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    case decision, fold, showdown
  }

  var kind: Kind
  /// The seat to act.
  var player: UInt8
  var street: UInt8
  /// Number of children; they are `first ..< first + actions`.
  var actions: UInt8
  /// Decision: the first child. Fold and showdown: the first of its numbers in `SampledGame.values`.
  var first: Int32
  /// Decision: the first lane of its block in the tables. Showdown of more than two players: its first pot, and the number of pots in
  /// the highest 8 bits.
  var row: Int

  /// The lane of a bucket's row of regrets: a stamp, then one an action.
  @inline(__always)
  func regretLane(bucket: Int32) -> Int { row + Int(bucket) * (Int(actions) + 1) }

  /// The lane of a bucket's row of sums of strategies: one an action. They lie behind the regrets of all buckets of the street.
  @inline(__always)
  func averageLane(bucket: Int32, of buckets: Int32) -> Int { row + Int(buckets) * (Int(actions) + 1) + Int(bucket) * Int(actions) }
}

/// A pot at a showdown of three or more players: what it holds after rake, in chips, and who can win it.
@frozen
public struct SampledPot: BitwiseCopyable, Sendable {
  var amount: Float
  /// Bit s: seat s can win it.
  var eligible: UInt32
}
