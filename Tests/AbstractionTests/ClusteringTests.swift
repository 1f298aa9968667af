import CKernels
import Cards
import Testing

@testable import Abstraction

@Suite struct ClusteringTests {
  /// Rows of cumulative histograms, or of free numbers.
  private func rows(_ count: Int, dims: Int, isCumulative: Bool, seed: UInt64) -> [UInt8] {
    var random = SplitMix(state: seed)
    return (0..<count).flatMap { _ in
      let row = (0..<dims).map { _ in UInt8(truncatingIfNeeded: random.next() >> 20) }
      return isCumulative ? row.sorted() : row
    }
  }

  /// No centre is passed over that is nearer, whatever the guess; ties go to the first centre. The last block of centres is full, or has one.
  @Test(arguments: [ClusterMetric.manhattan, .euclidean], [(8, 40), (16, 40), (64, 40), (8, 703), (16, 700), (64, 703)])
  func nearestIsNearest(metric: ClusterMetric, size: (dims: Int, centres: Int)) {
    let dims = size.dims
    let points = rows(500, dims: dims, isCumulative: metric == .manhattan, seed: 1)
    var middle = rows(size.centres, dims: dims, isCumulative: metric == .manhattan, seed: 2)
    middle += Array(middle[..<dims])  // a centre twice
    let centres = Centres(rows: middle, dims: dims, metric: metric)
    for guess in [UInt16(0), 17, 40] {
      var nearest = [UInt16](repeating: guess, count: 500), cost = [UInt32](repeating: 0, count: 500)
      centres.assign(points, count: 500, nearest: &nearest, cost: &cost)
      for point in 0..<500 {
        let squares = (0..<centres.count).map { centre in
          (0..<dims).reduce(0) { sum, dim in
            let d = abs(Int(points[point * dims + dim]) - Int(middle[centre * dims + dim]))
            return sum + (metric == .euclidean ? d * d : d)
          }
        }
        let best = squares.indices.min { squares[$0] < squares[$1] } ?? 0
        #expect(Int(nearest[point]) == best)
        #expect(Int(cost[point]) == squares[best])
      }
    }
  }

  /// What seeding passes over would have changed nothing: in the end each point has the nearest seed, of equally near ones the first. Seeds differ.
  @Test(arguments: [ClusterMetric.manhattan, .euclidean], [8, 64])
  func seedsReachAllPoints(metric: ClusterMetric, dims: Int) {
    let points = rows(2000, dims: dims, isCumulative: metric == .manhattan, seed: 12)
    let whole = ClusterSample(dims: dims, rows: points, weights: (0..<2000).map { UInt8(1 + $0 % 24) }, order: [UInt16](repeating: 0, count: 2000))
    let sample = whole.picked((0..<2000).sorted { (whole.total($0), $0) < (whole.total($1), $1) })
    var seeds = ClusterSeeds(sample, metric: metric), random = SplitMix(state: 1), shares: [Double] = []
    #expect(seeds.draw(150, &random) { shares.append($0) })
    #expect(shares == shares.sorted() && shares.count > 1 && shares.allSatisfy { 0..<1 ~= $0 })
    let drawn = (0..<150).map { Array(seeds.rows[$0 * dims..<($0 + 1) * dims]) }
    #expect(Set(drawn).count == 150)
    for point in 0..<2000 {
      let costs = drawn.map { seed in
        (0..<dims).reduce(0) { sum, dim in
          let d = abs(Int(sample.rows[point * dims + dim]) - Int(seed[dim]))
          return sum + (metric == .euclidean ? d * d : d)
        }
      }
      let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
      #expect(Int(seeds.nearest[point]) == best && Int(seeds.cost[point]) == costs[best])
    }
  }

  /// A seed is drawn in proportion to weight times cost: with the first seed at 0, points at 1 and 2 that weigh 6 and 2 have 3/5 and 2/5 of the mass.
  @Test func seedsAreDrawnByTheirShare() {
    let sample = ClusterSample(
      dims: 8, rows: [0, 1, 2].flatMap { [UInt8](repeating: UInt8($0), count: 8) }, weights: [1, 6, 2], order: [0, 0, 0])
    var random = SplitMix(state: 3), second = [0, 0, 0], starts = 0
    while starts < 4000 {
      var seeds = ClusterSeeds(sample, metric: .manhattan, candidates: 1)
      #expect(seeds.draw(2, &random) { _ in })
      guard seeds.rows[0] == 0 else { continue }
      starts += 1
      second[Int(seeds.rows[8])] += 1
    }
    // Four standard deviations are 0.031.
    #expect(second[0] == 0 && abs(Double(second[1]) / 4000 - 0.6) < 0.031)
  }

  /// Of the candidates the one becomes a seed that saves the most: among 40 draws of points with costs in two far groups are both, and the larger group wins.
  @Test func theBestCandidateBecomesASeed() {
    let values = [0] + [UInt8](repeating: 100, count: 5) + [UInt8](repeating: 200, count: 3)
    let sample = ClusterSample(
      dims: 8, rows: values.flatMap { [UInt8](repeating: $0, count: 8) }, weights: [250] + [UInt8](repeating: 1, count: 8),
      order: [UInt16](repeating: 0, count: 9))
    var random = SplitMix(state: 6), starts = 0
    while starts < 50 {
      var seeds = ClusterSeeds(sample, metric: .manhattan, candidates: 40)
      #expect(seeds.draw(2, &random) { _ in })
      guard seeds.rows[0] == 0 else { continue }
      starts += 1
      // A seed at 100 saves 5 * 800 and 3 * 800; one at 200 saves 3 * 1600, and nothing of the others, which are as far from it as from 0.
      #expect(seeds.rows[8] == 100)
    }
  }

  /// What hears of the progress can end a run, while seeds are drawn and while centres move.
  @Test func interrupts() {
    struct Stop: Error {}
    let points = rows(3000, dims: 64, isCumulative: true, seed: 9)
    let sample = ClusterSample(dims: 64, rows: points, weights: [UInt8](repeating: 1, count: 3000), order: (0..<3000).map { UInt16($0) })
    var shares: [Double] = []
    _ = Clustering(sample, metric: .manhattan, seed: 5).run(300, restarts: 2) { shares.append($0) }
    #expect(shares == shares.sorted() && shares.allSatisfy { 0..<1 ~= $0 } && Set(shares).count == shares.count)
    for stop in shares.indices {
      var heard = 0
      #expect(throws: Stop.self) {
        try Clustering(sample, metric: .manhattan, seed: 5).run(300, restarts: 2) { _ in
          heard += 1
          if heard > stop { throw Stop() }
        }
      }
      #expect(heard == stop + 1)
    }
  }

  /// Groups that lie far apart are found, in their order, and the middle of each is its median or mean.
  @Test(arguments: [ClusterMetric.manhattan, .euclidean])
  func plantedClusters(metric: ClusterMetric) throws {
    var random = SplitMix(state: 3)
    var points: [UInt8] = [], order: [UInt16] = []
    for point in 0..<600 {
      let base = 20 + 40 * (point % 5)
      order.append(UInt16(1000 - base))
      points += (0..<8).map { _ in UInt8(base + Int(random.next() % 9)) }
    }
    let sample = ClusterSample(dims: 8, rows: points, weights: [UInt8](repeating: 2, count: 600), order: order)
    let found = try #require(Clustering(sample, metric: metric, seed: 1).run(5, restarts: 3) { _ in })
    // Ascending in `order` is descending in the base.
    #expect(found.nearest == (0..<600).map { UInt16(4 - $0 % 5) })
    for centre in 0..<5 {
      let middle = 24 + 40 * (4 - centre)
      #expect(found.centres.rows[centre * 8..<(centre + 1) * 8].allSatisfy { abs(Int($0) - middle) <= 1 })
    }
  }

  /// The same bytes each time, others from another seed; and none where points are too few.
  @Test func fixedSeeds() throws {
    let points = rows(3000, dims: 64, isCumulative: true, seed: 9)
    let sample = ClusterSample(dims: 64, rows: points, weights: [UInt8](repeating: 1, count: 3000), order: (0..<3000).map { UInt16($0) })
    let first = try #require(Clustering(sample, metric: .manhattan, seed: 5).run(30, restarts: 1) { _ in })
    let again = try #require(Clustering(sample, metric: .manhattan, seed: 5).run(30, restarts: 1) { _ in })
    let other = try #require(Clustering(sample, metric: .manhattan, seed: 6).run(30, restarts: 1) { _ in })
    #expect(first.centres.rows == again.centres.rows && first.nearest == again.nearest)
    #expect(first.centres.rows != other.centres.rows)
    let alike = ClusterSample(dims: 8, rows: [UInt8](repeating: 7, count: 80), weights: [UInt8](repeating: 1, count: 10), order: [UInt16](repeating: 0, count: 10))
    #expect(Clustering(alike, metric: .manhattan, seed: 1).run(2, restarts: 1) { _ in } == nil)
  }

  /// The sum of differences of cumulative histograms is the least work that turns one into the other.
  @Test func manhattanIsEarthMovers() {
    var random = SplitMix(state: 4)
    for _ in 0..<50 {
      let (a, b) = ((0..<6).map { _ in Int(random.next() % 20) }, (0..<6).map { _ in Int(random.next() % 20) })
      // Unit masses in order, moved to each other in order: optimal on a line.
      let (left, right) = (a.sorted(), b.sorted())
      let work = zip(left, right).reduce(0) { $0 + abs($1.0 - $1.1) }
      func cumulative(_ values: [Int]) -> [UInt8] { (0..<20).map { bin in UInt8(values.count { $0 <= bin }) } }
      var cost = [UInt32.max]
      hl_costs(1, 20, 0, cumulative(a), cumulative(b), 0, &cost, nil)
      #expect(Int(cost[0]) == work)
    }
  }

  /// k-means of one number: borders lie half way between means.
  @Test func scalarClusters() throws {
    let mass = [5, 5, 0, 0, 0, 5, 5, 0, 0, 0, 0, 0, 9, 9]
    #expect(try #require(ScalarClusters.cut(mass, buckets: 3)).enumerated().filter { mass[$0.offset] > 0 }.map(\.element) == [0, 0, 1, 1, 2, 2])
    #expect(ScalarClusters.cut(mass, buckets: 7) == nil)
  }
}
