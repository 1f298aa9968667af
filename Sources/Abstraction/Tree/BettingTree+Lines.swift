import Cards
import Game

/// Lines: `x-b75-r250-c` on a street, streets separated by `/` with the cards that are dealt between: `x-b120-c/Qc/x-x/2s/b300`; or the ids of
/// other tools, see `nodeID(_:)`.
extension BettingTree {
  /// The action that leads to a node: `x`, `f`, `c`, `b75`, `r250` with the street's total in chips; empty at a street's first decision.
  public func label(_ node: Int) -> String {
    switch nodes[node].move {
    case .none: ""
    case .fold: "f"
    case .check: "x"
    case .call: "c"
    case .bet: "b\(chipText(nodes[node].amount))"
    case .raise: "r\(chipText(nodes[node].amount))"
    }
  }

  /// An action in words: "bet 75", "all-in 900", "check".
  public func actionName(_ node: Int) -> String {
    let entry = nodes[node]
    switch entry.move {
    case .none: return ""
    case .fold: return "fold"
    case .check: return "check"
    case .call: return "call"
    case .bet where entry.isAllIn, .raise where entry.isAllIn: return "all-in \(chipText(entry.amount))"
    case .bet: return "bet \(chipText(entry.amount))"
    case .raise: return "raise to \(chipText(entry.amount))"
    }
  }

  /// An amount of units as chips: `75`, `2.5`.
  public func chipText(_ amount: Chips) -> String { rules.chipText(amount) }

  /// The line from the root, with `/` where cards are dealt: `x-b120-c/x-x`.
  public func line(_ node: Int) -> String {
    var streets: [[String]] = [[]]
    var path: [Int] = []
    var next = node
    while next > 0 { path.append(next); next = Int(nodes[next].parent) }
    for step in path.reversed() {
      if nodes[step].move == .none { streets.append([]) } else { streets[streets.count - 1].append(label(step)) }
    }
    return streets.map { $0.joined(separator: "-") }.joined(separator: "/")
  }

  /// A node, and the cards dealt on the way, from a line. Cards must be given wherever a street is entered.
  public func find(_ line: String) throws(AbstractionError) -> (node: Int, dealt: [[Card]]) {
    let found = try find(line, allowsAnyDeal: false)
    return (found.node, found.dealt.map { $0 ?? [] })
  }

  /// A node, and the cards dealt on the way, from a line that may have `*` where any cards may be dealt: `x-b120-c/*/x`; those are nil.
  public func findPattern(_ line: String) throws(AbstractionError) -> (node: Int, dealt: [[Card]?]) { try find(line, allowsAnyDeal: true) }

  private func find(_ given: String, allowsAnyDeal: Bool) throws(AbstractionError) -> (node: Int, dealt: [[Card]?]) {
    let line = Self.isNodeID(given) ? try self.line(ofNodeID: given) : given
    var node = 0
    var dealt: [[Card]?] = []
    // A street that deals nothing is entered by what is done on it.
    func passEmptyDeals() {
      while nodes[node].kind == .deal, rules.streets[Int(nodes[node].street) + 1].boardCards == 0 {
        dealt.append([])
        node = Int(nodes[node].firstChild)
      }
    }
    for part in try Self.parts(line) {
      passEmptyDeals()
      if nodes[node].kind == .deal {
        let street = rules.streets[Int(nodes[node].street) + 1]
        if allowsAnyDeal, part == "*" {
          dealt.append(nil)
          node = Int(nodes[node].firstChild)
          continue
        }
        guard let cards = try? Card.list(part), cards.count == street.boardCards else {
          throw .line(line, problem: "expected \(street.boardCards == 1 ? "the card" : "\(street.boardCards) cards") of the \(street.name) here, such as `x-x/Qc`, not `\(part)`")
        }
        let seen = Set(dealt.compactMap { $0 }.joined()).union(rules.board)
        if let twice = cards.first(where: seen.contains) { throw .line(line, problem: "\(twice) is already on the board") }
        if let foreign = cards.first(where: { !rules.deck.cards.contains($0) }) { throw .line(line, problem: "\(foreign) is not in the deck") }
        dealt.append(cards)
        node = Int(nodes[node].firstChild)
        continue
      }
      for token in part.split(separator: "-").map(String.init) { node = try child(of: node, token, line: line) }
    }
    passEmptyDeals()
    return (node, dealt)
  }

  /// The streets and deals of a line, between slashes or what stands for them; it may end with one.
  private static func parts(_ line: String) throws(AbstractionError) -> [String] {
    let parts = line.split(omittingEmptySubsequences: false) { "/:;".contains($0) }.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
    guard parts.dropLast().allSatisfy({ !$0.isEmpty }) else { throw .line(line, problem: "nothing stands before one of its `/`") }
    return Array(parts.joined())
  }

  private func child(of node: Int, _ token: String, line: String) throws(AbstractionError) -> Int {
    guard nodes[node].kind == .decision else {
      let what = nodes[node].kind == .deal ? "the next street's cards come here" : "the hand is over here"
      throw .line(line, problem: "\(what), before `\(token.excerpt)`")
    }
    let children = nodes[node].children
    if let exact = children.first(where: { label($0) == token }) { return exact }
    if token == "a", let last = children.last, nodes[last].isAllIn { return last }
    let known = children.map(label).joined(separator: ", ")
    let seat = nodes[node].player
    throw .line(line, problem: "no action `\(token.excerpt)` for \(rules.seatName(Int(seat))); there \(children.count == 1 ? "is" : "are") \(known)")
  }
}
