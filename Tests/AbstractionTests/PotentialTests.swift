import Cards
import Foundation
import Testing

@testable import Abstraction

@Suite struct PotentialTests {
  /// A space of buckets whose centres are random cumulative histograms.
  private func space(_ buckets: Int) -> PotentialSpace {
    var random = SplitMix(state: 11)
    let rows = (0..<buckets).flatMap { _ in (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next() >> 16) }.sorted() }
    return PotentialSpace(
      BucketTableHead(
        recipe: BucketRecipe(boardCards: 4, buckets: buckets, feature: .riverHistogram), hands: 0, bucketBytes: 1,
        quality: BucketQuality(equityExplained: 1, empty: 0, tiny: 0), shares: [], equities: [], centres: Data(rows), metric: .manhattan))
  }

  /// Points as the flop has them: 47 cards to come, which lead to some of the buckets.
  private func points(_ count: Int, _ buckets: Int, seed: UInt64) -> [SparseHistogram] {
    var random = SplitMix(state: seed)
    return (0..<count).map { _ in
      let centre = Int(random.next() % UInt64(buckets))
      return SparseHistogram((0..<47).map { _ in UInt16((centre + Int(random.next() % 12)) % buckets) })
    }
  }

  private func dense(_ point: SparseHistogram, _ buckets: Int) -> [Float] {
    var all = [Float](repeating: 0, count: buckets)
    for (bin, mass) in zip(point.bins, point.mass) { all[Int(bin)] = mass }
    return all
  }

  /// The greedy distance is an upper bound of the exact one, the distance of means a lower bound; and greedy is near: measured over 100 pairs of
  /// a point and a mean of three points, its mean excess is below 15 %.
  @Test func greedyIsNearExact() {
    let buckets = 40, space = space(40)
    let some = points(400, buckets, seed: 5)
    var excess = 0.0, count = 0.0
    for place in 0..<100 {
      let point = some[4 * place]
      let others = (1...3).map { dense(some[4 * place + $0], buckets) }
      let centre = (0..<buckets).map { bin in others.reduce(0) { $0 + $1[bin] } / 3 }
      let centres = PotentialCentres(space, histograms: [centre])
      var scratch = PotentialCentres.Scratch(centres)
      let greedy = Double(centres.distance(point, centre, &scratch))
      centres.bounds(point, &scratch)
      let exact = ExactTransport.cost(dense(point, buckets).map { Double($0) }, centre.map { Double($0) }) { Double(space.distance($0, $1)) }
      #expect(Double(scratch.norms[0]) <= exact + 1e-5)
      #expect(greedy >= exact - 1e-5)
      excess += greedy / exact - 1
      count += 1
    }
    #expect(excess / count < 0.15, "mean excess \(excess / count)")
  }

  /// A distribution is at distance 0 from itself, and a whole move costs the ground distance.
  @Test func simpleMoves() {
    let space = space(10)
    var far = [Float](repeating: 0, count: 10)
    far[7] = 1
    let point = SparseHistogram([UInt16](repeating: 2, count: 47))
    let centres = PotentialCentres(space, histograms: [far, dense(point, 10)])
    var scratch = PotentialCentres.Scratch(centres)
    #expect(abs(centres.distance(point, far, &scratch) - space.distance(2, 7)) < 1e-5)
    #expect(centres.nearest(point, &scratch).centre == 1)
    #expect(centres.nearest(point, &scratch).distance < 1e-6)
  }

  /// More starts never give a worse result, and some give a better one.
  @Test func restartsHelp() throws {
    let buckets = 40, space = space(40)
    let some = points(300, buckets, seed: 7)
    func cost(_ restarts: Int) throws -> Double {
      let clustering = PotentialClustering(space, points: some, weights: [UInt8](repeating: 1, count: 300), order: (0..<300).map { UInt16($0) }, seed: 4)
      let found = try #require(try clustering.run(15, restarts: restarts))
      var scratch = PotentialCentres.Scratch(found)
      return some.reduce(0) { $0 + Double(found.nearest($1, &scratch).distance) }
    }
    let costs = try [1, 2, 6, 12].map(cost)
    #expect((costs.min() ?? 0) < costs[0] * 0.999)
    for (fewer, more) in zip(costs, costs.dropFirst()) { #expect(more < fewer * 1.03) }
  }

  /// What hears of the progress can end a run, while seeds are drawn and while centres move.
  @Test func interrupts() {
    struct Stop: Error {}
    let some = points(300, 40, seed: 7)
    let clustering = PotentialClustering(
      space(40), points: some, weights: [UInt8](repeating: 1, count: 300), order: (0..<300).map { UInt16($0) }, seed: 4)
    var shares: [Double] = []
    _ = clustering.run(15, restarts: 2) { shares.append($0) }
    #expect(shares == shares.sorted() && shares.allSatisfy { 0..<1 ~= $0 } && shares.count > 2 * 15)
    for stop in shares.indices {
      var heard = 0
      #expect(throws: Stop.self) {
        try clustering.run(15, restarts: 2) { _ in
          heard += 1
          if heard > stop { throw Stop() }
        }
      }
      #expect(heard == stop + 1)
    }
  }

  /// The neighbours of a cluster are those of the smallest greedy distance, whatever their mean places say.
  @Test func neighboursAreByTheRealDistance() throws {
    let buckets = 40, space = space(40)
    let histograms = points(30, buckets, seed: 8).map { dense($0, buckets) }
    let centres = PotentialCentres(space, histograms: histograms)
    let nearest = centres.nearestOthers()
    var scratch = PotentialCentres.Scratch(centres)
    for centre in histograms.indices {
      let distances = histograms.map { Double(centres.distance(SparseHistogram(dense: histograms[centre]), $0, &scratch)) }
      let order = distances.indices.filter { $0 != centre }.sorted { (distances[$0], $0) < (distances[$1], $1) }
      #expect(nearest[centre].map { Int($0) } == Array(order.prefix(8)))
    }
  }

  /// Of buckets cut by a number the neighbours are those of the nearest means, on either side.
  @Test func neighboursByEquity() {
    let nearest = BucketTableHead.nearestByEquity([0.1, 0.2, 0.25, 0.9])
    #expect(nearest == [[1, 2, 3], [2, 0, 3], [1, 0, 3], [2, 1, 0]])
    #expect(BucketTableHead.nearestByEquity((0..<100).map { Double($0) / 100 })[50].count == 8)
  }

  /// What the lower bound passes over is never nearer.
  @Test func nearestIsNearest() throws {
    let buckets = 40, space = space(40)
    let some = points(300, buckets, seed: 6)
    let weights = [UInt8](repeating: 1, count: 300)
    let found = try #require(try PotentialClustering(space, points: some, weights: weights, order: (0..<300).map { UInt16($0) }, seed: 2).run(12))
    var scratch = PotentialCentres.Scratch(found)
    for point in some {
      let all = found.histograms.map { found.distance(point, $0, &scratch) }
      let best = all.indices.min { all[$0] < all[$1] } ?? 0
      #expect(found.nearest(point, &scratch).centre == best)
    }
    let again = try #require(try PotentialClustering(space, points: some, weights: weights, order: (0..<300).map { UInt16($0) }, seed: 2).run(12))
    #expect(again.histograms == found.histograms)
  }
}

/// The exact earth mover's distance: successive shortest paths (Bellman and Ford) over the bipartite graph of bins.
enum ExactTransport {
  static func cost(_ supply: [Double], _ demand: [Double], _ ground: (Int, Int) -> Double) -> Double {
    let from = supply.indices.filter { supply[$0] > 0 }, to = demand.indices.filter { demand[$0] > 0 }
    var left = from.map { supply[$0] }, need = to.map { demand[$0] }
    let cost = from.map { a in to.map { ground(a, $0) } }
    var flow = from.map { _ in to.map { _ in 0.0 } }
    var total = 0.0
    while left.contains(where: { $0 > 1e-9 }), need.contains(where: { $0 > 1e-9 }) {
      // Distances to sources and targets; a target goes back to a source along flow.
      var near = left.map { $0 > 1e-9 ? 0.0 : .infinity }, far = need.map { _ in Double.infinity }
      var back = left.map { _ in -1 }, via = need.map { _ in -1 }
      var changed = true
      while changed {
        changed = false
        for i in from.indices where near[i] < .infinity {
          for j in to.indices where near[i] + cost[i][j] < far[j] - 1e-12 {
            far[j] = near[i] + cost[i][j]
            via[j] = i
            changed = true
          }
        }
        for j in to.indices where far[j] < .infinity {
          for i in from.indices where flow[i][j] > 1e-12 && far[j] - cost[i][j] < near[i] - 1e-12 {
            near[i] = far[j] - cost[i][j]
            back[i] = j
            changed = true
          }
        }
      }
      guard let end = to.indices.filter({ need[$0] > 1e-9 }).min(by: { far[$0] < far[$1] }) else { break }
      var path: [(Int, Int, Bool)] = [], j = end, amount = need[end]
      while true {
        let i = via[j]
        path.append((i, j, true))
        if back[i] < 0 { amount = min(amount, left[i]); break }
        amount = min(amount, flow[i][back[i]])
        path.append((i, back[i], false))
        j = back[i]
      }
      for (i, j, isForward) in path { flow[i][j] += isForward ? amount : -amount }
      left[path.filter(\.2).last?.0 ?? 0] -= amount
      need[end] -= amount
      total += amount * far[end]
    }
    return total
  }
}
