/// The average strategies of a sampled solve as they are now, read in place.
struct AveragePolicy {
  let game: SampledGame
  private let averages: UnsafePointer<Float>
  private let regrets: UnsafePointer<Float>

  init(_ memory: SampledMemory) {
    game = memory.game
    averages = UnsafePointer(memory.averages)
    regrets = UnsafePointer(memory.regrets)
  }

  /// The probabilities of a bucket at a decision. Where the average has nothing, what regret matching plays.
  @inline(__always)
  func read(_ node: SampledNode, bucket: Int32, into strategy: UnsafeMutablePointer<Float>) {
    let lane = node.lane(bucket: bucket) + 1
    let actions = Int(node.actions)
    var total: Float = 0
    for a in 0..<actions { total += averages[lane + a] }
    if total > 0 {
      let scale = 1 / total
      for a in 0..<actions { strategy[a] = averages[lane + a] * scale }
    } else {
      matchRegrets(regrets + lane, actions, into: strategy)
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
      let sums = averages + node.lane(bucket: buckets[h]) + 1
      var total: Float = 0
      for a in 0..<actions {
        rows[a * width + h] = sums[a]
        total += sums[a]
      }
      if !(total > 0) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: actions) { strategy in
          matchRegrets(regrets + node.lane(bucket: buckets[h]) + 1, actions, into: strategy.baseAddress!)
          for a in 0..<actions { rows[a * width + h] = strategy[a] }
        }
      }
    }
  }
}
