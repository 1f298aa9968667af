/// SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", 2014): the same numbers on every machine, from one word of state.
@frozen
public struct SplitMix: RandomNumberGenerator, Sendable {
  public var state: UInt64

  @inlinable
  public init(state: UInt64) { self.state = state }

  @inlinable @inline(__always)
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// A number from 0 to below 1.
  @inlinable @inline(__always)
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
