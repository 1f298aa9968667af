import Abstraction
import CFR

/// What a solve will cost, known before any table is made.
public struct SolvePrice: Sendable {
  /// One street's share.
  public struct Street: Sendable {
    public var name: String
    /// Distinct boards, up to suits.
    public var boards: Int
    /// Decision nodes of the betting tree, and actions at them.
    public var decisions: Int
    public var actions: Int
    /// Folds and showdowns of the betting tree.
    public var terminals: Int
    /// The most hands of each player on a board.
    public var hands: [Int]
    /// Bytes of regrets and strategies.
    public var bytes: Int
  }

  public var streets: [Street]
  /// How tables are kept.
  public var storage: TableStorage
  /// Bytes of the tables with their gaps.
  public var tableBytes: Int
  /// Bytes of everything: boards, hand orders, all-in matrices, tables.
  public var totalBytes: Int
  /// Tasks of a pass; 0 where everything is done in the coordinator.
  public var tasks: Int
  /// Cells (action x hand x board) of both players: each is read and written once an iteration or more.
  public var cells: Int

  /// - Parameter furtherBytes: what the solve will hold besides its layout.
  public init(_ tree: BettingTree, _ game: VectorGame, _ layout: VectorLayout, furtherBytes: Int = 0) {
    storage = layout.storage
    tableBytes = layout.tableBytes
    totalBytes = layout.byteCount + furtherBytes
    tasks = game.tasks.count
    cells = 0
    streets = []
    for (level, street) in tree.rules.streets.prefix(game.levelStart.count - 1).enumerated() {
      let boards = game.levelStart[level]..<game.levelStart[level + 1]
      let forests = game.forests.filter { Int($0.level) == level }
      var cells = 0, scales = 0
      var hands = [0, 0]
      for board in boards {
        for player in 0..<2 {
          let block = game.boards[board].hands(player)
          hands[player] = max(hands[player], Int(block.count))
          for forest in forests {
            cells += Int(forest.actions[player]) * Int(block.stride)
            scales += game.scaleNumbers(player, forest)
          }
        }
      }
      self.cells += cells
      let nodes = tree.nodes.filter { Int($0.street) == level }
      streets.append(
        Street(
          name: street.name, boards: boards.count, decisions: nodes.count { $0.kind == .decision },
          actions: nodes.reduce(0) { $0 + ($1.kind == .decision ? Int($1.childCount) : 0) },
          terminals: nodes.count { $0.kind == .fold || $0.kind == .showdown }, hands: hands,
          bytes: (cells + scales) * layout.storage.bytes * (game.predicts ? 3 : 2)))
    }
  }

  /// The street with the most bytes.
  public var largestStreet: String { streets.max { $0.bytes < $1.bytes }?.name ?? "tree" }
}
