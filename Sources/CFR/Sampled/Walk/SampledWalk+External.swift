/// External sampling (Lanctot, Waugh, Zinkevich & Bowling, "Monte Carlo Sampling for Regret Minimization in Extensive Games", 2009).
extension SampledWalk {
  /// The traverser's sampled value of a node, in chips; notes regrets and averages on the way.
  mutating func externalValue(_ start: Int) -> Float {
    var index = start
    // Everybody else takes one action: no more than a step of this loop.
    while true {
      let node = nodes[index]
      visited += 1
      guard node.kind == .decision else { return payoff(node) }
      let actions = Int(node.actions)
      let bucket = deal.bucket(node.player, node.street)
      let row = node.regretLane(bucket: bucket)
      matchRegrets(tables + row + 1, actions, into: free)
      if Int(node.player) == traverser { return ownValue(node, row: row) }
      index = Int(node.first) + choose(free, actions, &random)
      prefetch(index)
      addToAverage(node, bucket: bucket, free)
    }
  }

  /// All actions of the traverser, whose strategy is at `free`.
  private mutating func ownValue(_ node: SampledNode, row: Int) -> Float {
    let actions = Int(node.actions), first = Int(node.first)
    prefetchChildren(of: node)
    let strategy = free, values = free + actions
    free += 2 * actions
    defer { free -= 2 * actions }
    var value: Float = 0
    for a in 0..<actions {
      if prunes, isPruned(node, row: row, action: a) {
        values[a] = .nan
        continue
      }
      let child = nodes[first + a]
      if child.kind == .decision {
        values[a] = externalValue(first + a)
      } else {
        visited += 1
        values[a] = payoff(child)
      }
      value += strategy[a] * values[a]
    }
    let entry = log.append(row: row, isAverage: false, actions: actions)
    for a in 0..<actions { entry[a] = values[a].isNaN ? 0 : values[a] - value }
    return value
  }
}
