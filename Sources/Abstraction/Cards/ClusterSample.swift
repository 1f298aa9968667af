/// How far two rows of bytes lie apart, and where the middle of many is.
public enum ClusterMetric: String, Codable, Sendable {
  /// The sum of differences: of cumulative histograms this is exactly the earth mover's distance, in bins. The middle is the median of each place.
  case manhattan
  /// The Euclidean distance. The middle is the mean.
  case euclidean

  var code: Int32 { self == .euclidean ? 1 : 0 }

  /// The distance that a pair has whose cost is this: costs are sums of differences, or of their squares, and add up exactly.
  public func distance(cost: UInt32) -> Float { self == .euclidean ? Float(cost).squareRoot() : Float(cost) }

  /// Whether two rows may cost less than `cost` whose sums of bytes differ by `gap`.
  func mayCostLess(than cost: UInt32, gap: Int, dims: Int) -> Bool { self == .euclidean ? gap * gap < dims * Int(cost) : gap < Int(cost) }
}

/// Points to be clustered.
public struct ClusterSample: Sendable {
  public let dims: Int
  /// A row of `dims` bytes for each point.
  public let rows: [UInt8]
  /// How much each point counts.
  public let weights: [UInt8]
  /// By what clusters are put in order.
  public let order: [UInt16]

  public init(dims: Int, rows: [UInt8], weights: [UInt8], order: [UInt16]) {
    self.dims = dims
    self.rows = rows
    self.weights = weights
    self.order = order
  }

  public var count: Int { weights.count }

  /// The sum of a row's bytes.
  func total(_ point: Int) -> Int { rows[point * dims..<(point + 1) * dims].reduce(0) { $0 + Int($1) } }

  /// The points at these places.
  func picked(_ points: [Int]) -> ClusterSample {
    var picked: [UInt8] = []
    picked.reserveCapacity(points.count * dims)
    for point in points { picked += rows[point * dims..<(point + 1) * dims] }
    return ClusterSample(dims: dims, rows: picked, weights: points.map { weights[$0] }, order: points.map { order[$0] })
  }
}
