import Abstraction
import Cards
import Game

extension BetOptions {
  /// The sizes as they are written: no all-in added or forced, nothing merged.
  static let plain = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0)
}

/// The tree of a spot; the board is that of the street it starts on.
func spotTree(
  _ bets: String, from street: String = "river", pot: Chips = 100, stacks: [Chips] = [1000, 1000], minimumBet: Chips = 1,
  options: BetOptions = .plain
) throws -> BettingTree {
  try spotTree([MenuRule(menu: BetMenu(parsing: bets))], from: street, pot: pot, stacks: stacks, minimumBet: minimumBet, options: options)
}

func spotTree(
  _ menus: [MenuRule], from street: String = "river", pot: Chips = 100, stacks: [Chips] = [1000, 1000], minimumBet: Chips = 1,
  options: BetOptions = .plain
) throws -> BettingTree {
  let board = try Card.list("Td9d6hQc2s").prefix(["flop": 3, "turn": 4][street] ?? 5)
  let rules = try GameRules.spot(board: Array(board), pot: pot, stacks: stacks, minimumBet: minimumBet)
  return try BettingTreeBuilder.build(rules, BetAbstraction(.rules(menus), options: options))
}

extension BettingTree {
  /// The actions at a line: `["x", "b50"]`.
  func actions(_ line: String) throws -> [String] { nodes[try find(line).node].children.map { label($0) } }

  /// The line to a node with a card put in wherever one is dealt.
  func lineWithCards(_ node: Int) -> String {
    var deck = Array(rules.deck.cards.subtracting(CardSet(rules.board)))
    let parts = line(node).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var result = parts[0]
    for (street, part) in parts.enumerated().dropFirst() {
      let count = rules.streets[street].boardCards
      result += "/" + deck.prefix(count).map(\.description).joined() + "/" + part
      deck.removeFirst(count)
    }
    return result
  }
}
