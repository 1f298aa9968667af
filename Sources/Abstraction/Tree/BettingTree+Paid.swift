import Game

extension BettingTree {
  /// What a seat has put in on the way to a node, blinds and antes included, in chips.
  public func paid(by seat: Int, at node: Int) -> Double {
    var paid = BettingState(rules).contributed[seat], node = node
    while nodes[node].parent >= 0 {
      let parent = Int(nodes[node].parent)
      if nodes[parent].kind == .decision, Int(nodes[parent].player) == seat { paid += nodes[node].pot - nodes[parent].pot }
      node = parent
    }
    return Double(paid) / Double(rules.unitsPerChip)
  }

  /// The seats that have folded on the way to a node.
  func folded(at node: Int) -> Set<Int> {
    var seats: Set<Int> = [], node = node
    while nodes[node].parent >= 0 {
      let parent = Int(nodes[node].parent)
      if nodes[node].move == .fold { seats.insert(Int(nodes[parent].player)) }
      node = parent
    }
    return seats
  }
}
