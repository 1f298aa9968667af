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
}
