import Cards

/// Single hands of a decision: reach and the probability of each action.
struct HandRows {
  let view: NodeView
  let hands: [NodeView.Hand]

  init(_ view: NodeView, _ hands: [NodeView.Hand]) {
    self.view = view
    self.hands = hands
  }

  func lines(style: TextStyle, width: Int) -> [String] {
    let isValued = view.value != nil, places = view.valuePlaces
    let values: [TextTable.Column] = isValued ? [.right("equity"), .right("EV")] + view.actions.map { .right("EV \($0.label)") } : []
    var table = TextTable([.left("hand"), .right("reach")] + view.actions.map { .right($0.label) } + values)
    for hand in hands {
      var row = [hand.cards.description, decimalText(hand.reach, places: 2)] + hand.probabilities.map { percentText($0) }
      if isValued {
        func text(_ value: Double?) -> String { value.map { decimalText($0, places: places) } ?? "-" }
        row += [percentText(hand.equity), text(hand.value)] + view.actions.indices.map { text(hand.actionValues?[$0]) }
      }
      table.add(row)
    }
    return table.lines(style: style, width: width)
  }
}
