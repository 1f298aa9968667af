import CKernels
import Cards

/// Draws points as the first centres, as k-means++ does (D. Arthur and S. Vassilvitskii, SODA 2007): each next one with probability in proportion to its
/// weight times what it costs to put it to the nearest of those before.
///
/// The points lie in the order of the sums of their rows, in blocks. A seed is at least as far from a block's points as from the block in these sums, so the
/// blocks where that costs more than the costliest of their points are passed over: soon, most.
struct ClusterSeeds {
  private let sample: ClusterSample
  private let metric: ClusterMetric
  /// By point: the nearest seed, of equally near ones the first, and what it costs.
  private(set) var nearest: [UInt16]
  private(set) var cost: [UInt32]
  private var blocks: [Block]
  /// The seeds, in the order in which they were drawn.
  private(set) var rows: [UInt8] = []

  /// Points that follow each other.
  private struct Block {
    var points: Range<Int>
    /// The sums of their rows.
    var totals: ClosedRange<Int>
    /// The most that one of them costs, and what all cost by weight.
    var highest = UInt32.max
    var mass: UInt64 = 0
  }

  /// Points of a block.
  private static let blockSize = 64

  /// - Parameter sample: in the order of the sums of its rows.
  init(_ sample: ClusterSample, metric: ClusterMetric) {
    self.sample = sample
    self.metric = metric
    nearest = [UInt16](repeating: 0, count: sample.count)
    cost = [UInt32](repeating: .max, count: sample.count)
    blocks = stride(from: 0, to: sample.count, by: Self.blockSize).map { first in
      let points = first..<min(first + Self.blockSize, sample.count)
      return Block(points: points, totals: sample.total(points.lowerBound)...sample.total(points.upperBound - 1))
    }
  }

  /// - Parameter step: hears of the share that is done.
  /// - Returns: false where there are fewer different points than seeds.
  mutating func draw<Stop: Error>(_ k: Int, _ random: inout SplitMix, step: (Double) throws(Stop) -> Void) throws(Stop) -> Bool {
    var chosen = Int(random.next() % UInt64(sample.count))
    for number in 0..<k {
      if number % 64 == 0 { try step(Double(number) / Double(k)) }
      add(chosen, number)
      guard number < k - 1 else { break }
      let mass = blocks.reduce(0) { $0 + $1.mass }
      guard mass > 0 else { return false }
      chosen = point(at: random.next() % mass)
    }
    return true
  }

  /// Makes a point a seed.
  private mutating func add(_ seed: Int, _ number: Int) {
    let dims = sample.dims, total = sample.total(seed)
    let row = Array(sample.rows[seed * dims..<(seed + 1) * dims])
    rows += row
    for block in blocks.indices {
      let totals = blocks[block].totals, points = blocks[block].points
      let gap = max(0, totals.lowerBound - total, total - totals.upperBound)
      guard metric.mayCostLess(than: blocks[block].highest, gap: gap, dims: dims) else { continue }
      sample.rows.withUnsafeBufferPointer { rows in
        cost.withUnsafeMutableBufferPointer { cost in
          nearest.withUnsafeMutableBufferPointer { nearest in
            guard let rows = rows.baseAddress, let cost = cost.baseAddress, let nearest = nearest.baseAddress else { return }
            let first = points.lowerBound
            hl_costs(
              Int64(points.count), Int32(dims), metric.code, rows + first * dims, row, UInt16(number), cost + first, nearest + first)
          }
        }
      }
      blocks[block].highest = points.reduce(0) { max($0, cost[$1]) }
      blocks[block].mass = points.reduce(0) { $0 + mass($1) }
    }
  }

  private func mass(_ point: Int) -> UInt64 { UInt64(sample.weights[point]) * UInt64(cost[point]) }

  /// The point in whose share of the whole mass a place lies.
  private func point(at place: UInt64) -> Int {
    var rest = place
    for block in blocks {
      guard rest >= block.mass else {
        for point in block.points {
          guard rest >= mass(point) else { return point }
          rest -= mass(point)
        }
        preconditionFailure("a block's mass is that of its points")
      }
      rest -= block.mass
    }
    preconditionFailure("the place lies in the whole mass")
  }
}
