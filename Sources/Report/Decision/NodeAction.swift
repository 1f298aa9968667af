import Abstraction
import Game

/// One action of a decision, and what the whole range does with it.
public struct NodeAction: Hashable, Sendable {
  /// What colours and letters tell apart.
  public enum Kind: Hashable, Sendable {
    case fold
    /// Check or call.
    case passive
    /// A bet or raise that leaves chips behind: the `rank`-th smallest of `count`, from 0.
    case size(rank: Int, of: Int)
    /// A bet or raise of all that can be lost or won.
    case allIn
  }

  public let kind: Kind
  /// As in lines: `x`, `b75`.
  public let label: String
  /// In words: `check`, `raise to 250`, `all-in 900`.
  public let name: String
  /// One character that no other action of the decision has; `+` for sizes beyond the 22nd.
  public let letter: Character
  /// For a bet or raise, the street's total; for a call, what it costs; in units. Nil for a fold and a check.
  public let amount: Chips?
  /// What a bet or raise adds to the call, as a share of the pot after the call.
  public let shareOfPot: Double?
  /// How often the range does it, from 0 to 1; nil where no hand comes here.
  public let frequency: Double?
  /// How many combos of the range do it.
  public let combos: Double
  /// Expected chips from here on of the hands that do it, where they were worked out and there are any.
  public var value: Double?
}

extension NodeAction {
  /// The actions of a decision, in the tree's order.
  static func all(at node: Int, of tree: BettingTree, hands: [NodeView.Hand]) -> [NodeAction] {
    let children = tree.nodes[node].children
    let sizes = children.filter { tree.nodes[$0].isAggressive && !tree.nodes[$0].isAllIn }
    let toCall = priceToCall(node, of: tree)
    let total = hands.reduce(0) { $0 + $1.reach }
    return children.enumerated().map { index, child in
      let entry = tree.nodes[child]
      let combos = hands.reduce(0) { $0 + $1.reach * $1.probabilities[index] }
      let kind: Kind =
        switch entry.move {
        case .fold: .fold
        case .none, .check, .call: .passive
        case .bet, .raise: sizes.firstIndex(of: child).map { .size(rank: $0, of: sizes.count) } ?? .allIn
        }
      let added = entry.pot - tree.nodes[node].pot - toCall
      let potAfterCall = tree.nodes[node].pot + toCall
      return NodeAction(
        kind: kind, label: tree.label(child), name: tree.actionName(child), letter: letter(kind, entry.move),
        amount: entry.isAggressive ? entry.amount : entry.move == .call ? toCall : nil,
        shareOfPot: entry.isAggressive && potAfterCall > 0 ? Double(added) / Double(potAfterCall) : nil,
        frequency: total > 0 ? combos / total : nil, combos: combos)
    }
  }

  /// What calling costs at a decision, in units.
  static func priceToCall(_ node: Int, of tree: BettingTree) -> Chips {
    let call = tree.nodes[node].children.first { [.check, .call].contains(tree.nodes[$0].move) }
    return call.map { tree.nodes[$0].pot - tree.nodes[node].pot } ?? 0
  }

  /// Sizes have a run of letters that skips those of the other actions.
  private static func letter(_ kind: Kind, _ move: BettingNode.Move) -> Character {
    switch kind {
    case .fold: "f"
    case .passive: move == .check ? "x" : "c"
    case .allIn: "a"
    case .size(let rank, _):
      move == .bet ? nth(rank, of: "bdeghijklmnopqrstuvwyz") : nth(rank, of: "rstuvwyzbdeghijklmnopq")
    }
  }

  private static func nth(_ rank: Int, of letters: String) -> Character {
    rank < letters.count ? letters[letters.index(letters.startIndex, offsetBy: rank)] : "+"
  }
}

extension NodeAction {
  /// Fold blue, check and call green, sizes from light to strong red, all-in purple.
  var colour: Colour {
    switch kind {
    case .fold: Colour(66, 118, 190)
    case .passive: Colour(88, 166, 92)
    case .size(let rank, let count):
      Colour(238, 146, 124).mixed(with: Colour(198, 38, 38), count > 1 ? Double(rank) / Double(count - 1) : 0.5)
    case .allIn: Colour(112, 24, 84)
    }
  }
}
