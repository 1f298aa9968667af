import CKernels
import Cards

/// How far two rows of bytes lie apart, and where the middle of many is.
public enum ClusterMetric: String, Codable, Sendable {
  /// The sum of differences: of cumulative histograms this is exactly the earth mover's distance, in bins. The middle is the median of each place.
  case manhattan
  /// The Euclidean distance. The middle is the mean.
  case euclidean

  var code: Int32 { self == .euclidean ? 1 : 0 }
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
}

/// Lloyd's algorithm with seeds of k-means++ (D. Arthur and S. Vassilvitskii, SODA 2007), from a fixed seed, in one thread: always the same bytes.
///
/// Each step puts points to their nearest centres, then centres to the middle that the metric has, so that the sum of distances (of squared ones,
/// if Euclidean) never grows but for rounding to bytes. A centre that loses all its points moves to the point farthest from its own.
public struct Clustering {
  private let sample: ClusterSample
  private let metric: ClusterMetric
  private var random: SplitMix

  /// The most steps of a start, and the share of points that may still move at the end.
  static let steps = 25
  static let settled = 0.002

  public init(_ sample: ClusterSample, metric: ClusterMetric, seed: UInt64) {
    self.sample = sample
    self.metric = metric
    random = SplitMix(state: seed)
  }

  public struct Result: Sendable {
    public var centres: Centres
    /// By point: its centre.
    public var nearest: [UInt16]
    /// The weighted sum of distances, squared if Euclidean.
    public var cost: Double
  }

  /// The best of several starts, its centres in the sample's order; nil where there are fewer different points than centres.
  public func run(_ k: Int, restarts: Int) -> Result? {
    var copy = self
    var best: Result?
    for _ in 0..<max(1, restarts) {
      guard let seeds = copy.seeds(k) else { return nil }
      let result = lloyd(seeds)
      if result.cost < best?.cost ?? .infinity { best = result }
    }
    return best.map(ordered)
  }

  /// Points as centres: each next one is drawn with probability in proportion to its distance from those before (squared if Euclidean).
  ///
  /// - Returns: the centres' rows, and the nearest of each point.
  private mutating func seeds(_ k: Int) -> (rows: [UInt8], nearest: [UInt16])? {
    var centres: [UInt8] = []
    var nearest = [UInt16](repeating: 0, count: sample.count)
    var distance = [Float](repeating: .infinity, count: sample.count)
    var chosen = Int(random.next() % UInt64(sample.count))
    for number in 0..<k {
      let row = Array(sample.rows[chosen * sample.dims..<(chosen + 1) * sample.dims])
      centres += row
      hl_distances(Int64(sample.count), Int32(sample.dims), metric.code, sample.rows, row, UInt16(number), &distance, &nearest)
      guard number < k - 1 else { break }
      let total = distance.indices.reduce(0.0) { $0 + weight(distance[$1], $1) }
      guard total > 0 else { return nil }
      var rest = random.unit() * total
      chosen = distance.lastIndex { $0 > 0 } ?? 0
      for point in distance.indices where distance[point] > 0 {
        rest -= weight(distance[point], point)
        if rest < 0 {
          chosen = point
          break
        }
      }
    }
    return (centres, nearest)
  }

  private func weight(_ distance: Float, _ point: Int) -> Double {
    let d = Double(distance)
    return Double(sample.weights[point]) * (metric == .euclidean ? d * d : d)
  }

  private func lloyd(_ seeds: (rows: [UInt8], nearest: [UInt16])) -> Result {
    var centres = Centres(rows: seeds.rows, dims: sample.dims, metric: metric)
    var nearest = seeds.nearest
    var distance = [Float](repeating: 0, count: sample.count)
    for step in 0..<Self.steps {
      let before = nearest
      centres.assign(sample.rows, count: sample.count, nearest: &nearest, distance: &distance)
      let moved = zip(before, nearest).count { $0 != $1 }
      if step > 0, Double(moved) <= Self.settled * Double(sample.count) { break }
      if step < Self.steps - 1 { centres = Centres(rows: middles(nearest, distance, centres), dims: sample.dims, metric: metric) }
    }
    let cost = distance.indices.reduce(0.0) { $0 + weight(distance[$1], $1) }
    return Result(centres: centres, nearest: nearest, cost: cost)
  }

  /// The middle of each centre's points.
  private func middles(_ nearest: [UInt16], _ distance: [Float], _ centres: Centres) -> [UInt8] {
    var members = [[Int32]](repeating: [], count: centres.count)
    for (point, centre) in nearest.enumerated() { members[Int(centre)].append(Int32(point)) }
    var rows = centres.rows
    // The farthest points, for centres that have none.
    let lonely = members.indices.filter { members[$0].isEmpty }
    let far = lonely.isEmpty ? [] : distance.indices.sorted { (distance[$0], $1) > (distance[$1], $0) }
    for (place, centre) in lonely.enumerated() where place < far.count {
      for dim in 0..<sample.dims { rows[centre * sample.dims + dim] = sample.rows[far[place] * sample.dims + dim] }
    }
    for (centre, points) in members.enumerated() where !points.isEmpty {
      for dim in 0..<sample.dims { rows[centre * sample.dims + dim] = metric == .euclidean ? mean(points, dim) : median(points, dim) }
    }
    return rows
  }

  private func mean(_ points: [Int32], _ dim: Int) -> UInt8 {
    var sum = 0, weight = 0
    for point in points {
      sum += Int(sample.weights[Int(point)]) * Int(sample.rows[Int(point) * sample.dims + dim])
      weight += Int(sample.weights[Int(point)])
    }
    return UInt8((2 * sum + weight) / (2 * weight))
  }

  /// The lower weighted median.
  private func median(_ points: [Int32], _ dim: Int) -> UInt8 {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { mass in
      mass.initialize(repeating: 0)
      var total = 0
      for point in points {
        let weight = Int(sample.weights[Int(point)])
        mass[Int(sample.rows[Int(point) * sample.dims + dim])] += weight
        total += weight
      }
      var below = 0
      for value in 0..<256 {
        below += mass[value]
        if 2 * below >= total { return UInt8(value) }
      }
      return 255
    }
  }

  /// The centres in the order of their points' means.
  private func ordered(_ result: Result) -> Result {
    let k = result.centres.count
    var sums = [Double](repeating: 0, count: k), weights = sums
    for (point, centre) in result.nearest.enumerated() {
      sums[Int(centre)] += Double(sample.weights[point]) * Double(sample.order[point])
      weights[Int(centre)] += Double(sample.weights[point])
    }
    let means = zip(sums, weights).map { $1 > 0 ? $0 / $1 : 0 }
    let order = (0..<k).sorted { (means[$0], $0) < (means[$1], $1) }
    var place = [UInt16](repeating: 0, count: k)
    for (new, old) in order.enumerated() { place[old] = UInt16(new) }
    let dims = sample.dims
    return Result(
      centres: Centres(rows: order.flatMap { result.centres.rows[$0 * dims..<($0 + 1) * dims] }, dims: dims, metric: metric),
      nearest: result.nearest.map { place[Int($0)] }, cost: result.cost)
  }
}
