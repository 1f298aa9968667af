import Cards

/// The way from the root's board to a definite board, through the representatives that were solved.
struct BoardPath {
  /// The board of each level, as an index into the game's boards.
  let boards: [Int]
  /// Maps the dealt cards onto the representatives'.
  let toRepresentative: SuitPermutation

  /// - Parameters:
  ///   - dealt: the cards of each street below the root.
  ///   - symmetry: the suit permutations of the root.
  /// - Returns: nil if the cards are no possible deal.
  init?(_ dealt: [[Card]], in game: VectorGame, symmetry: [SuitPermutation]) {
    for permutation in symmetry {
      if let boards = Self.follow(dealt, permutation, game) {
        self.boards = boards
        toRepresentative = permutation
        return
      }
    }
    return nil
  }

  private static func follow(_ dealt: [[Card]], _ permutation: SuitPermutation, _ game: VectorGame) -> [Int]? {
    var path = [0]
    for cards in dealt {
      let board = game.boards[path[path.count - 1]]
      let next = CardSet(rawValue: board.cards).union(permutation(CardSet(cards)))
      guard let child = board.children.first(where: { game.boards[$0].cards == next.rawValue }) else { return nil }
      path.append(child)
    }
    return path
  }
}

extension BoardPath {
  /// For each root hand: the root hand of the representatives' cards that stands for it.
  func places(of hands: PrivateHands) -> [Int] {
    var place: [CardSet: Int] = [:]
    for (i, cards) in hands.cards.enumerated() { place[cards] = i }
    return hands.cards.map { place[toRepresentative($0)]! }
  }
}

extension VectorGame {
  /// For each hand of a player on a board: its cards.
  func masks(_ player: Int, board: Int) -> [CardSet] {
    let block = boards[board].hands(player)
    return (block.offset..<block.offset + Int(block.count)).map { place in
      CardSet(rawValue: 1 << UInt64(card0[place]) | (card1[place] < 52 ? 1 << UInt64(card1[place]) : 0))
    }
  }
}
