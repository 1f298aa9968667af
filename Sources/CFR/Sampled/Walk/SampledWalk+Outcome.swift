/// Outcome sampling (Lanctot et al. 2009): one hand a traversal. Everybody else plays their strategy; of the traverser's choices a share
/// (`exploration`) is uniform. What was found is weighed by the inverse of the probability that the traverser came there.
extension SampledWalk {
  /// The traverser's sampled value of a node, in chips.
  ///
  /// - Parameter weight: 1 / product of the probabilities of the traverser's choices so far.
  mutating func outcomeValue(_ index: Int, weight: Float) -> Float {
    let node = nodes[index]
    visited += 1
    guard node.kind == .decision else { return payoff(node) }
    let actions = Int(node.actions)
    let bucket = deal.bucket(node.player, node.street)
    let row = node.regretLane(bucket: bucket)
    let strategy = free
    matchRegrets(tables + row + 1, actions, into: strategy)
    guard Int(node.player) == traverser else {
      addToAverage(node, bucket: bucket, strategy, weight: weight)
      let action = choose(strategy, actions, &random)
      return outcomeValue(Int(node.first) + action, weight: weight)
    }
    free += actions
    defer { free -= actions }
    let exploration = Float(step.exploration)
    let explores = random.unit() < exploration
    let action = explores ? random.below(actions) : choose(strategy, actions, &random)
    let probability = exploration / Float(actions) + (1 - exploration) * strategy[action]
    let found = outcomeValue(Int(node.first) + action, weight: weight / probability) / probability
    let value = strategy[action] * found
    let entry = log.append(row: row, isAverage: false, actions: actions)
    for a in 0..<actions { entry[a] = weight * ((a == action ? found : 0) - value) }
    return value
  }
}
