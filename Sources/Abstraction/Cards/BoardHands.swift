import Cards

/// The hands of a canonical board that differ in more than suits: each once, with how many deals it stands for.
///
/// The renamings of suits that leave the board as it is map its hands onto each other. Of each such orbit the combo with the lowest index is
/// taken. Every hand of the street belongs to exactly one canonical board.
public struct BoardHands {
  /// A hand, by combo index; its number; and how many deals it stands for: 1 to 24.
  public struct Hand {
    public var combo: Int
    public var number: Int
    public var deals: Int
  }

  public let board: CardSet
  public private(set) var hands: [Hand] = []

  /// - Parameter boards: the indexer of boards alone: one round of the street's board cards.
  public init(_ index: Int, boards: HandIndexer, numbering: HandNumbering) {
    self.init(board: CardSet(boards.unindex(index, round: 0)), numbering: numbering)
  }

  /// The hands before the flop, or those of any one board.
  public init(board: CardSet, numbering: HandNumbering) {
    self.board = board
    let symmetry = SuitPermutation.all.filter { $0(board) == board }
    let key = numbering.board(board)
    hands.reserveCapacity(Combo.count)
    for index in 0..<Combo.count {
      let combo = Combo(index: index)
      guard combo.cards.isDisjoint(with: board) else { continue }
      var fixing = 1
      if symmetry.count > 1 {
        fixing = 0
        var isLowest = true
        for permutation in symmetry {
          let image = permutation(combo).index
          if image < index { isLowest = false; break }
          if image == index { fixing += 1 }
        }
        if !isLowest { continue }
      }
      hands.append(Hand(combo: index, number: numbering.number(hole: combo.cards, on: key), deals: SuitPermutation.all.count / fixing))
    }
  }
}
