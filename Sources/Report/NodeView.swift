import Abstraction
import CFR
import Cards
import Game

/// One decision as reports see it: the place, and the acting player's hands with their strategy and their reach.
public struct NodeView: Sendable {
  /// One private hand that the board leaves.
  public struct Hand: Hashable, Sendable {
    public let cards: CardSet
    /// The hand's own probability of coming here, times its weight in the range.
    public let reach: Double
    /// The probability of each action, in the tree's order.
    public let probabilities: [Double]
  }

  public let tree: BettingTree
  public let place: PublicPlace
  /// The hands that the player to act began with and the board leaves, the highest cards first.
  public let hands: [Hand]
  /// The actions, in the tree's order, with what the whole range does.
  public let actions: [NodeAction]

  /// - Parameters:
  ///   - place: a decision of the tree.
  ///   - hands: the root hands of the player to act.
  ///   - reach: of each of them, at least 0.
  ///   - probabilities: for each of them, one number an action; nil for a hand that the board blocks.
  public init(tree: BettingTree, place: PublicPlace, hands: [CardSet], reach: [Double], probabilities: [[Double]?]) {
    precondition(tree.nodes.indices.contains(place.node) && tree.nodes[place.node].kind == .decision, "a view is of a decision")
    precondition(hands.count == reach.count && hands.count == probabilities.count, "one reach and one strategy a hand")
    let count = tree.nodes[place.node].children.count
    var views: [Hand] = []
    for (i, cards) in hands.enumerated() {
      guard let row = probabilities[i] else { continue }
      precondition(row.count == count, "one probability an action")
      views.append(Hand(cards: cards, reach: reach[i], probabilities: row))
    }
    views.sort { Array($0.cards.reversed()).lexicographicallyPrecedes(Array($1.cards.reversed()), by: >) }
    self.tree = tree
    self.place = place
    self.hands = views
    actions = NodeAction.all(at: place.node, of: tree, hands: views)
  }

  /// A strategy that was asked of a solver.
  ///
  /// - Parameter hands: the root hands of the player to act, which `strategy` has one entry each for.
  public init(_ strategy: NodeStrategy, tree: BettingTree, place: PublicPlace, hands: PrivateHands) {
    self.init(tree: tree, place: place, hands: hands.cards, reach: strategy.reach, probabilities: strategy.probabilities)
  }

  /// What a solver's average strategy does at a place.
  ///
  /// - Throws: `CFRError.query` where nobody acts, or the cards cannot be dealt.
  public init(_ solver: VectorSolver, at place: PublicPlace) throws(CFRError) {
    let strategy = try solver.strategy(at: place)
    self.init(strategy, tree: solver.tree, place: place, hands: solver.hands[strategy.player])
  }
}

extension NodeView {
  /// The seat to act.
  public var player: Int { Int(tree.nodes[place.node].player) }

  /// The board on the table.
  public var board: [Card] { place.board(root: tree.rules.board) }

  /// Hands that come here, in combos: the sum of their reach.
  public var combos: Double { hands.reduce(0) { $0 + $1.reach } }

  /// What calling costs, in units; 0 where checking is free.
  var toCall: Chips { NodeAction.priceToCall(place.node, of: tree) }

  /// `412.5 combos`.
  func combosText(_ count: Double) -> String { "\(decimalText(count, places: 1)) \(tree.rules.handNoun)s" }

  /// Where we are, in as many lines as the width asks for: the line, the board, who acts, the pot, what is to call, who comes here.
  func title(style: TextStyle, width: Int) -> [String] {
    let line = tree.line(place.node, dealt: place.dealt)
    let parts = [
      line.isEmpty ? "root" : line, board.isEmpty ? "" : "board \(board.map(\.description).joined())",
      "\(tree.seatTitle(player)) to act", "pot \(tree.chipText(tree.nodes[place.node].pot))", "to call \(tree.chipText(toCall))",
      combosText(combos),
    ]
    return flow(parts, width: width).map(style.bold)
  }
}
