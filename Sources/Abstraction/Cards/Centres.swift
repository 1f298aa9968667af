import CKernels

/// The centres of clusters, with what finds the nearest one quickly: for each, all of them by distance.
public struct Centres: Sendable {
  public let rows: [UInt8]
  public let dims: Int
  public let metric: ClusterMetric
  public let count: Int
  /// By centre: all centres, the nearest (itself, or an equal one) first; and their distances.
  public let neighbours: [UInt16]
  public let gaps: [Float]

  public init(rows: [UInt8], dims: Int, metric: ClusterMetric) {
    self.rows = rows
    self.dims = dims
    self.metric = metric
    let k = rows.count / dims
    count = k
    var neighbours: [UInt16] = [], gaps: [Float] = []
    neighbours.reserveCapacity(k * k)
    gaps.reserveCapacity(k * k)
    var keys = [UInt64](repeating: 0, count: k)
    var distance = [Float](repeating: 0, count: k)
    for centre in 0..<k {
      for place in 0..<k { distance[place] = .infinity }
      rows.withUnsafeBufferPointer { rows in
        hl_distances(Int64(k), Int32(dims), metric.code, rows.baseAddress, rows.baseAddress! + centre * dims, &distance)
      }
      // Distances are not negative, so their bits are in order.
      for place in 0..<k { keys[place] = UInt64(distance[place].bitPattern) << 32 | UInt64(place) }
      keys.sort()
      for key in keys {
        neighbours.append(UInt16(truncatingIfNeeded: key))
        gaps.append(Float(bitPattern: UInt32(key >> 32)))
      }
    }
    self.neighbours = neighbours
    self.gaps = gaps
  }

  /// The nearest centre of each point, and its distance.
  ///
  /// - Parameter nearest: a guess, then the answer, which does not depend on the guess.
  public func assign(_ points: UnsafePointer<UInt8>, count: Int, nearest: UnsafeMutablePointer<UInt16>, distance: UnsafeMutablePointer<Float>) {
    hl_nearest(Int64(count), Int32(dims), metric.code, points, Int32(self.count), rows, neighbours, gaps, nearest, distance)
  }
}
