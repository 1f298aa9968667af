import Cards
import Game

/// Node ids as other tools write them: `r:0:c:b120:c:Qc:b300`, from the root `r:0` on, entries joined by `:`.
///
/// `c` is check and call, `f` fold. `b` is a bet or a raise with all chips that its player has put in since the tree began, earlier streets and blinds
/// included, antes not: a bet of 180 after a bet of 120 that was called is `b300`. Cards stand where they are dealt.
extension BettingTree {
  /// Whether a line is written as a node id.
  static func isNodeID(_ line: String) -> Bool { line == "r:0" || line.hasPrefix("r:0:") }

  /// The id of a node on the cards dealt on the way.
  public func nodeID(_ place: (node: Int, dealt: [[Card]])) -> String {
    var path: [Int] = []
    var next = place.node
    while next > 0 { path.append(next); next = Int(nodes[next].parent) }
    var id = "r:0", deals = place.dealt[...]
    for step in path.reversed() {
      let entry = nodes[step].move == .none ? (deals.popFirst() ?? []).map(\.description).joined() : idLabel(step)
      id += ":" + entry
    }
    return id
  }

  /// An action's entry of an id.
  private func idLabel(_ node: Int) -> String {
    switch nodes[node].move {
    case .none: ""
    case .fold: "f"
    case .check, .call: "c"
    case .bet, .raise: "b\(chipText(matchedBefore(node) + nodes[node].amount))"
    }
  }

  /// What everybody who is still to act has put in on the streets before a node's.
  private func matchedBefore(_ node: Int) -> Chips {
    var sum: Chips = 0, highest: Chips = 0
    var street = nodes[node].street, next = node
    while next >= 0 {
      if nodes[next].street < street {
        sum += highest
        (street, highest) = (nodes[next].street, 0)
      }
      // The bets of the node's own street do not count.
      if street < nodes[node].street { highest = max(highest, nodes[next].amount, street == 0 ? rules.forcedBet : 0) }
      next = Int(nodes[next].parent)
    }
    return sum + highest
  }

  /// The line of an id, in the form of `find(_:)`.
  ///
  /// - Throws: `AbstractionError.line` for an entry that is no action; cards are passed on as they are.
  func line(ofNodeID id: String) throws(AbstractionError) -> String {
    var line = "", node = 0
    for entry in id.dropFirst(3).split(separator: ":").map(String.init) {
      if nodes[node].kind == .deal {
        line += "/\(entry)/"
        node = Int(nodes[node].firstChild)
        continue
      }
      guard nodes[node].kind == .decision else { throw .line(id, problem: "the hand is over before `\(entry.excerpt)`") }
      guard let child = nodes[node].children.first(where: { idLabel($0) == entry }) else {
        let known = nodes[node].children.map(idLabel)
        let seat = rules.seatName(Int(nodes[node].player))
        throw .line(id, problem: "no action `\(entry.excerpt)` for \(seat); there \(known.count == 1 ? "is" : "are") \(known.joined(separator: ", "))")
      }
      line += (line.isEmpty || line.hasSuffix("/") ? "" : "-") + label(child)
      node = child
    }
    return line
  }
}

extension GameRules {
  /// The highest blind or straddle: what everybody has matched where nobody raised before the flop.
  fileprivate var forcedBet: Chips { BettingState(self).currentBet }
}
