import Cards

/// Works out the features of a street's hands, board by board. A task is a range of canonical boards; it sets the features of exactly the hands
/// that belong to them.
///
/// River hands come from a sweep of the board, turn hands from sweeps of the 48 boards that follow. Hands before that are means over the hands
/// of the next street that they may become, all of which are known by then.
public struct FeaturePass: ~Copyable {
  let boards: HandIndexer?
  let numbering: HandNumbering
  let nextNumbering: HandNumbering?
  private var sweep = RiverSweep()
  private let sums: UnsafeMutablePointer<UInt32>

  /// The largest number of a 16-bit share.
  public static let one = 65535

  /// - Parameter boardCards: of the street: 0, 3, 4 or 5.
  public init(boardCards: Int) {
    boards = boardCards > 0 ? HandIndexer(cardsPerRound: [boardCards]) : nil
    numbering = HandNumbering(holdemBoardCards: boardCards)
    nextNumbering = boardCards < 4 ? HandNumbering(holdemBoardCards: boardCards == 0 ? 3 : boardCards + 1) : nil
    sums = .allocate(capacity: Combo.count)
    sums.initialize(repeating: 0, count: Combo.count)
  }

  /// Hands of the street, and of the next one where it is needed.
  public var handCount: Int { numbering.count }
  public var nextHandCount: Int { nextNumbering?.count ?? 0 }

  deinit { sums.deallocate() }

  /// Canonical boards of a street with so many board cards.
  public static func boardCount(_ boardCards: Int) -> Int {
    boardCards == 0 ? 1 : HandIndexer(cardsPerRound: [boardCards]).size(round: 0)
  }

  /// - Parameters:
  ///   - range: canonical boards.
  ///   - features: of the street, of which those of the boards' hands are set.
  ///   - next: of the next street; nil for the turn and the river.
  public mutating func run(_ range: Range<Int>, into features: HandFeatures, next: HandFeatures?) {
    for index in range {
      let hands = boards.map { BoardHands(index, boards: $0, numbering: numbering) } ?? BoardHands(board: CardSet(), numbering: numbering)
      for hand in hands.hands { features.deals[hand.number] = UInt8(hand.deals) }
      switch (hands.board.count, next) {
      case (5, _): river(hands, features)
      case (4, _): turn(hands, features)
      case (_, let next?): early(hands, features, next)
      default: preconditionFailure("before the turn the next street's features are needed")
      }
    }
  }

  private mutating func river(_ hands: BoardHands, _ features: HandFeatures) {
    sweep.run(hands.board)
    for hand in hands.hands { features.equity[hand.number] = share(Int(sweep.points[hand.combo]), of: RiverSweep.mostPoints) }
  }

  private mutating func turn(_ hands: BoardHands, _ features: HandFeatures) {
    sums.update(repeating: 0, count: Combo.count)
    for card in CardSet.fullDeck.subtracting(hands.board) {
      sweep.run(hands.board.inserting(card))
      for key in 0..<RiverSweep.hands {
        let combo = Int(sweep.order[key] & 0xFFFF)
        sums[combo] += UInt32(sweep.points[combo])
      }
    }
    for hand in hands.hands { features.equity[hand.number] = share(Int(sums[hand.combo]), of: RiverSweep.mostPoints * 46) }
  }

  private func early(_ hands: BoardHands, _ features: HandFeatures, _ next: HandFeatures) {
    guard let nextNumbering else { return }
    let left = CardSet.fullDeck.subtracting(hands.board)
    let runs = HandNumbering.subsets(of: left, count: hands.board.isEmpty ? 3 : 1).map { (cards: $0, board: nextNumbering.board($0.union(hands.board))) }
    for hand in hands.hands {
      let hole = Combo(index: hand.combo).cards
      var sum = 0, count = 0
      for run in runs where run.cards.isDisjoint(with: hole) {
        sum += Int(next.equity[nextNumbering.number(hole: hole, on: run.board)])
        count += 1
      }
      features.equity[hand.number] = share(sum, of: Self.one * count)
    }
  }

  /// A share of 16 bits, rounded.
  private func share(_ part: Int, of whole: Int) -> UInt16 { UInt16((2 * part * Self.one + whole) / (2 * whole)) }
}
