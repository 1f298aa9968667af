/// The average strategies of a sampled solve as they are now, read in place.
struct AveragePolicy {
  let game: SampledGame
  private let tables: UnsafePointer<Float>

  init(_ memory: SampledMemory) {
    game = memory.game
    tables = UnsafePointer(memory.tables)
  }

  /// The probabilities of a bucket at a decision. Where the average has nothing, what regret matching plays.
  @inline(__always)
  func read(_ node: SampledNode, bucket: Int32, into strategy: UnsafeMutablePointer<Float>) {
    let sums = tables + game.averageLane(node, bucket: bucket)
    let actions = Int(node.actions)
    var total: Float = 0
    for a in 0..<actions { total += sums[a] }
    if total > 0 {
      let scale = 1 / total
      for a in 0..<actions { strategy[a] = sums[a] * scale }
    } else {
      matchRegrets(tables + node.regretLane(bucket: bucket) + 1, actions, into: strategy)
    }
  }

  /// What `read` would give for many hands at once, not normalised: a row an action.
  ///
  /// - Parameters:
  ///   - buckets: of the hands.
  ///   - width: of a row.
  func fill(_ node: SampledNode, buckets: UnsafePointer<Int32>, count: Int, rows: UnsafeMutablePointer<Float>, width: Int) {
    let actions = Int(node.actions)
    for h in 0..<count {
      let sums = tables + game.averageLane(node, bucket: buckets[h])
      var total: Float = 0
      for a in 0..<actions {
        rows[a * width + h] = sums[a]
        total += sums[a]
      }
      if !(total > 0) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: actions) { strategy in
          matchRegrets(tables + node.regretLane(bucket: buckets[h]) + 1, actions, into: strategy.baseAddress!)
          for a in 0..<actions { rows[a * width + h] = strategy[a] }
        }
      }
    }
  }
}
