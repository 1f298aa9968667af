import Cards

/// One of many independent streams of random numbers: every traversal can have its own.
@frozen
public struct RandomStream: RandomNumberGenerator, Sendable {
  private var generator: SplitMix

  public init(seed: UInt64) { generator = SplitMix(state: seed) }

  /// The stream of a numbered thing of a numbered kind: streams of different numbers have nothing to do with each other.
  public init(seed: UInt64, _ kind: UInt64, _ number: UInt64) {
    var first = SplitMix(state: seed)
    var second = SplitMix(state: first.next() ^ kind &* 0x9E37_79B9_7F4A_7C15)
    var third = SplitMix(state: second.next() ^ number)
    generator = SplitMix(state: third.next())
  }

  /// What a stream can be begun anew from.
  var state: UInt64 { generator.state }

  @inline(__always)
  public mutating func next() -> UInt64 { generator.next() }

  /// 0 ..< 1.
  @inline(__always)
  mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// 0 ..< count. The bias of the multiplication is below count / 2^32.
  @inline(__always)
  mutating func below(_ count: Int) -> Int { Int(((next() >> 32) &* UInt64(count)) >> 32) }
}
