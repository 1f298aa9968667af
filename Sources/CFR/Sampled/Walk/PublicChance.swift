/// Public chance sampling (Johanson, Bard, Lanctot, Gibson & Bowling, "Efficient Nash Equilibrium Approximation through Monte Carlo
/// Counterfactual Regret Minimization", 2012): one board a traversal, on which every pair of private hands and all actions are walked. Two players.
///
/// Rows hold a number for every hand that the board leaves, in order of strength. Values are sums over opposing hands, divided by the
/// number of pairs of hands, so that they are chips as in the other samplings.
final class PublicChance {
  private let deal: PublicDeal
  private let width: Int
  /// How many hands the board leaves.
  private var count = 0
  /// Free room for rows.
  private let rows: UnsafeMutablePointer<Float>
  private var used = 0
  /// For one decision: sums by bucket and action, and which buckets have any.
  private let sums: UnsafeMutablePointer<Float>
  private let isTouched: UnsafeMutablePointer<Bool>
  private var touched: [Int32] = []

  init(_ game: SampledGame, _ deal: PublicDeal) {
    self.deal = deal
    width = deal.width
    rows = .allocate(capacity: (2 * game.widest + 2) * (game.depth + 2) * width)
    let most = Int(game.buckets.max() ?? 1)
    sums = .allocate(capacity: most * game.widest)
    sums.initialize(repeating: 0, count: most * game.widest)
    isTouched = .allocate(capacity: most)
    isTouched.initialize(repeating: false, count: most)
  }

  deinit {
    rows.deallocate()
    sums.deallocate()
    isTouched.deallocate()
  }

  /// A traversal of the walk's traverser on a board drawn from its stream.
  func run(_ walk: inout SampledWalk) {
    deal.draw(&walk.random)
    count = deal.count
    used = 0
    let reach = take(1)
    reach.update(from: deal.held[1 - walk.traverser], count: count)
    _ = value(0, reach: reach, &walk)
  }

  /// Room for so many rows.
  private func take(_ number: Int) -> UnsafeMutablePointer<Float> {
    defer { used += number * width }
    return rows + used
  }

  /// The traverser's values of a node, by hand: sums over the opponent's reach.
  private func value(_ index: Int, reach: UnsafeMutablePointer<Float>, _ walk: inout SampledWalk) -> UnsafeMutablePointer<Float> {
    let node = walk.game.nodes[index]
    walk.visited += 1
    let out = take(1)
    guard node.kind == .decision else {
      deal.payoffs(node, reach, walk.traverser, walk.game, into: out)
      return out
    }
    let mark = used
    defer { used = mark }
    let isOwn = Int(node.player) == walk.traverser
    if isOwn { updateOwn(node, reach, out, &walk) } else { follow(node, reach, out, &walk) }
    return out
  }

  /// Strategies of all hands at a decision: a row an action.
  private func strategies(_ node: SampledNode, _ walk: SampledWalk) -> UnsafeMutablePointer<Float> {
    let actions = Int(node.actions), bucket = deal.buckets(node.street)
    let strategy = take(actions)
    let most = Int(walk.game.buckets[Int(node.street)])
    // Where hands share buckets, each bucket is matched once.
    let rows = min(most, count)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: rows * actions) { matched in
      let matched = matched.baseAddress!
      if most <= count {
        for b in 0..<most { matchRegrets(walk.tables + node.regretLane(bucket: Int32(b)) + 1, actions, into: matched + b * actions) }
      } else {
        for h in 0..<count { matchRegrets(walk.tables + node.regretLane(bucket: bucket[h]) + 1, actions, into: matched + h * actions) }
      }
      for h in 0..<count {
        let row = matched + (most <= count ? Int(bucket[h]) : h) * actions
        for a in 0..<actions { strategy[a * width + h] = row[a] }
      }
    }
    return strategy
  }

  private func updateOwn(_ node: SampledNode, _ reach: UnsafeMutablePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ walk: inout SampledWalk) {
    let actions = Int(node.actions)
    let strategy = strategies(node, walk)
    out.update(repeating: 0, count: count)
    var values: [UnsafeMutablePointer<Float>] = []
    for a in 0..<actions {
      let child = value(Int(node.first) + a, reach: reach, &walk)
      for h in 0..<count { out[h] += strategy[a * width + h] * child[h] }
      values.append(child)
    }
    let bucket = deal.buckets(node.street), count = count, weight = deal.held[walk.traverser]
    for a in 0..<actions {
      let child = values[a]
      for h in 0..<count { add((child[h] - out[h]) * weight[h], bucket: bucket[h], action: a, actions) }
    }
    log(node, isAverage: false, &walk)
  }

  private func follow(_ node: SampledNode, _ reach: UnsafeMutablePointer<Float>, _ out: UnsafeMutablePointer<Float>, _ walk: inout SampledWalk) {
    let actions = Int(node.actions)
    let strategy = strategies(node, walk), bucket = deal.buckets(node.street), count = count
    out.update(repeating: 0, count: count)
    for a in 0..<actions {
      let row = strategy + a * width
      for h in 0..<count { row[h] *= reach[h] }
      if walk.step.averages { for h in 0..<count { add(row[h], bucket: bucket[h], action: a, actions) } }
    }
    if walk.step.averages { log(node, isAverage: true, &walk) }
    for a in 0..<actions {
      let mark = used
      let child = value(Int(node.first) + a, reach: strategy + a * width, &walk)
      for h in 0..<count { out[h] += child[h] }
      used = mark
    }
  }

  @inline(__always)
  private func add(_ x: Float, bucket: Int32, action: Int, _ actions: Int) {
    let b = Int(bucket)
    if !isTouched[b] {
      isTouched[b] = true
      touched.append(bucket)
    }
    sums[b * actions + action] += x
  }

  /// Moves what was added up to the log.
  private func log(_ node: SampledNode, isAverage: Bool, _ walk: inout SampledWalk) {
    let actions = Int(node.actions)
    let factor = isAverage ? 1 / Float(count) : deal.scale
    for bucket in touched {
      let b = Int(bucket)
      let row = isAverage ? walk.game.averageLane(node, bucket: bucket) : node.regretLane(bucket: bucket)
      let entry = walk.log.append(row: row, isAverage: isAverage, actions: actions)
      for a in 0..<actions {
        entry[a] = sums[b * actions + a] * factor
        sums[b * actions + a] = 0
      }
      isTouched[b] = false
    }
    touched.removeAll(keepingCapacity: true)
  }
}
