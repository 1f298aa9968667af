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
}
