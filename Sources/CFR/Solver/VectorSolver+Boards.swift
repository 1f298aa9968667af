import Cards

extension VectorSolver {
  /// Every board of a street that was solved, with the way to it: indices of boards by level, and the cards dealt on each street.
  public func representativeBoards(street: Int) -> [(path: [Int], dealt: [[Card]])] {
    var found: [(path: [Int], dealt: [[Card]])] = [([0], [])]
    for _ in 0..<street {
      found = found.flatMap { entry in
        let board = game.boards[entry.path[entry.path.count - 1]]
        return board.children.map { child in
          let cards = CardSet(rawValue: game.boards[child].cards & ~board.cards)
          return (entry.path + [child], entry.dealt + [Array(cards)])
        }
      }
    }
    return found
  }

  /// Every deal of a street, the representatives' likenesses included.
  public func deals(street: Int) -> [[[Card]]] {
    let rules = tree.rules
    var found: [(dealt: [[Card]], dead: CardSet)] = [([], CardSet(rules.board))]
    for level in 0..<street {
      found = found.flatMap { entry in
        rules.deck.cards.subtracting(entry.dead).subsets(of: rules.streets[level + 1].boardCards).map {
          (entry.dealt + [Array($0)], entry.dead.union($0))
        }
      }
    }
    return found.map(\.dealt)
  }

  /// The cards of a player's hands on a board, in that board's order.
  public func hands(_ player: Int, board: Int) -> [CardSet] { game.masks(player, board: board) }
}
