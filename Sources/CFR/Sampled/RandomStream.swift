/// SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", 2014): one word of state, so that every traversal
/// can have a stream of its own.
@frozen
public struct RandomStream: RandomNumberGenerator, Sendable {
  private(set) var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// The stream of a numbered thing of a numbered kind: streams of different numbers have nothing to do with each other.
  public init(seed: UInt64, _ kind: UInt64, _ number: UInt64) {
    var first = RandomStream(seed: seed)
    var second = RandomStream(seed: first.next() ^ kind &* 0x9E37_79B9_7F4A_7C15)
    state = RandomStream(seed: second.next() ^ number).mixed()
  }

  private func mixed() -> UInt64 {
    var copy = self
    return copy.next()
  }

  @inline(__always)
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// 0 ..< 1.
  @inline(__always)
  mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// 0 ..< count. The bias of the multiplication is below count / 2^32.
  @inline(__always)
  mutating func below(_ count: Int) -> Int { Int(((next() >> 32) &* UInt64(count)) >> 32) }
}
