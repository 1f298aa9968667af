import Game

/// Every betting sequence of a game under a bet abstraction, without cards.
///
/// Node 0 is the root; children follow their parents and lie side by side. The cards do not matter to the shape: each deal node has one
/// child, whatever is dealt.
public struct BettingTree: Sendable {
  public let rules: GameRules
  public let nodes: [BettingNode]
  /// What each seat gets at a terminal node: `payoffs[terminalIndex[node] * players + seat]`.
  public let payoffs: [Payoff]
  /// Index of a terminal node's first payoff divided by the number of players; -1 elsewhere.
  public let terminalIndex: [Int32]
  /// The last street with betting, if the hand is checked down from there.
  public let lastStreet: String?
  /// Things worth knowing that the builder did: sizes merged or raised to the minimum, rules that no decision used. One line each.
  public let notes: [String]
  /// Whether payoffs are in the unit of a utility and not in units of chips; see `measured(by:)`.
  public var hasUtility = false

  /// A seat's payoff at a terminal node, in units: final stack less the stack before the first blind or bet.
  /// For a fold all three are the same.
  public struct Payoff: BitwiseCopyable, Hashable, Sendable, Codable {
    public var win: Double
    public var tie: Double
    public var lose: Double
  }

  /// A terminal node's payoff to a seat. Two-player trees only carry showdown payoffs.
  public func payoff(_ node: Int, seat: Int) -> Payoff { payoffs[Int(terminalIndex[node]) * rules.players + seat] }

  public var players: Int { rules.players }

  /// What each seat has of the chips that lay in the middle before the first bet (in a spot: the pot), if all have as much; 0 in a whole game, and under a
  /// utility, which has no share of chips.
  public var evenShare: Double { hasUtility ? 0 : Double(rules.deadMoney) / Double(rules.unitsPerChip) / Double(players) }

  /// The labels of each decision's actions, in node order: all that `BettingTreeBuilder.rebuild` needs besides the rules.
  public var decisions: [[String]] { nodes.filter { $0.kind == .decision }.map { $0.children.map(label) } }

  /// Counts of nodes by street and kind.
  public func count(_ kind: BettingNode.Kind, street: Int) -> Int {
    nodes.count { $0.kind == kind && Int($0.street) == street }
  }

  /// Whether a showdown comes after the last street that is bet on, without an all-in; see `BetOptions.lastStreet`.
  public func isCheckedDown(_ node: Int) -> Bool {
    guard lastStreet != nil, isAllIn(node) else { return false }
    // Two players with chips left could have gone on betting.
    let folded = folded(at: node)
    return (0..<players).count { !folded.contains($0) && paid(by: $0, at: node) < Double(rules.stacks[$0]) / Double(rules.unitsPerChip) } > 1
  }

  /// Showdowns on a street before the last, with cards to come: all-in, or checked down.
  public func isAllIn(_ node: Int) -> Bool {
    nodes[node].kind == .showdown && Int(nodes[node].street) < rules.streets.count - 1
  }
}
