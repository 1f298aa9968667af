import Cards

/// What is known of every hand of a street, by number, as flat arrays in memory that somebody else owns.
public struct HandFeatures: @unchecked Sendable {
  /// Hands of the street.
  public let count: Int
  /// E[equity], in units of 1/65535.
  public let equity: UnsafeMutablePointer<UInt16>
  /// How many deals a hand stands for: it and its images under the 24 renamings of suits; 1 to 24.
  public let deals: UnsafeMutablePointer<UInt8>

  /// - Parameter base: `byteCount(count:)` bytes, aligned to 64.
  public init(count: Int, base: UnsafeMutableRawPointer) {
    self.count = count
    equity = base.assumingMemoryBound(to: UInt16.self)
    deals = (base + Self.aligned(2 * count)).assumingMemoryBound(to: UInt8.self)
  }

  public static func byteCount(count: Int) -> Int { aligned(2 * count) + aligned(count) }

  /// How many deals have each E[equity], 0 ... 65535.
  public func mass() -> [Int] {
    var mass = [Int](repeating: 0, count: FeaturePass.one + 1)
    for hand in 0..<count { mass[Int(equity[hand])] += Int(deals[hand]) }
    return mass
  }

  private static func aligned(_ bytes: Int) -> Int { (bytes + 63) / 64 * 64 }
}
