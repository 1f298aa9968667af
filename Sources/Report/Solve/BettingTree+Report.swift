import Abstraction
import Cards
import Game

extension BettingTree {
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
