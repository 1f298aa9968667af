/// SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014): the twin of `Oracle/splitmix.py`.
struct SplitMix64 {
  var state: UInt64

  static func mix(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  /// A number from 0 to `bound` - 1.
  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Int(Self.mix(state) % UInt64(bound))
  }
}

/// A running 64-bit digest of integers.
struct Digest {
  var value: UInt64 = 0

  mutating func add(_ number: Int) {
    value = SplitMix64.mix((value ^ UInt64(bitPattern: Int64(number))) &+ 0x9E37_79B9_7F4A_7C15)
  }
}
