import Abstraction
import Game

/// Makes the image of a sampled game from a betting tree and the number of buckets of each street.
public struct SampledGameBuilder {
  public let tree: BettingTree
  /// The bytes that `SampledGame` reads.
  public let image: [UInt8]

  /// - Parameters:
  ///   - buckets: of each street of the rules.
  ///   - description: kept with the image for workers; see `SampledGame.description`.
  public init(tree: BettingTree, buckets: [Int], description: [UInt8]) {
    self.tree = tree
    var plan = Plan(tree)
    plan.placeRows(buckets)
    var writer = ImageWriter(reserving: MemoryLayout<SampledGame.Header>.stride)
    var header = SampledGame.Header(
      players: tree.players, streets: tree.rules.streets.count, widest: plan.widest, depth: plan.depth, lanes: plan.lanes,
      nodes: writer.append(plan.nodes), moves: writer.append(tree.nodes.map(SampledMove.init)),
      values: writer.append(plan.values), pots: writer.append(plan.pots),
      buckets: writer.append(buckets.map { Int32($0) }), widths: writer.append(plan.widths.sorted()), description: writer.append(description))
    header.byteCount = writer.bytes.count
    image = writer.finish(header: header)
  }

  /// Nodes, numbers and pots, before they become bytes.
  private struct Plan {
    let tree: BettingTree
    var nodes: [SampledNode] = []
    var values: [Float] = []
    var pots: [SampledPot] = []
    var widest = 1
    var widths: Set<UInt8> = []
    var depth = 0
    var lanes = 0

    init(_ tree: BettingTree) {
      self.tree = tree
      var below = Array(repeating: 0, count: tree.nodes.count)
      for (index, node) in tree.nodes.enumerated() {
        nodes.append(
          SampledNode(kind: .decision, player: node.player, street: node.street, actions: node.childCount, first: node.firstChild, row: 0))
        if node.parent >= 0 { below[index] = below[Int(node.parent)] }
        if node.kind == .decision {
          below[index] += 1
          widest = max(widest, Int(node.childCount))
          widths.insert(UInt8(node.childCount))
          depth = max(depth, below[index])
        }
      }
      addFoldsAndPairs()
      if tree.players > 2 { addShowdowns(0, BettingState(tree.rules)) }
    }

    /// Every decision gets its block of the tables, street by street. A deal node then stands for the decision behind it, so that a walk never meets it.
    mutating func placeRows(_ buckets: [Int]) {
      for street in tree.rules.streets.indices {
        for index in tree.nodes.indices where tree.nodes[index].kind == .decision && Int(tree.nodes[index].street) == street {
          nodes[index].row = lanes
          lanes += buckets[street] * SampledLayout.lanes(actions: Int(tree.nodes[index].childCount))
        }
      }
      for index in tree.nodes.indices.reversed() where tree.nodes[index].kind == .deal { nodes[index] = nodes[Int(tree.nodes[index].firstChild)] }
    }

    private func chips(_ units: Double) -> Float { Float(units / Double(tree.rules.unitsPerChip)) }

    private mutating func addFoldsAndPairs() {
      for (index, node) in tree.nodes.enumerated() {
        switch node.kind {
        case .decision, .deal: continue
        case .fold:
          nodes[index].kind = .fold
          nodes[index].first = Int32(values.count)
          for seat in 0..<tree.players { values.append(chips(tree.payoff(index, seat: seat).win)) }
        case .showdown:
          nodes[index].kind = .showdown
          guard tree.players == 2 else { continue }
          nodes[index].first = Int32(values.count)
          for seat in 0..<2 {
            let payoff = tree.payoff(index, seat: seat)
            values += [chips(payoff.win), chips(payoff.tie), chips(payoff.lose)]
          }
        }
      }
    }

    /// The showdowns below a node, each with its pots: the hand is played again, as the tree only keeps what two players win.
    private mutating func addShowdowns(_ index: Int, _ state: BettingState) {
      let rules = tree.rules, node = tree.nodes[index]
      switch node.kind {
      case .fold: return
      case .deal: addShowdowns(Int(node.firstChild), state.dealing(rules))
      case .showdown: addPots(index, state.checkedDown(rules))
      case .decision:
        for child in node.children {
          let action: Action
          switch tree.nodes[child].move {
          case .none: continue
          case .fold: action = .fold
          case .check, .call: action = .call
          case .bet, .raise: action = .raise(to: tree.nodes[child].amount)
          }
          addShowdowns(child, state.applying(action, rules))
        }
      }
    }

    private mutating func addPots(_ index: Int, _ end: BettingState) {
      let rules = tree.rules
      let all = end.pots(rules)
      let total = all.reduce(0) { $0 + $1.amount }
      let rake = rules.rake.taken(fromPot: total, sawFlop: rules.boardCards(onStreet: rules.streets.count - 1) > 0)
      let uncalled = end.uncalledBet(rules)
      nodes[index].first = Int32(values.count)
      nodes[index].row = pots.count | all.count << 56
      for seat in 0..<tree.players { values.append(chips(Double(-end.contributed[seat] + (seat == uncalled.seat ? uncalled.amount : 0)))) }
      for pot in all {
        let net = Double(pot.amount) - rake * Double(pot.amount) / Double(total)
        pots.append(SampledPot(amount: chips(net), eligible: pot.eligible.reduce(0) { $0 | 1 << UInt32($1) }))
      }
    }
  }
}

extension SampledMove {
  fileprivate init(_ node: BettingNode) {
    switch node.move {
    case .fold: self = .fold
    case .none, .check, .call: self = .checkOrCall
    case .bet, .raise: self = .betOrRaise
    }
  }
}
