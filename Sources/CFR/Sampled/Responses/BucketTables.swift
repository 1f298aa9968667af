import Abstraction
import Cards

/// The tables of a traversal in which each hand plays what its bucket plays: a block is filled when a pass comes to it, so that strategies of
/// real cards never exist for more than one board a street.
final class BucketTables: BlockSource {
  typealias Number = Float

  /// Some strategies, and how they see cards.
  struct Side {
    let policy: AveragePolicy
    let cards: CardLookup
  }

  /// A side's strategies with the bucket of each hand, by its place in the hand arrays of the game; -1 where nobody acts.
  private struct Player {
    let policy: AveragePolicy
    let buckets: UnsafeMutablePointer<Int32>
  }

  private let responder: Player
  private let opponent: Player
  /// One block a street.
  private let rooms: [UnsafeMutablePointer<Float>]

  /// - Parameters:
  ///   - side: what both players play.
  ///   - responder: what the player of a pass plays, if it is another.
  init(_ side: Side, responder: Side? = nil, _ game: VectorGame) {
    opponent = Self.player(side, game)
    self.responder = responder.map { Self.player($0, game) } ?? opponent
    rooms = (0...game.lastLevel).map { level in
      var most = 0
      for board in game.levelStart[level]..<game.levelStart[level + 1] {
        for forest in game.forests where Int(forest.level) == level {
          most = max(most, (0..<2).reduce(0) { $0 + Int(forest.actions[$1]) * Int(game.boards[board].hands($1).stride) })
        }
      }
      let room = UnsafeMutablePointer<Float>.allocate(capacity: max(1, most))
      room.initialize(repeating: 0, count: max(1, most))
      return room
    }
  }

  deinit {
    if responder.buckets != opponent.buckets { responder.buckets.deallocate() }
    opponent.buckets.deallocate()
    for room in rooms { room.deallocate() }
  }

  private static func player(_ side: Side, _ game: VectorGame) -> Player {
    let buckets = UnsafeMutablePointer<Int32>.allocate(capacity: game.card0.count)
    buckets.initialize(repeating: -1, count: game.card0.count)
    for index in game.boards.indices where Int(game.boards[index].level) < side.policy.game.streetsWithDecisions {
      lookUp(game, board: index, side.cards, into: buckets)
    }
    return Player(policy: side.policy, buckets: buckets)
  }

  /// The boards before this one have been looked up: with perfect recall a row is one of the row on the street before.
  private static func lookUp(_ game: VectorGame, board index: Int, _ cards: CardLookup, into rows: UnsafeMutablePointer<Int32>) {
    let board = game.boards[index], street = Int(board.level)
    let numbering = cards.board(street: street, CardSet(rawValue: board.cards))
    let masks = (0..<2).map { game.masks($0, board: index) }
    for player in 0..<2 {
      let hands = board.hands(player), offset = hands.offset
      if player == 1, masks[0] == masks[1] {
        // Where both can hold every hand of the deck, their hands lie in the same order.
        (rows + offset).update(from: rows + board.hands0.offset, count: Int(hands.count))
        continue
      }
      let before = street > 0 ? rows + game.boards[Int(board.parent)].hands(player).offset : nil
      // Numbers first and buckets then, so that the waits for a large table overlap.
      let numbers = masks[player].map { cards.number(street: street, hole: $0, on: numbering) }
      for (h, number) in numbers.enumerated() {
        let row = cards.row(
          street: street, bucket: cards.bucket(street: street, number: number),
          after: before.map { Int($0[Int(game.parentHand[hands.memberOffset + h])]) } ?? 0)
        rows[offset + h] = Int32(truncatingIfNeeded: row)
      }
    }
  }

  func take(_ game: VectorGame, player: Int, forest: Forest, board index: Int) -> TableBlock<Float> {
    let board = game.boards[index]
    let opposing = rooms[Int(forest.level)]
    let own = opposing + Int(forest.actions[1 - player]) * Int(board.hands(1 - player).stride)
    for i in 0..<Int(forest.nodeCount) {
      let node = game.nodes[Int(forest.firstNode) + i]
      guard node.kind == .decision else { continue }
      let hands = board.hands(Int(node.player)), width = Int(hands.stride)
      let isOwn = Int(node.player) == player, side = isOwn ? responder : opponent
      side.policy.fill(
        side.policy.game.nodes[Int(node.treeNode)], buckets: side.buckets + hands.offset, count: Int(hands.count),
        rows: (isOwn ? own : opposing) + Int(node.row) * width, width: width)
    }
    // An evaluation reads averages only and writes nothing.
    let mine = TableSection(own, decisions: Int(forest.decisions[player])), theirs = TableSection(opposing, decisions: Int(forest.decisions[1 - player]))
    return TableBlock(
      regret: mine, regretOut: mine, instant: nil, instantOut: nil, average: theirs, averageOut: theirs, opponentRegret: theirs, opponentInstant: nil,
      ownAverage: mine)
  }
}
