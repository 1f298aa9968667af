import CKernels

/// The centres of clusters, with what finds the nearest one quickly: for each, those around it by distance.
public struct Centres: Sendable {
  public let rows: [UInt8]
  public let dims: Int
  public let metric: ClusterMetric
  public let count: Int
  /// By centre: the `reach` nearest centres, the nearest (itself, or an equal one) first; and their distances.
  public let neighbours: [UInt16]
  public let gaps: [Float]
  let reach: Int

  /// The most centres that are kept in the order of their distance to one: a point that they are not enough for tries all.
  private static let mostNeighbours = 512

  public init(rows: [UInt8], dims: Int, metric: ClusterMetric) {
    self.rows = rows
    self.dims = dims
    self.metric = metric
    let k = rows.count / dims, m = min(k, Self.mostNeighbours)
    (count, reach) = (k, m)
    var neighbours = [UInt16](repeating: 0, count: k * m), gaps = [Float](repeating: 0, count: k * m), scratch = [UInt64](repeating: 0, count: m)
    hl_neighbours(Int32(k), Int32(m), Int32(dims), metric.code, rows, &neighbours, &gaps, &scratch)
    self.neighbours = neighbours
    self.gaps = gaps
  }

  /// The nearest centre of each point, and its distance.
  ///
  /// - Parameter nearest: a guess, then the answer, which does not depend on the guess.
  public func assign(_ points: UnsafePointer<UInt8>, count: Int, nearest: UnsafeMutablePointer<UInt16>, distance: UnsafeMutablePointer<Float>) {
    hl_nearest(
      Int64(count), Int32(dims), metric.code, points, Int32(self.count), rows, Int32(reach), neighbours, gaps, nearest, distance)
  }
}
