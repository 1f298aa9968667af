/// FNV-1a over 64-bit words (little-endian), the last one filled up with zeros: fast enough for tables of gigabytes.
///
/// Each run of bytes is padded to whole words on its own.
public struct TableDigest: Sendable {
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let words = bytes.count / 8
    var hash = value
    for i in 0..<words {
      hash = (hash ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i * 8, as: UInt64.self))) &* 0x100_0000_01B3
    }
    if bytes.count > words * 8 {
      var last: UInt64 = 0
      for (shift, byte) in bytes[(words * 8)...].enumerated() { last |= UInt64(byte) << UInt64(8 * shift) }
      hash = (hash ^ last) &* 0x100_0000_01B3
    }
    value = hash
  }
}
