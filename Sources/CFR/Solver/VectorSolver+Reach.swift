import Abstraction
import Cards

extension VectorSolver {
  /// The probability that play gets to a decision on the root's board, when both play their average strategies.
  ///
  /// - Throws: `CFRError.query` if cards are dealt on the way.
  public func probability(of node: Int) throws(CFRError) -> Double {
    guard tree.nodes[node].street == 0 else { throw .query("line \"\(tree.line(node))\": cards are dealt on the way") }
    var reach = hands.map(\.weights)
    var below = node
    while below > 0 {
      let above = Int(tree.nodes[below].parent)
      let strategy = try strategy(at: PublicPlace(node: above, dealt: []))
      let action = below - Int(tree.nodes[above].firstChild)
      for h in reach[strategy.player].indices { reach[strategy.player][h] *= strategy.probabilities[h]?[action] ?? 0 }
      below = above
    }
    let first = game.boards[0].hands0, second = game.boards[0].hands1
    var total = 0.0
    for i in reach[0].indices where reach[0][i] > 0 {
      for j in reach[1].indices where !game.sharesCard(first.offset + i, second.offset + j) { total += reach[0][i] * reach[1][j] }
    }
    return total / game.pairWeight
  }
}
