import Abstraction
import Cards

/// A decision of the betting tree on a definite board.
public struct PublicPlace: Hashable, Sendable {
  /// The node of the betting tree.
  public let node: Int
  /// The cards dealt on each street below the root, in order.
  public let dealt: [[Card]]

  public init(node: Int, dealt: [[Card]]) {
    self.node = node
    self.dealt = dealt
  }

  /// Reads a line such as `x-b120-c/Qc/x`.
  public init(_ line: String, in tree: BettingTree) throws(AbstractionError) {
    let found = try tree.find(line)
    self.init(node: found.node, dealt: found.dealt)
  }

  /// The board at the place, given the root's.
  public func board(root: [Card]) -> [Card] { root + dealt.joined() }
}

/// The acting player's average strategy at a place.
public struct NodeStrategy: Sendable {
  /// The seat to act.
  public let player: Int
  /// The nodes that the actions lead to, in the tree's order.
  public let children: [Int]
  /// For each root hand, the probability of each action; nil for a hand that the board blocks.
  public let probabilities: [[Double]?]
  /// For each root hand, the product of its own probabilities on the way here, times its weight in the range.
  public let reach: [Double]
}
