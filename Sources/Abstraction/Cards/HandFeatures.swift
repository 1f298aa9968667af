import Cards

/// Which features of a street's hands are worked out, besides E[equity].
public struct FeatureParts: BitwiseCopyable, Hashable, Sendable {
  /// What the row of bytes of a hand says.
  public enum Row: UInt8, BitwiseCopyable, Sendable {
    case none
    /// The distribution of the equity on the river over the boards to come, cumulative.
    case riverHistogram
    /// The distribution of E[equity] on the next street over the cards to come, cumulative.
    case nextHistogram
    /// The equity against each cluster of opposing hands (OCHS).
    case opponents
  }

  public var row = Row.none
  /// Clusters of opposing hands; 0 for other rows.
  public var clusters: UInt8 = 0
  /// Whether E[equity^2] is wanted.
  public var squares = false

  public init(row: Row = .none, clusters: Int = 0, squares: Bool = false) {
    self.row = row
    self.clusters = UInt8(clusters)
    self.squares = squares
  }

  /// Bins of a histogram.
  public static let bins = 64

  /// Bytes of a hand's row.
  public var dims: Int {
    switch row {
    case .none: 0
    case .riverHistogram, .nextHistogram: Self.bins
    case .opponents: clusters <= 8 ? 8 : 16
    }
  }
}

/// What is known of every hand of a street, by number, as flat arrays in memory that somebody else owns.
public struct HandFeatures: @unchecked Sendable {
  /// Hands of the street.
  public let count: Int
  /// Bytes of a row.
  public let dims: Int
  /// E[equity], in units of 1/65535.
  public let equity: UnsafeMutablePointer<UInt16>
  /// E[equity^2], likewise; not to be touched without the part.
  public let squares: UnsafeMutablePointer<UInt16>
  /// How many deals a hand stands for: it and its images under the 24 renamings of suits; 1 to 24.
  public let deals: UnsafeMutablePointer<UInt8>
  /// A row of `dims` shares for each hand, in units of 1/255.
  public let rows: UnsafeMutablePointer<UInt8>

  /// - Parameter base: `byteCount` bytes, aligned to 64.
  public init(count: Int, parts: FeatureParts, base: UnsafeMutableRawPointer) {
    self.count = count
    dims = parts.dims
    let offsets = Self.offsets(count: count, parts: parts)
    equity = base.assumingMemoryBound(to: UInt16.self)
    squares = (base + offsets.squares).assumingMemoryBound(to: UInt16.self)
    deals = (base + offsets.deals).assumingMemoryBound(to: UInt8.self)
    rows = (base + offsets.rows).assumingMemoryBound(to: UInt8.self)
  }

  public static func byteCount(count: Int, parts: FeatureParts) -> Int {
    offsets(count: count, parts: parts).rows + aligned(count * parts.dims)
  }

  private static func offsets(count: Int, parts: FeatureParts) -> (squares: Int, deals: Int, rows: Int) {
    let squares = aligned(2 * count)
    let deals = squares + (parts.squares ? aligned(2 * count) : 0)
    return (squares, deals, deals + aligned(count))
  }

  /// How many deals have each value of a feature, 0 ... 65535.
  public func mass(_ values: UnsafeMutablePointer<UInt16>) -> [Int] {
    var mass = [Int](repeating: 0, count: FeaturePass.one + 1)
    for hand in 0..<count { mass[Int(values[hand])] += Int(deals[hand]) }
    return mass
  }

  private static func aligned(_ bytes: Int) -> Int { (bytes + 63) / 64 * 64 }
}
