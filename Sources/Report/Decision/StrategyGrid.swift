import Cards

/// The strategy of a decision by class of starting hand, 13 by 13: pairs on the diagonal from AA to 22, suited hands above it, offsuit below. Of
/// games with one hole card it is a list of the hands instead.
///
/// In colours a cell is a bar of its actions, dimmed by the share of the class that comes here. In plain text it is the most frequent action's
/// letter and frequency in tens: `AKs b8`. A class is blank where it holds less than 1/1,000 of what the fullest class does.
public struct StrategyGrid: Sendable {
  /// A class of hands; each combo counts by its reach.
  public struct Cell: Hashable, Sendable {
    public let handClass: HandClass
    /// Combos of the class that come here: the sum of their reach.
    public let combos: Double
    /// The same, as a share of the combos that the board leaves, from 0 to 1.
    public let share: Double
    /// The probability of each action, in the tree's order.
    public let frequencies: [Double]
  }

  public let view: NodeView
  /// By `HandClass.index`; nil for a class that is blank. Empty for games with one hole card.
  public let cells: [Cell?]

  public init(_ view: NodeView) {
    self.view = view
    guard view.tree.rules.holeCards == 2 else {
      cells = []
      return
    }
    var members = Array(repeating: [NodeView.Hand](), count: HandClass.count)
    for hand in view.hands {
      let cards = Array(hand.cards)
      members[HandClass(Combo(cards[0], cards[1])).index].append(hand)
    }
    let possible = view.tree.rules.deck.cards.subtracting(CardSet(view.board))
    let all = HandClass.all.map { Self.cell($0, members[$0.index], possible: possible, actions: view.actions.count) }
    let least = (all.map(\.share).max() ?? 0) / 1000
    cells = all.map { $0.share > 0 && $0.share >= least ? $0 : nil }
  }

  private static func cell(_ handClass: HandClass, _ hands: [NodeView.Hand], possible: CardSet, actions: Int) -> Cell {
    let combos = hands.reduce(0) { $0 + $1.reach }
    let live = handClass.combos.count { $0.cards.isSubset(of: possible) }
    let frequencies = (0..<actions).map { action in
      combos > 0 ? hands.reduce(0) { $0 + $1.reach * $1.probabilities[action] } / combos : 0
    }
    return Cell(handClass: handClass, combos: combos, share: live > 0 ? combos / Double(live) : 0, frequencies: frequencies)
  }
}
