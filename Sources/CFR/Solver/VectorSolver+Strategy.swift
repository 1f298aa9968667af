import Abstraction
import Cards

extension VectorSolver {
  /// The average strategy of the acting player at a place.
  public func strategy(at place: PublicPlace) throws(CFRError) -> NodeStrategy {
    guard tree.nodes[place.node].kind == .decision else {
      let what = tree.nodes[place.node].kind == .deal ? "a card is dealt there: name it" : "the hand is over there"
      throw .query("line \"\(tree.line(place.node))\": no player acts; \(what)")
    }
    guard place.dealt.count == Int(tree.nodes[place.node].street), let path = BoardPath(place.dealt, in: game, symmetry: symmetry) else {
      throw .query("line \"\(tree.line(place.node))\": the cards cannot be dealt")
    }
    let player = Int(tree.nodes[place.node].player)
    let mixed = averageStrategy(place.node, player, path)
    var reach = hands[player].weights
    var below = place.node
    while below > 0 {
      let node = Int(tree.nodes[below].parent)
      if tree.nodes[node].kind == .decision, Int(tree.nodes[node].player) == player {
        let action = below - Int(tree.nodes[node].firstChild)
        let earlier = averageStrategy(node, player, path)
        for h in reach.indices { reach[h] *= earlier[h]?[action] ?? 0 }
      }
      below = node
    }
    for h in reach.indices where mixed[h] == nil { reach[h] = 0 }
    return NodeStrategy(player: player, children: Array(tree.nodes[place.node].children), probabilities: mixed, reach: reach)
  }

  /// For each root hand: its probabilities at a node on the way, or nil if the board there blocks it.
  private func averageStrategy(_ node: Int, _ player: Int, _ path: BoardPath) -> [[Double]?] {
    let board = path.boards[Int(tree.nodes[node].street)]
    var place: [UInt64: Int] = [:]
    for (i, mask) in game.masks(player, board: board).enumerated() { place[mask.rawValue] = i }
    let rows = averageRows(node, path)
    return hands[player].cards.map { cards in
      guard let i = place[path.toRepresentative(cards).rawValue] else { return nil }
      let sums = rows.map { $0[i] }
      let total = sums.reduce(0, +)
      return total > 0 ? sums.map { $0 / total } : sums.map { _ in 1 / Double(sums.count) }
    }
  }
}
