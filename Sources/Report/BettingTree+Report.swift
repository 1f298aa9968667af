import Abstraction
import Cards
import Game

extension BettingTree {
  /// The betting at a node, played again from the root.
  func state(at node: Int) -> BettingState {
    var path: [Int] = []
    var next = node
    while next > 0 {
      path.append(next)
      next = Int(nodes[next].parent)
    }
    return path.reversed().reduce(BettingState(rules)) { state, step in
      switch nodes[step].move {
      case .none: state.dealing(rules)
      case .fold: state.applying(.fold, rules)
      case .check, .call: state.applying(.call, rules)
      case .bet, .raise: state.applying(.raise(to: nodes[step].amount), rules)
      }
    }
  }

  /// Whether the bet or raise that leads to a node is for all that its player can lose.
  func isAllInBet(_ node: Int) -> Bool {
    let parent = Int(nodes[node].parent)
    return nodes[node].isAggressive && nodes[node].amount >= state(at: parent).effectiveAllIn(Int(nodes[parent].player))
  }

  /// The action that leads to a node, in words: `raise to 250`, `bet 900 (all-in)`.
  func actionText(_ node: Int) -> String { actionName(node) + (isAllInBet(node) ? " (all-in)" : "") }

  /// A node's line with the cards that were dealt: `x-b120-c/Qc/x`, as `find` reads it. Empty at the root.
  func line(_ node: Int, dealt: [[Card]]) -> String {
    var parts: [String] = []
    for (street, actions) in line(node).split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      if street > 0, street <= dealt.count { parts.append(dealt[street - 1].map(\.description).joined()) }
      if !actions.isEmpty { parts.append(String(actions)) }
    }
    return parts.joined(separator: "/")
  }

  /// A seat's name as headings have it: `OOP`, `IP`, `SEAT3`.
  func seatTitle(_ seat: Int) -> String { rules.seatName(seat).uppercased() }

  /// An amount of units in chips.
  func chips(_ amount: Chips) -> Double { Double(amount) / Double(rules.unitsPerChip) }

  /// The pot at the root, in chips: dead money, antes and blinds.
  public var startingPot: Double { chips(nodes[0].pot) }
}

extension BettingNode {
  /// Whether a bet or raise led here.
  var isAggressive: Bool { move == .bet || move == .raise }
}

extension GameRules {
  /// What the private hands of the game are counted in.
  var handNoun: String { holeCards == 2 ? "combo" : "hand" }
}
