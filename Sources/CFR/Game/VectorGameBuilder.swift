import Abstraction
import Cards
import Game

/// Makes the image of a game from its betting tree and both players' hands.
public struct VectorGameBuilder {
  /// The betting tree that was given.
  public let tree: BettingTree
  /// Both players' hands at the root.
  public let hands: [PrivateHands]
  /// The suit permutations that change neither the root's board nor the ranges nor the locks.
  let symmetry: [SuitPermutation]
  /// Bytes of all-in matrices that were left out of the image.
  public let missingMatrixBytes: Int
  /// The bytes that `VectorGame` reads.
  public private(set) var image: [UInt8] = []

  /// - Parameters:
  ///   - ranges: both players' ranges, out of position first; nil where every hand of the deck is dealt.
  ///   - locks: strategies that are fixed.
  ///   - storage: how tables are kept.
  ///   - predicts: whether tables hold last instantaneous regrets; not with 16 bits.
  ///   - preflop: where `needsPreflopTables` asks for them; a price does without.
  ///   - needsMatrices: false leaves out the all-in matrices, which a price does not need.
  public init(
    tree: BettingTree, ranges: [HandRange]?, locks: [Lock] = [], storage: TableStorage, predicts: Bool, preflop: PreflopTables? = nil,
    needsMatrices: Bool = true
  ) throws(CFRError) {
    let rules = tree.rules
    guard rules.players == 2 else { throw .players(rules.players) }
    precondition(!predicts || storage != .bits16, "16-bit tables hold no predictions")
    self.tree = tree
    let board = CardSet(rules.board)
    let dealt = PrivateHands.dealt(rules, ranges: ranges)
    hands = rules.streets.count == 1 ? dealt.map { $0.sortedByStrength(on: board) } : dealt
    for player in 0..<2 where hands[player].count == 0 { throw .emptyRange(player: rules.seatName(player)) }
    let pairWeight = PrivateHands.pairWeight(hands[0], hands[1])
    guard pairWeight > 0 else { throw .noPossibleDeal }

    let lockTable = try LockTable(locks, tree: tree, hands: hands)
    symmetry = SuitSymmetry(deck: rules.deck.cards, board: board, ranges: ranges ?? []).permutations.filter(lockTable.isUnchanged)
    let isPreflop = Self.needsPreflopTables(tree)
    let runouts = try RunoutTree(rules: rules, hands: hands, symmetry: symmetry, levels: isPreflop ? 1 : rules.streets.count)
    var boards = runouts.boards
    let secondStreet = runouts.levels > 1 ? runouts.levelStart[2] - runouts.levelStart[1] : 0
    var forest = ForestBuilder(tree, groups: TaskPlan.groups(boards: secondStreet))
    let lockRows = LockRows(lockTable, tree: tree, runouts: runouts, boards: boards)
    forest.lock(lockRows)
    let allInLevels = Set(forest.forests.filter { ($0.showdowns[0] > 0) && Int($0.level) < runouts.levels - 1 }.map { Int($0.level) })
    var matrices: AllInMatrices?
    let hasTies = Self.countsTies(tree)
    if let preflop {
      matrices = AllInMatrices(&boards[0], tree: runouts, preflop)
    } else if needsMatrices {
      matrices = AllInMatrices(&boards, tree: runouts, levels: allInLevels, hasTies: hasTies)
    }

    missingMatrixBytes = matrices == nil ? AllInMatrices.byteCount(boards, levels: allInLevels.union(isPreflop ? [0] : []), hasTies: hasTies) : 0

    image = VectorGame.image(
      ForestParts(forest), runouts, boards: boards, weights: hands.map(\.weights), matrix: matrices?.values ?? [], pairWeight: pairWeight,
      predicts: predicts, storage: storage, hasTies: hasTies, locks: lockRows, mixes: lockTable.mixes)
  }

  /// Whether some showdown pays a tie something else than the mean of a win and a loss.
  public static func countsTies(_ tree: BettingTree) -> Bool {
    tree.payoffs.contains { $0.tie != ($0.win + $0.lose) / 2 }
  }

  /// Whether a game of two hole cards starts without a board and all its betting ends before one is dealt.
  public static func needsPreflopTables(_ tree: BettingTree) -> Bool {
    let rules = tree.rules
    return rules.board.isEmpty && rules.holeCards == 2 && rules.streets[0].boardCards == 0 && rules.streets.count > 1
      && rules.boardCards(onStreet: rules.streets.count - 1) == 5 && rules.deck == .standard && tree.nodes.allSatisfy { $0.street == 0 && $0.kind != .deal }
  }
}
