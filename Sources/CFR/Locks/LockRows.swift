import Abstraction
import Cards

/// A hand that is locked at a decision on a board.
struct LockedHand: BitwiseCopyable, Sendable {
  /// Its place in the board's order.
  var hand: Int32
  /// Start of its mix in `VectorGame.lockMixes`.
  var mix: Int32
}

/// The locked hands of one decision on one board: a run of `VectorGame.lockedHands`.
struct LockRun: BitwiseCopyable, Sendable {
  var start: Int32 = 0
  var count: Int32 = 0
}

/// The locked hands of all locked decisions on all boards, as the traversal reads them.
struct LockRows {
  private(set) var hands: [LockedHand] = []
  /// For each locked decision, one run for every board of its street.
  private(set) var runs: [LockRun] = []
  /// For each locked decision of the tree: the run of its street's first board.
  private(set) var firstRun: [(node: Int, run: Int32)] = []

  init(_ table: LockTable, tree: BettingTree, runouts: RunoutTree, boards: [RunoutBoard]) {
    for node in table.nodes {
      let level = Int(tree.nodes[node].street), player = Int(tree.nodes[node].player)
      guard level < runouts.levels else { continue }
      firstRun.append((node, Int32(runs.count)))
      for board in runouts.levelStart[level]..<runouts.levelStart[level + 1] {
        var run = LockRun(start: Int32(hands.count))
        if let rows = table.rows(node, dealt: Self.dealt(board, boards)) {
          let block = boards[board].hands(player)
          for i in 0..<Int(block.count) {
            guard let mix = rows[runouts.cards(block.offset + i).rawValue] else { continue }
            hands.append(LockedHand(hand: Int32(i), mix: mix))
          }
        }
        run.count = Int32(hands.count) - run.start
        runs.append(run)
      }
    }
  }

  /// The cards dealt on each street on the way to a board.
  private static func dealt(_ index: Int, _ boards: [RunoutBoard]) -> [CardSet] {
    var dealt: [CardSet] = []
    var board = boards[index]
    while board.parent >= 0 {
      let above = boards[Int(board.parent)]
      dealt.insert(CardSet(rawValue: board.cards & ~above.cards), at: 0)
      board = above
    }
    return dealt
  }
}

/// What is locked at the decision that a traversal is at.
struct LockView {
  let hands: UnsafeBufferPointer<LockedHand>
  let mixes: UnsafePointer<Double>
}

extension VectorGame {
  /// The locked hands of a decision on a board; the node has a lock.
  @inline(__always)
  func locked(_ node: ForestNode, level: Int, board: Int) -> LockView {
    let run = lockRuns[Int(node.lock) + board - levelStart[level]]
    return LockView(hands: UnsafeBufferPointer(start: lockedHands.base + Int(run.start), count: Int(run.count)), mixes: lockMixes.base)
  }
}
