import Cards

/// k-means of distributions over the next street's buckets, by the greedy earth mover's distance (Ganzfried and Sandholm 2014). Always the same numbers.
public struct PotentialClustering {
  private let space: PotentialSpace
  private let points: [SparseHistogram]
  private let weights: [UInt8]
  private let order: [UInt16]
  private var random: SplitMix

  /// The most steps, and the share of points that may still move at the end.
  static let steps = 12
  static let settled = 0.005
  /// What share of a start's time drawing its seeds takes, for progress; and after how many points progress is told.
  private static let seedShare = 0.05
  private static let pointsOfStep = 1000

  /// - Parameters:
  ///   - weights: how much each point counts.
  ///   - order: by what clusters are put in order.
  public init(_ space: PotentialSpace, points: [SparseHistogram], weights: [UInt8], order: [UInt16], seed: UInt64) {
    self.space = space
    self.points = points
    self.weights = weights
    self.order = order
    random = SplitMix(state: seed)
  }

  /// The centres of the best of several starts; nil where there are fewer different points than centres.
  ///
  /// - Parameter step: hears of the share that is done; what it throws ends the run.
  public func run(_ k: Int, restarts: Int = 1, step: (Double) throws -> Void = { _ in }) rethrows -> PotentialCentres? {
    var copy = self
    var best: (centres: PotentialCentres, cost: Double)?
    for start in 0..<restarts {
      guard let seeds = try copy.seeds(k, step: { try step((Double(start) + Self.seedShare * $0) / Double(restarts)) }) else { return nil }
      let result = try lloyd(seeds, k) { try step((Double(start) + Self.seedShare + (1 - Self.seedShare) * $0) / Double(restarts)) }
      if result.cost < best?.cost ?? .infinity { best = result }
    }
    return best?.centres
  }

  /// Lloyd's steps from some seeds on.
  ///
  /// - Returns: the centres, and the weighted sum of the distances of the points to those that the last step put them to.
  private func lloyd(_ seeds: PotentialCentres, _ k: Int, step: (Double) throws -> Void) rethrows -> (centres: PotentialCentres, cost: Double) {
    var centres = seeds
    var nearest = [Int](repeating: -1, count: points.count)
    var cost = 0.0
    for number in 0..<Self.steps {
      var scratch = PotentialCentres.Scratch(centres)
      var moved = 0
      var distance = [Float](repeating: 0, count: points.count)
      for (place, point) in points.enumerated() {
        if place % Self.pointsOfStep == 0 { try step((Double(number) + Double(place) / Double(points.count)) / Double(Self.steps)) }
        let found = centres.nearest(point, &scratch)
        if found.centre != nearest[place] { moved += 1 }
        nearest[place] = found.centre
        distance[place] = found.distance
      }
      cost = distance.indices.reduce(0) { $0 + Double(weights[$1]) * Double(distance[$1]) }
      if Double(moved) <= Self.settled * Double(points.count) { break }
      centres = PotentialCentres(space, histograms: means(nearest, distance, k))
    }
    return (ordered(centres, nearest, k), cost)
  }

  /// As k-means++, by the distance of mean places.
  private mutating func seeds(_ k: Int, step: (Double) throws -> Void) rethrows -> PotentialCentres? {
    var distance = [Float](repeating: .infinity, count: points.count)
    var chosen = Int(random.next() % UInt64(points.count))
    var histograms: [[Float]] = []
    let places = points.map { space.place($0) }
    // A row of all points for each dimension.
    let rows = (0..<space.dims).flatMap { dim in places.map { $0[dim] } }
    var norms = [Float](repeating: 0, count: points.count)
    for number in 0..<k {
      try step(Double(number) / Double(k))
      histograms.append(dense(points[chosen]))
      guard number < k - 1 else { break }
      space.norms(of: places[chosen], to: rows, &norms)
      for place in distance.indices { distance[place] = min(distance[place], norms[place]) }
      let total = distance.indices.reduce(0.0) { $0 + Double(weights[$1]) * Double(distance[$1]) }
      guard total > 0 else { return nil }
      var rest = random.unit() * total
      chosen = distance.lastIndex { $0 > 0 } ?? 0
      for place in distance.indices where distance[place] > 0 {
        rest -= Double(weights[place]) * Double(distance[place])
        if rest < 0 {
          chosen = place
          break
        }
      }
    }
    return PotentialCentres(space, histograms: histograms)
  }

  private func dense(_ point: SparseHistogram) -> [Float] {
    var histogram = [Float](repeating: 0, count: space.count)
    for (bin, mass) in zip(point.bins, point.mass) { histogram[Int(bin)] = mass }
    return histogram
  }

  /// The mean of each centre's points; the farthest points for centres that have none.
  private func means(_ nearest: [Int], _ distance: [Float], _ k: Int) -> [[Float]] {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: space.count), count: k)
    var weight = [Double](repeating: 0, count: k)
    for (place, point) in points.enumerated() {
      let w = Double(weights[place])
      for (bin, mass) in zip(point.bins, point.mass) { sums[nearest[place]][Int(bin)] += w * Double(mass) }
      weight[nearest[place]] += w
    }
    let lonely = weight.indices.filter { weight[$0] == 0 }
    var histograms = zip(sums, weight).map { sum, w in sum.map { Float($0 / max(w, 1)) } }
    if !lonely.isEmpty {
      let far = distance.indices.sorted { (distance[$0], $1) > (distance[$1], $0) }
      for (place, centre) in lonely.enumerated() where place < far.count { histograms[centre] = dense(points[far[place]]) }
    }
    return histograms
  }

  private func ordered(_ centres: PotentialCentres, _ nearest: [Int], _ k: Int) -> PotentialCentres {
    var sum = [Double](repeating: 0, count: k), weight = sum
    for (place, centre) in nearest.enumerated() {
      sum[centre] += Double(weights[place]) * Double(order[place])
      weight[centre] += Double(weights[place])
    }
    let means = zip(sum, weight).map { $1 > 0 ? $0 / $1 : 0 }
    let ranked = (0..<k).sorted { (means[$0], $0) < (means[$1], $1) }
    return PotentialCentres(space, histograms: ranked.map { centres.histograms[$0] })
  }
}
