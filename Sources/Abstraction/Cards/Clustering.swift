import CKernels
import Cards

/// Lloyd's algorithm with seeds of k-means++ (`ClusterSeeds`), from a fixed seed, in one thread: always the same bytes.
///
/// Each step puts points to their nearest centres, then centres to the middle that the metric has, so that the sum of costs never grows but for rounding to
/// bytes. A centre that loses all its points moves to the costliest point.
public struct Clustering {
  /// The points in the order of the sums of their rows, and where each was before.
  private let sample: ClusterSample
  private let places: [Int]
  private let metric: ClusterMetric
  private var random: SplitMix

  /// The most steps of a start, and the share of points that may still move at the end.
  static let steps = 40
  static let settled = 0.002
  /// What share of a start's time drawing its seeds takes, for progress.
  private static let seedShare = 0.5

  public init(_ sample: ClusterSample, metric: ClusterMetric, seed: UInt64) {
    let totals = (0..<sample.count).map { sample.total($0) }
    places = totals.indices.sorted { (totals[$0], $0) < (totals[$1], $1) }
    self.sample = sample.picked(places)
    self.metric = metric
    random = SplitMix(state: seed)
  }

  public struct Result: Sendable {
    public var centres: Centres
    /// By point: its centre.
    public var nearest: [UInt16]
    /// The weighted sum of the costs.
    public var cost: UInt64
  }

  /// The best of several starts, its centres in the sample's order; nil where there are fewer different points than centres.
  ///
  /// - Parameter step: hears of the share that is done; what it throws ends the run.
  public func run<Stop: Error>(_ k: Int, restarts: Int, step: (Double) throws(Stop) -> Void) throws(Stop) -> Result? {
    var copy = self
    var best: Result?
    let starts = max(1, restarts)
    for start in 0..<starts {
      func report(_ share: Double) throws(Stop) { try step((Double(start) + share) / Double(starts)) }
      var seeds = ClusterSeeds(sample, metric: metric)
      guard try seeds.draw(k, &copy.random, step: { (share) throws(Stop) in try report(Self.seedShare * share) }) else { return nil }
      let result = try lloyd(seeds) { (share) throws(Stop) in try report(Self.seedShare + (1 - Self.seedShare) * share) }
      if result.cost < best?.cost ?? .max { best = result }
    }
    return best.map(ordered)
  }

  private func lloyd<Stop: Error>(_ seeds: ClusterSeeds, step: (Double) throws(Stop) -> Void) throws(Stop) -> Result {
    var centres = Centres(rows: seeds.rows, dims: sample.dims, metric: metric)
    var nearest = seeds.nearest
    var cost = [UInt32](repeating: 0, count: sample.count)
    for number in 0..<Self.steps {
      try step(Double(number) / Double(Self.steps))
      let before = nearest
      centres.assign(sample.rows, count: sample.count, nearest: &nearest, cost: &cost)
      let moved = zip(before, nearest).count { $0 != $1 }
      if number > 0, Double(moved) <= Self.settled * Double(sample.count) { break }
      if number < Self.steps - 1 { centres = Centres(rows: middles(nearest, cost, centres), dims: sample.dims, metric: metric) }
    }
    return Result(centres: centres, nearest: nearest, cost: cost.indices.reduce(0) { $0 + UInt64(sample.weights[$1]) * UInt64(cost[$1]) })
  }

  /// The middle of each centre's points.
  private func middles(_ nearest: [UInt16], _ cost: [UInt32], _ centres: Centres) -> [UInt8] {
    var members = [[Int]](repeating: [], count: centres.count)
    for (point, centre) in nearest.enumerated() { members[Int(centre)].append(point) }
    let dims = sample.dims
    var rows = centres.rows
    // The costliest points, for centres that have none.
    let lonely = members.indices.filter { members[$0].isEmpty }
    let far = lonely.isEmpty ? [] : cost.indices.sorted { (cost[$0], $1) > (cost[$1], $0) }
    for (place, centre) in lonely.enumerated() where place < far.count {
      for dim in 0..<dims { rows[centre * dims + dim] = sample.rows[far[place] * dims + dim] }
    }
    var masses = [Int](repeating: 0, count: 256)
    for (centre, points) in members.enumerated() where !points.isEmpty {
      for dim in 0..<dims { rows[centre * dims + dim] = metric == .euclidean ? mean(points, dim) : median(points, dim, &masses) }
    }
    return rows
  }

  private func mean(_ points: [Int], _ dim: Int) -> UInt8 {
    var sum = 0, weight = 0
    for point in points {
      sum += Int(sample.weights[point]) * Int(sample.rows[point * sample.dims + dim])
      weight += Int(sample.weights[point])
    }
    return UInt8((2 * sum + weight) / (2 * weight))
  }

  /// The lower weighted median.
  ///
  /// - Parameter masses: zeros, before and after.
  private func median(_ points: [Int], _ dim: Int, _ masses: inout [Int]) -> UInt8 {
    var total = 0, lowest = 255
    for point in points {
      let weight = Int(sample.weights[point]), value = Int(sample.rows[point * sample.dims + dim])
      masses[value] += weight
      total += weight
      lowest = min(lowest, value)
    }
    var value = lowest, below = masses[lowest]
    while 2 * below < total {
      value += 1
      below += masses[value]
    }
    for point in points { masses[Int(sample.rows[point * sample.dims + dim])] = 0 }
    return UInt8(value)
  }

  /// The centres in the order of their points' means, the points where they were.
  private func ordered(_ result: Result) -> Result {
    let k = result.centres.count
    var sums = [Double](repeating: 0, count: k), weights = sums
    for (point, centre) in result.nearest.enumerated() {
      sums[Int(centre)] += Double(sample.weights[point]) * Double(sample.order[point])
      weights[Int(centre)] += Double(sample.weights[point])
    }
    let means = zip(sums, weights).map { $1 > 0 ? $0 / $1 : 0 }
    let order = (0..<k).sorted { (means[$0], $0) < (means[$1], $1) }
    var number = [UInt16](repeating: 0, count: k)
    for (new, old) in order.enumerated() { number[old] = UInt16(new) }
    let dims = sample.dims
    var nearest = [UInt16](repeating: 0, count: sample.count)
    for (point, place) in places.enumerated() { nearest[place] = number[Int(result.nearest[point])] }
    return Result(
      centres: Centres(rows: order.flatMap { result.centres.rows[$0 * dims..<($0 + 1) * dims] }, dims: dims, metric: metric),
      nearest: nearest, cost: result.cost)
  }
}
