import Cards

/// A decision's actions: size, frequency, combos, EV of the hands that take them. With the strategy of single hands below, if asked for.
public struct NodeTable: Sendable {
  /// Which single hands are listed.
  public enum Hands: Hashable, Sendable {
    case none
    /// So many of those that come here, the highest cards first.
    case first(Int)
    /// These; one that is not there is named with the reason.
    case these([CardSet])
  }

  public let view: NodeView
  public let hands: Hands

  public init(_ view: NodeView, hands: Hands = .none) {
    self.view = view
    self.hands = hands
  }

  /// The title, the table of actions, and the hands.
  public func text(style: TextStyle, width: Int) -> String {
    let width = max(width, narrowestWidth)
    var lines = view.title(style: style, width: width) + [""] + actionLines(style, width)
    let (rows, notes) = selected()
    if !rows.isEmpty { lines += [""] + HandRows(view, rows).lines(style: style, width: width) }
    if !notes.isEmpty { lines += [""] + notes.flatMap { wrap($0, width: width) } }
    return lines.joined(separator: "\n")
  }

  private func actionLines(_ style: TextStyle, _ width: Int) -> [String] {
    let combos = view.tree.rules.handNoun + "s"
    let isValued = view.value != nil, places = view.valuePlaces
    var table = TextTable(
      [.left("line"), .left("action"), .right("chips"), .right("% pot"), .right("freq"), .right(combos)] + (isValued ? [.right("EV")] : []))
    for action in view.actions {
      table.add(
        [
          action.label, action.name, action.amount.map(view.tree.chipText) ?? "", action.shareOfPot.map { percentText($0) } ?? "",
          percentText(action.frequency), decimalText(action.combos, places: 1),
        ] + (isValued ? [action.value.map { decimalText($0, places: places) } ?? "-"] : []))
    }
    return table.lines(style: style, width: width)
  }

  private func selected() -> (rows: [NodeView.Hand], notes: [String]) {
    switch hands {
    case .none: return ([], [])
    case .first(let count):
      let present = view.hands.filter { $0.reach > 0 }
      let rows = Array(present.prefix(max(0, count)))
      let rest = present.count - rows.count
      return (rows, rest > 0 ? ["... \(countText(rest)) more"] : [])
    case .these(let wanted):
      let rows = wanted.compactMap { cards in view.hands.first { $0.cards == cards } }
      let missing = wanted.filter { cards in !view.hands.contains { $0.cards == cards } }
      return (rows, missing.map(reason))
    }
  }

  /// Why a hand is not there.
  private func reason(_ cards: CardSet) -> String {
    let onBoard = cards.intersection(CardSet(view.board))
    return onBoard.isEmpty
      ? "\(cards): not in the range of \(view.tree.seatTitle(view.player))" : "\(cards): \(onBoard) is on the board"
  }
}
