/// Flops in clusters around some of them.
struct FlopClusters {
  /// The flop in the middle of each cluster, an index into all.
  private(set) var medoids: [Int] = []
  /// How many flops of the deck each cluster holds.
  private(set) var weights: [Int] = []

  private let counts: [Int]
  /// Row by row, the distance of each flop to each.
  private let distances: [Int32]

  init(_ flops: [Flop], count: Int) {
    counts = flops.map(\.count)
    distances = flops.flatMap { one in flops.map { FlopSubset.distance(one, $0) } }
    choose(count)
    for _ in 0..<100 where settle() {}
    weights = members().map { $0.reduce(0) { $0 + counts[$1] } }
  }

  /// Chooses flops one by one, each the one that takes most off the sum of distances to the nearest chosen.
  private mutating func choose(_ count: Int) {
    let n = counts.count
    var nearest = [Int32](repeating: .max, count: n)
    while medoids.count < count {
      var best = (gain: Int.min, flop: 0)
      for flop in 0..<n where !medoids.contains(flop) {
        var gain = 0
        for other in 0..<n {
          let distance = distances[flop * n + other]
          // The first is the one with the least sum itself.
          if medoids.isEmpty { gain -= Int(distance) * counts[other] } else if distance < nearest[other] {
            gain += Int(nearest[other] - distance) * counts[other]
          }
        }
        if gain > best.gain { best = (gain, flop) }
      }
      medoids.append(best.flop)
      for other in 0..<n { nearest[other] = min(nearest[other], distances[best.flop * n + other]) }
    }
  }

  /// The flops nearest to each medoid; to the first of those that are as near.
  private func members() -> [[Int]] {
    let n = counts.count
    var found = medoids.map { _ in [Int]() }
    for flop in 0..<n {
      let nearest = medoids.indices.min { (distances[medoids[$0] * n + flop], $0) < (distances[medoids[$1] * n + flop], $1) }!
      found[nearest].append(flop)
    }
    return found
  }

  /// Moves each medoid to the middle of its cluster.
  ///
  /// - Returns: whether any moved.
  private mutating func settle() -> Bool {
    let n = counts.count
    var hasMoved = false
    for (cluster, members) in members().enumerated() {
      let costs = members.map { flop in members.reduce(0) { $0 + Int(distances[flop * n + $1]) * counts[$1] } }
      guard let best = costs.indices.min(by: { (costs[$0], members[$0]) < (costs[$1], members[$1]) }), members[best] != medoids[cluster] else { continue }
      // Ties stay where they are.
      if let here = members.firstIndex(of: medoids[cluster]), costs[here] == costs[best] { continue }
      medoids[cluster] = members[best]
      hasMoved = true
    }
    return hasMoved
  }
}
