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

  /// The triangle inequality passes over no centre that is nearer, whatever the guess; ties go to the first centre.
  /// Among 700 centres the lists of neighbours do not have all, and points that lie far from their guess need more than the list.
  @Test(arguments: [ClusterMetric.manhattan, .euclidean], [(8, 40), (16, 40), (64, 40), (8, 700), (64, 700)])
  func nearestIsNearest(metric: ClusterMetric, size: (dims: Int, centres: Int)) {
    let dims = size.dims
    let points = rows(500, dims: dims, isCumulative: metric == .manhattan, seed: 1)
    var middle = rows(size.centres, dims: dims, isCumulative: metric == .manhattan, seed: 2)
    middle += Array(middle[..<dims])  // a centre twice
    let centres = Centres(rows: middle, dims: dims, metric: metric)
    for guess in [UInt16(0), 17, 40] {
      var nearest = [UInt16](repeating: guess, count: 500), distance = [Float](repeating: 0, count: 500)
      centres.assign(points, count: 500, nearest: &nearest, distance: &distance)
      for point in 0..<500 {
        let squares = (0..<centres.count).map { centre in
          (0..<dims).reduce(0) { sum, dim in
            let d = abs(Int(points[point * dims + dim]) - Int(middle[centre * dims + dim]))
            return sum + (metric == .euclidean ? d * d : d)
          }
        }
        let best = squares.indices.min { squares[$0] < squares[$1] } ?? 0
        #expect(Int(nearest[point]) == best)
        #expect(distance[point] == (metric == .euclidean ? Float(squares[best]).squareRoot() : Float(squares[best])))
      }
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
    let found = try #require(Clustering(sample, metric: metric, seed: 1).run(5, restarts: 3))
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
    let first = try #require(Clustering(sample, metric: .manhattan, seed: 5).run(30, restarts: 1))
    let again = try #require(Clustering(sample, metric: .manhattan, seed: 5).run(30, restarts: 1))
    let other = try #require(Clustering(sample, metric: .manhattan, seed: 6).run(30, restarts: 1))
    #expect(first.centres.rows == again.centres.rows && first.nearest == again.nearest)
    #expect(first.centres.rows != other.centres.rows)
    let alike = ClusterSample(dims: 8, rows: [UInt8](repeating: 7, count: 80), weights: [UInt8](repeating: 1, count: 10), order: [UInt16](repeating: 0, count: 10))
    #expect(Clustering(alike, metric: .manhattan, seed: 1).run(2, restarts: 1) == nil)
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
      var distance = [Float.infinity]
      hl_distances(1, 20, 0, cumulative(a), cumulative(b), 0, &distance, nil)
      #expect(Int(distance[0]) == work)
    }
  }

  /// k-means of one number: borders lie half way between means.
  @Test func scalarClusters() throws {
    let mass = [5, 5, 0, 0, 0, 5, 5, 0, 0, 0, 0, 0, 9, 9]
    #expect(try #require(ScalarClusters.cut(mass, buckets: 3)).enumerated().filter { mass[$0.offset] > 0 }.map(\.element) == [0, 0, 1, 1, 2, 2])
    #expect(ScalarClusters.cut(mass, buckets: 7) == nil)
  }
}
