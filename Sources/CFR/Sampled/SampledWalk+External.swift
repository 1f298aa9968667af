/// External sampling (Lanctot, Waugh, Zinkevich & Bowling, "Monte Carlo Sampling for Regret Minimization in Extensive Games", 2009).
extension SampledWalk {
  /// The traverser's sampled value of a node, in chips; notes regrets and averages on the way.
  mutating func externalValue(_ index: Int) -> Float {
    let node = nodes[index]
    visited += 1
    guard node.kind == .decision else { return deal.payoff(node, seat: traverser, game) }
    let actions = Int(node.actions)
    let row = node.lane(bucket: deal.bucket(node.player, node.street))
    let strategy = free
    matchRegrets(regrets + row + 1, actions, into: strategy)
    guard Int(node.player) == traverser else {
      let next = Int(node.first) + choose(strategy, actions, &random)
      prefetch(next)
      addToAverage(node, row: row, strategy)
      return externalValue(next)
    }
    for a in 0..<actions { prefetch(Int(node.first) + a) }
    let values = free + actions
    free += 2 * actions
    defer { free -= 2 * actions }
    var value: Float = 0
    for a in 0..<actions {
      if prunes, isPruned(node, row: row, action: a) {
        values[a] = .nan
        continue
      }
      values[a] = externalValue(Int(node.first) + a)
      value += strategy[a] * values[a]
    }
    let entry = log.append(row: row, isAverage: false, actions: actions)
    for a in 0..<actions { entry[a] = values[a].isNaN ? 0 : values[a] - value }
    return value
  }
}
