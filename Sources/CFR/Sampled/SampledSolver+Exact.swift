import Abstraction
import Cards

extension SampledSolver {
  /// Makes the average strategies those of a vector solve of the same tree, whose evaluation is then that of real cards: each hand plays
  /// what its bucket plays.
  public func copyAverages(to solver: VectorSolver, cards: CardLookup) {
    precondition(solver.tree.nodes.count == tree.nodes.count, "a vector solve of the same tree")
    for street in 0..<solver.game.levelStart.count - 1 {
      let decisions = tree.nodes.indices.filter { tree.nodes[$0].kind == .decision && Int(tree.nodes[$0].street) == street }
      guard !decisions.isEmpty else { continue }
      for (boards, dealt) in solver.representativeBoards(street: street) {
        let board = tree.rules.board + dealt.joined()
        let buckets = (0..<2).map { player in
          solver.hands(player, board: boards[boards.count - 1]).map { cards.row(street: street, hole: $0, dealt: board) }
        }
        for node in decisions {
          var known: [Int: [Double]] = [:]
          var rows = Array(repeating: [Double](), count: Int(tree.nodes[node].childCount))
          for bucket in buckets[Int(tree.nodes[node].player)] {
            let strategy = known[bucket] ?? averageStrategy(node, bucket: bucket)
            known[bucket] = strategy
            for a in rows.indices { rows[a].append(strategy[a]) }
          }
          solver.setAverage(node, boards: boards, rows)
        }
      }
    }
  }
}
