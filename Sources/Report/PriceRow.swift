import Abstraction
import CFR
import Game

/// What one street of a game costs.
public struct PriceRow: Hashable, Sendable {
  public var street: String
  /// Distinct boards, up to suits.
  public var boards: Int
  /// Decisions of the betting tree on this street.
  public var decisions: Int
  /// Actions at all of these together.
  public var actions: Int
  /// The most hands that each player can hold on a board.
  public var hands: [Int]
  /// Regrets and strategies of the street, on all its boards.
  public var bytes: Int

  public init(street: String, boards: Int, decisions: Int, actions: Int, hands: [Int], bytes: Int) {
    self.street = street
    self.boards = boards
    self.decisions = decisions
    self.actions = actions
    self.hands = hands
    self.bytes = bytes
  }

  /// A street of a game, counted.
  ///
  /// - Parameters:
  ///   - street: index of the street in the tree's rules.
  ///   - bytes: what its tables take.
  public init(street: Int, of tree: BettingTree, game: VectorGame, bytes: Int) {
    let boards = game.levelStart[street]..<game.levelStart[street + 1]
    self.init(
      street: tree.rules.streets[street].name, boards: boards.count, decisions: tree.count(.decision, street: street),
      actions: tree.nodes.reduce(0) { $0 + ($1.kind == .decision && Int($1.street) == street ? Int($1.childCount) : 0) },
      hands: (0..<2).map { player in boards.reduce(0) { max($0, Int(game.boards[$1].hands(player).count)) } }, bytes: bytes)
  }
}
