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
    let points = flops.map { FlopPoint($0) }
    distances = points.flatMap { one in points.map { one.distance(to: $0) } }
    choose(count)
    for _ in 0..<100 where settle() {}
    weights = members().map { $0.reduce(0) { $0 + counts[$1] } }
  }

  /// Chooses flops one by one, each the one that takes most off the sum of distances to the nearest chosen; of several, the first.
  ///
  /// What a flop would take off never grows as others are chosen. So what it was the last time is a bound, and most need not be worked out again
  /// (Minoux 1978).
  private mutating func choose(_ count: Int) {
    let n = counts.count
    // Farther than any two flops are, so that the first chosen is the one with the least sum.
    var nearest = [Int32](repeating: 1 << 20, count: n)
    var bounds = [Int](repeating: .max, count: n)
    for _ in 0..<count {
      var best = bounds.indices.max { (bounds[$0], $1) < (bounds[$1], $0) }!
      while true {
        let row = best * n
        bounds[best] = (0..<n).reduce(0) { $0 + Int(max(0, nearest[$1] - distances[row + $1])) * counts[$1] }
        let next = bounds.indices.max { (bounds[$0], $1) < (bounds[$1], $0) }!
        if next == best { break }
        best = next
      }
      medoids.append(best)
      for other in 0..<n { nearest[other] = min(nearest[other], distances[best * n + other]) }
      bounds[best] = .min
    }
  }

  /// The flops nearest to each medoid; to the first of those that are as near.
  private func members() -> [[Int]] {
    let n = counts.count
    var found = medoids.map { _ in [Int]() }
    for flop in 0..<n {
      var best = 0
      for place in medoids.indices where distances[medoids[place] * n + flop] < distances[medoids[best] * n + flop] { best = place }
      found[best].append(flop)
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
