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
    /// Expected chips from here on (see `paid`), of the hand and of each action, and the share of the pot that it wins if no more bets are made; nil
    /// where they were not worked out, or where the hand meets no opposing hand.
    public var value: Double?
    public var actionValues: [Double]?
    public var equity: Double?
  }

  public let tree: BettingTree
  public let place: PublicPlace
  /// The range's expected chips from here on and its equity, where they were worked out.
  public private(set) var value: Double?
  public private(set) var equity: Double?
  /// The hands that the player to act began with and the board leaves, the highest cards first.
  public private(set) var hands: [Hand]
  /// The actions, in the tree's order, with what the whole range does.
  public private(set) var actions: [NodeAction]

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
  /// The view with what hands and actions are worth.
  ///
  /// EVs are counted from the decision on: folding is worth 0. With a utility they are counted from the root, in its unit.
  public func valued(_ values: DecisionValues, hands root: PrivateHands) -> NodeView {
    var view = self
    let paid = tree.hasUtility ? 0 : tree.paid(by: player, at: place.node)
    func worth(_ x: Double) -> Double? { x.isFinite ? x + paid : nil }
    var index: [CardSet: Int] = [:]
    for (i, hand) in values.hands[player].enumerated() { index[root.cards[hand]] = i }
    for h in view.hands.indices {
      guard let i = index[view.hands[h].cards], let value = worth(values.values[player][i]) else { continue }
      view.hands[h].value = value
      view.hands[h].actionValues = values.actionValues.compactMap { worth($0[i]) }
      view.hands[h].equity = values.equities[player][i]
    }
    for action in view.actions.indices { view.actions[action].value = values.mean(values.actionValues[action], choosing: action).flatMap(worth) }
    view.value = values.mean(values.values[player], player).flatMap(worth)
    view.equity = values.mean(values.equities[player], player)
    return view
  }

  /// The seat to act.
  public var player: Int { Int(tree.nodes[place.node].player) }

  /// The board on the table.
  public var board: [Card] { place.board(root: tree.rules.board) }

  /// Hands that come here, in combos: the sum of their reach.
  public var combos: Double { hands.reduce(0) { $0 + $1.reach } }

  /// What calling costs, in units; 0 where checking is free.
  var toCall: Chips { NodeAction.priceToCall(place.node, of: tree) }

  /// Decimals of EVs.
  var valuePlaces: Int { tree.hasUtility ? 4 : chipPlaces(pot: tree.startingPot) }

  /// `412.5 combos`.
  func combosText(_ count: Double) -> String { "\(decimalText(count, places: 1)) \(tree.rules.handNoun)s" }

  /// Where we are, in as many lines as the width asks for: the line, the board, who acts, the pot, what is to call, who comes here.
  func title(style: TextStyle, width: Int) -> [String] {
    let line = tree.line(place.node, dealt: place.dealt)
    let parts = [
      line.isEmpty ? "root" : line, board.isEmpty ? "" : "board \(board.map(\.description).joined())",
      "\(tree.seatTitle(player)) to act", "pot \(tree.chipText(tree.nodes[place.node].pot))", "to call \(tree.chipText(toCall))",
      combosText(combos), value.map { "EV \(decimalText($0, places: valuePlaces))" } ?? "", equity.map { "equity \(percentText($0))" } ?? "",
    ]
    return flow(parts, width: width).map(style.bold)
  }
}
