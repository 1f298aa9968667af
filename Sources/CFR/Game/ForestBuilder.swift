import Abstraction

/// Cuts a betting tree into forests, one a street below the root; the street below the root is split into groups, one forest each.
struct ForestBuilder {
  private let tree: BettingTree
  /// The first street whose all-ins are dealt out street by street; nil where all are worth a product with a matrix (`AllInMatrices`).
  private let runsOutFrom: Int?
  private(set) var forests: [Forest] = []
  private(set) var nodes: [ForestNode] = []
  /// Places of deal nodes in their forests.
  private(set) var leaves: [Int32] = []
  private(set) var sweeps: [Sweep] = []
  /// For each node of the betting tree: its forest, and its place there.
  private(set) var forestOf: [Int32]
  private(set) var placeOf: [Int32]

  /// - Parameters:
  ///   - groups: the number of groups that the roots of the second street are split into; nil for about one a root.
  ///   - runsOutFrom: the first street whose all-ins become deals, with the showdown behind the last; nil for none.
  init(_ tree: BettingTree, groups: Int?, runsOutFrom: Int? = nil) {
    self.tree = tree
    self.runsOutFrom = runsOutFrom
    forestOf = Array(repeating: -1, count: tree.nodes.count)
    placeOf = forestOf
    let rootLeaves = add(level: 0, roots: [0])
    for group in Self.split(rootLeaves.map(behind), into: groups ?? max(1, rootLeaves.count), cost: weight) {
      var forest = forests.count
      var next = add(level: 1, roots: group)
      while !next.isEmpty {
        forests[forest].childForest = Int32(forests.count)
        let level = Int(forests[forest].level) + 1
        forest = forests.count
        next = add(level: level, roots: next.map(behind))
      }
    }
  }

  /// What follows when the cards of the next street are dealt at a leaf: an all-in is then still an all-in.
  private func behind(_ leaf: Int) -> Int { tree.nodes[leaf].kind == .deal ? Int(tree.nodes[leaf].firstChild) : leaf }

  /// Whether a showdown on a street is one where cards are still to be dealt.
  private func runsOut(level: Int) -> Bool { runsOutFrom.map { $0 <= level && level < tree.rules.streets.count - 1 } ?? false }

  /// Actions below a node, those of later streets counted many times for their many boards.
  private func weight(_ node: Int) -> Int {
    let entry = tree.nodes[node]
    let below = entry.children.reduce(0) { $0 + weight($1) }
    return entry.kind == .deal ? 1 + 40 * below : entry.kind == .decision ? Int(entry.childCount) + below : 0
  }

  /// Splits a list into consecutive groups of about equal cost, without an empty one.
  static func split(_ roots: [Int], into groups: Int, cost: (Int) -> Int) -> [[Int]] {
    let total = roots.reduce(0) { $0 + cost($1) }
    var result: [[Int]] = []
    var current: [Int] = []
    var spent = 0
    for root in roots {
      current.append(root)
      spent += cost(root)
      if spent * groups >= total * (result.count + 1) {
        result.append(current)
        current = []
      }
    }
    if !current.isEmpty { result.append(current) }
    return result
  }

  /// Adds the forest of these roots and returns its deal nodes.
  private mutating func add(level: Int, roots: [Int]) -> [Int] {
    var forest = Forest(
      level: Int32(level), firstNode: Int32(nodes.count), nodeCount: 0, rootCount: Int32(roots.count), firstLeaf: Int32(leaves.count),
      leafCount: 0, decisions: .init(0, 0), actions: .init(0, 0), reachRows: .init(Int32(roots.count), Int32(roots.count)), firstSweep: .init(0, 0),
      sweepCount: .init(0, 0), showdowns: .init(0, 0))
    var members: [(node: Int, reach: PlayerPair<Int32>)] = roots.enumerated().map { ($1, .init(Int32($0), Int32($0))) }
    var deals: [Int] = []
    var place = 0
    while place < members.count {
      let (node, reach) = members[place]
      let entry = tree.nodes[node]
      forestOf[node] = Int32(forests.count)
      placeOf[node] = Int32(place)
      var built = ForestNode(
        kind: .terminal, player: entry.player, actions: 0, firstChild: -1, treeNode: Int32(node), row: 0, reach: reach, next: .init(-1, -1))
      switch runsOut(level: level) && entry.kind == .showdown ? .deal : entry.kind {
      case .decision:
        let player = Int(entry.player), opponent = 1 - player
        built.kind = .decision
        built.actions = entry.childCount
        built.firstChild = Int32(members.count)
        built.ordinal = forest.decisions[player]
        forest.decisions[player] += 1
        built.row = forest.actions[player]
        forest.actions[player] += Int32(entry.childCount)
        // The acting player's choice splits its own reach: the opposing reach of the other player's pass.
        built.next[opponent] = forest.reachRows[opponent]
        forest.reachRows[opponent] += Int32(entry.childCount)
        for (a, child) in entry.children.enumerated() {
          var below = reach
          below[opponent] = built.next[opponent] + Int32(a)
          members.append((child, below))
        }
      case .deal:
        built.kind = .deal
        built.row = Int32(deals.count)
        leaves.append(Int32(place))
        deals.append(node)
      case .fold, .showdown: break
      }
      nodes.append(built)
      place += 1
    }
    forest.nodeCount = Int32(members.count)
    forest.leafCount = Int32(deals.count)
    for player in 0..<2 { addSweeps(player, to: &forest) }
    forests.append(forest)
    return deals
  }

  /// Points the locked decisions at their rows.
  mutating func lock(_ rows: LockRows) {
    for (node, run) in rows.firstRun { nodes[Int(forests[Int(forestOf[node])].firstNode + placeOf[node])].lock = run }
  }

  /// Lists the reach rows at which hands end.
  private mutating func addSweeps(_ player: Int, to forest: inout Forest) {
    let first = Int(forest.firstNode), scale = 1 / Double(tree.rules.unitsPerChip)
    var found: [Sweep] = []
    // The last sweep of each reach row.
    var last = Array(repeating: -1, count: Int(forest.reachRows[player]))
    for place in 0..<forest.nodeCount where nodes[first + Int(place)].kind == .terminal {
      let node = Int(nodes[first + Int(place)].treeNode), reach = nodes[first + Int(place)].reach[player]
      let isShowdown = tree.nodes[node].kind == .showdown, payoff = tree.payoff(node, seat: player)
      var index = last[Int(reach)]
      if index < 0 || (isShowdown ? found[index].showdown : found[index].fold) >= 0 {
        index = found.count
        found.append(Sweep(reach: reach))
        last[Int(reach)] = index
      }
      let middle = (payoff.win + payoff.lose) / 2 * scale
      if isShowdown {
        found[index].showdown = place
        found[index].middle = middle
        found[index].half = (payoff.win - payoff.lose) / 2 * scale
        found[index].tie = payoff.tie * scale - middle
      } else {
        found[index].fold = place
        found[index].folded = middle
      }
    }
    // Stable, so that the order is one of the tree.
    let sorted = (0..<3).flatMap { order in found.filter { $0.order == order } }
    forest.firstSweep[player] = Int32(sweeps.count)
    forest.sweepCount[player] = Int32(sorted.count)
    forest.showdowns[player] = Int32(sorted.count { $0.showdown >= 0 })
    sweeps.append(contentsOf: sorted)
  }
}
