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
    var table = TextTable([.left("hand"), .right("reach")] + view.actions.map { .right($0.label) })
    for hand in hands {
      table.add([hand.cards.description, decimalText(hand.reach, places: 2)] + hand.probabilities.map { percentText($0) })
    }
    return table.lines(style: style, width: width)
  }
}
