import CKernels

/// The centres of clusters, with what finds the nearest one quickly: their order by the sums of their bytes, and the sums of parts of their rows.
public struct Centres: Sendable {
  public let rows: [UInt8]
  public let dims: Int
  public let metric: ClusterMetric
  public let count: Int
  /// As in `hl_centres`: the centres in order, filled up to whole blocks, and their sums.
  private let numbers: [UInt16]
  private let totals: [Int32]
  private let parts: [Float]

  private static let lanes = Int(HL_CENTRE_LANES)
  private static let partCount = Int(HL_CENTRE_PARTS)

  /// - Parameters:
  ///   - rows: of `dims` bytes each, by number.
  ///   - dims: a multiple of 8, at most 64.
  public init(rows: [UInt8], dims: Int, metric: ClusterMetric) {
    precondition(dims % Self.partCount == 0 && 1...64 ~= dims && !rows.isEmpty, "rows of centres are 8 to 64 bytes long")
    self.rows = rows
    self.dims = dims
    self.metric = metric
    count = rows.count / dims
    let width = dims / Self.partCount
    let sums = (0..<count).map { centre in
      (0..<Self.partCount).map { part in (0..<width).reduce(0) { $0 + Int(rows[centre * dims + part * width + $1]) } }
    }
    let totalOf = sums.map { $0.reduce(0, +) }
    let order = (0..<count).sorted { (totalOf[$0], $0) < (totalOf[$1], $1) }
    let places = (count + Self.lanes - 1) / Self.lanes * Self.lanes
    var parts = [Float](repeating: .infinity, count: places * Self.partCount)
    for (place, centre) in order.enumerated() {
      let (block, lane) = place.quotientAndRemainder(dividingBy: Self.lanes)
      for part in 0..<Self.partCount { parts[(block * Self.partCount + part) * Self.lanes + lane] = Float(sums[centre][part]) }
    }
    self.parts = parts
    let filled = order + repeatElement(order[order.count - 1], count: places - order.count)
    numbers = filled.map { UInt16($0) }
    totals = filled.map { Int32(totalOf[$0]) }
  }

  /// The nearest centre of each point, of equally near ones the first, and what it costs (`ClusterMetric`).
  ///
  /// - Parameter nearest: a guess, then the answer, which does not depend on the guess.
  public func assign(_ points: UnsafePointer<UInt8>, count: Int, nearest: UnsafeMutablePointer<UInt16>, cost: UnsafeMutablePointer<UInt32>) {
    rows.withUnsafeBufferPointer { rows in
      numbers.withUnsafeBufferPointer { numbers in
        totals.withUnsafeBufferPointer { totals in
          parts.withUnsafeBufferPointer { parts in
            var centres = hl_centres(
              count: Int32(self.count), rows: rows.baseAddress, numbers: numbers.baseAddress, totals: totals.baseAddress, parts: parts.baseAddress)
            hl_nearest(Int64(count), Int32(dims), metric.code, points, &centres, nearest, cost)
          }
        }
      }
    }
  }
}
