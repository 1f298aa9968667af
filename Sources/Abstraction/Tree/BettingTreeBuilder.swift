import Cards
import Game

/// Turns rules and a bet abstraction into the flat tree, breadth first, so that children lie side by side after their parents.
public struct BettingTreeBuilder {
  let rules: GameRules
  let bets: BetAbstraction
  let nodeLimit: Int
  private var nodes: [BettingNode] = []
  /// Nodes whose children are still to be added, in order; those before `nextPending` are done.
  private var pending: [Pending] = []
  private var nextPending = 0
  private var terminalIndex: [Int32] = []
  private var payoffs: [BettingTree.Payoff] = []
  private var notes: [String] = []
  private var usedRules: Set<Int> = []
  private var audit = SizeAudit()
  /// The labels of each decision's actions in node order, where a tree is rebuilt.
  private let recorded: [[String]]?
  private var nextRecorded = 0

  private struct Pending {
    var node: Int
    var state: BettingState
    var line: String
  }

  /// - Parameter nodeLimit: building stops with an error beyond this many nodes. Building takes up to 0.5 KB a node.
  public static func build(_ rules: GameRules, _ bets: BetAbstraction, nodeLimit: Int = 4_000_000) throws(AbstractionError) -> BettingTree {
    try bets.options.validate(rules)
    var builder = BettingTreeBuilder(rules: rules, bets: bets, nodeLimit: nodeLimit)
    return try builder.tree()
  }

  /// Builds the tree that `BettingTree.decisions` recorded.
  public static func rebuild(_ rules: GameRules, decisions: [[String]], lastStreet: String?) throws(AbstractionError) -> BettingTree {
    let bets = BetAbstraction(.rules([]), options: BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, lastStreet: lastStreet))
    try bets.options.validate(rules)
    var builder = BettingTreeBuilder(rules: rules, bets: bets, nodeLimit: .max, recorded: decisions)
    let tree = try builder.tree()
    guard builder.nextRecorded == decisions.count else { throw .recorded("\(decisions.count) decisions, but the game has \(builder.nextRecorded)") }
    for (number, labels) in zip(1..., zip(decisions, tree.decisions)) where labels.0 != labels.1 {
      let (found, known) = (labels.0.joined(separator: ", "), labels.1.joined(separator: ", "))
      throw .recorded("decision \(number) has the actions \(found); the game writes them \(known)")
    }
    return tree
  }

  private init(rules: GameRules, bets: BetAbstraction, nodeLimit: Int, recorded: [[String]]? = nil) {
    self.rules = rules
    self.bets = bets
    self.nodeLimit = nodeLimit
    self.recorded = recorded
  }

  private mutating func tree() throws(AbstractionError) -> BettingTree {
    append(BettingState(rules), move: .none, amount: 0, parent: -1, line: "")
    while nextPending < pending.count {
      guard nodes.count <= nodeLimit else { throw .tooManyNodes(limit: nodeLimit) }
      try expand(pending[nextPending])
      nextPending += 1
      if nextPending >= 4096, 2 * nextPending >= pending.count {
        pending.removeFirst(nextPending)
        nextPending = 0
      }
    }
    try checkRules()
    return BettingTree(
      rules: rules, nodes: nodes, payoffs: payoffs, terminalIndex: terminalIndex, lastStreet: bets.options.lastStreet, notes: notes)
  }

  private mutating func append(_ reached: BettingState, move: BettingNode.Move, amount: Chips, parent: Int, line: String) {
    let state = endsBetting(reached) ? reached.checkedDown(rules) : reached
    var kind = BettingNode.Kind.decision
    var player = 0
    switch state.phase {
    case .decision(let seat): player = seat
    case .deal: kind = .deal
    case .fold(let winner): (kind, player) = (.fold, winner)
    case .showdown: kind = .showdown
    }
    nodes.append(
      BettingNode(kind: kind, move: move, player: player, street: reached.street, parent: parent, amount: amount, pot: state.pot))
    let isTerminal = kind == .fold || kind == .showdown
    terminalIndex.append(isTerminal ? Int32(payoffs.count / rules.players) : -1)
    if isTerminal {
      payoffs.append(contentsOf: state.payoffs(rules))
    } else {
      pending.append(Pending(node: nodes.count - 1, state: state, line: line))
    }
  }

  /// What a player may do at a decision of the tree: fold, check or call, then bets and raises from small to large.
  private mutating func actions(_ state: BettingState, _ legal: LegalActions, seat: Int, line: String) throws(AbstractionError) -> [Action] {
    if recorded != nil { return try recordedActions(legal) }
    let isFull = legal.call > 0 && isFull(state), isLimp = legal.call > 0 && state.raises == 0
    let fold: [Action] = legal.canFold ? [.fold] : []
    let raises = try totals(state, legal, seat: seat, line: line).map { Action.raise(to: $0) }
    if isFull { return fold + raises }
    // Without a raise a limp is all that is left.
    let mayCall = bets.options.allowsLimp || !isLimp || raises.isEmpty
    return fold + (mayCall ? [.call] : []) + raises
  }

  /// Whether as many players are in on the first street as may see the second: they have matched its bet, or are all-in.
  private func isFull(_ state: BettingState) -> Bool {
    guard let most = bets.options.flopPlayers, state.street == 0 else { return false }
    return state.bets.indices.count { !state.folded[$0] && (state.bets[$0] >= state.currentBet || state.stacks[$0] == 0) } >= most
  }

  private mutating func recordedActions(_ legal: LegalActions) throws(AbstractionError) -> [Action] {
    guard let labels = recorded?[safe: nextRecorded] else { throw .recorded("decision \(nextRecorded + 1) is missing") }
    nextRecorded += 1
    var actions: [Action] = []
    for label in labels {
      var action: Action?
      switch label {
      case "f": action = .fold
      case "x", "c": action = .call
      default:
        let units = Double(label.dropFirst()).map { ($0 * Double(rules.unitsPerChip)).rounded() }
        action = units.flatMap { Chips(exactly: $0) }.map { .raise(to: $0) }
      }
      guard let action, legal.contains(action) else { throw .recorded("`\(label)` is not legal at decision \(nextRecorded)") }
      if let last = actions.last, last.place >= action.place { throw .recorded("`\(label)` is out of order at decision \(nextRecorded)") }
      actions.append(action)
    }
    guard 1...Self.actionLimit + 2 ~= actions.count else { throw .recorded("decision \(nextRecorded) has \(actions.count) actions") }
    return actions
  }

  /// The last street that is bet on.
  private var lastBettingStreet: Int {
    bets.options.lastStreet.flatMap { last in rules.streets.firstIndex { $0.name == last } } ?? rules.streets.count - 1
  }

  /// Whether the streets after this one are only checked down.
  private func endsBetting(_ state: BettingState) -> Bool {
    if case .deal = state.phase { return rules.streets[state.street].name == bets.options.lastStreet }
    return false
  }

  private mutating func expand(_ parent: Pending) throws(AbstractionError) {
    let (node, state, line) = (parent.node, parent.state, parent.line)
    let firstChild = nodes.count
    switch state.phase {
    case .fold, .showdown: break
    case .deal: append(state.dealing(rules), move: .none, amount: 0, parent: node, line: line + "/")
    case .decision(let seat):
      let legal = state.legalActions(rules)
      for action in try actions(state, legal, seat: seat, line: line) {
        switch action {
        case .fold: add(action, .fold, 0, parent)
        case .call: add(action, legal.call == 0 ? .check : .call, 0, parent)
        case .raise(let total):
          add(action, state.currentBet > 0 ? .raise : .bet, total, parent)
          nodes[nodes.count - 1].isAllIn = total >= state.effectiveAllIn(seat)
        }
      }
    }
    guard nodes.count > firstChild else { return }
    nodes[node].firstChild = Int32(firstChild)
    nodes[node].childCount = UInt8(nodes.count - firstChild)
  }

  private mutating func add(_ action: Action, _ move: BettingNode.Move, _ amount: Chips, _ parent: Pending) {
    let label =
      switch move {
      case .none: ""
      case .fold: "f"
      case .check: "x"
      case .call: "c"
      case .bet: "b" + rules.chipText(amount)
      case .raise: "r" + rules.chipText(amount)
      }
    let line = parent.line.isEmpty || parent.line.hasSuffix("/") ? parent.line + label : parent.line + "-" + label
    append(parent.state.applying(action, rules), move: move, amount: amount, parent: parent.node, line: line)
  }

  /// The totals to bet or raise to at a decision, ascending, after thresholds and merging.
  private mutating func totals(_ state: BettingState, _ legal: LegalActions, seat: Int, line: String) throws(AbstractionError) -> [Chips] {
    guard let range = legal.raise else { return [] }
    if let cap = bets.options.raiseCap, state.raises >= cap { return [] }
    if rules.betting == .fixedLimit { return [range.upperBound] }
    let place = PublicState(state, legal, rules, seat: seat, line: line)
    let (rule, sizes) = try sizes(at: place)
    guard !sizes.isEmpty else { return [] }
    let allIn = state.effectiveAllIn(seat)
    let context = BetContext(
      bet: state.bets[seat], toCall: legal.call, pot: state.pot, allIn: max(allIn, range.lowerBound),
      legal: range.lowerBound...min(range.upperBound, max(allIn, range.lowerBound)), streetsLeft: lastBettingStreet + 1 - state.street,
      bigBlind: rules.bigBlind, unitsPerChip: rules.unitsPerChip)
    var tidy = SizeTidier(context: context, options: bets.options)
    for size in sizes {
      if case .bigBlinds = size, rules.bigBlind == 0 {
        throw .neverLegal(size: "\(size)", reason: "this game has no big blind; write chips, such as `120c`, or a share of the pot, such as `50%`")
      }
      if let rule { audit.add(size, rule: rule, isRaise: place.facesBet, in: context) }
      tidy.add(size)
    }
    let totals = tidy.totals()
    for note in tidy.notes { notes.append("\(line.isEmpty ? "root" : line): \(note)") }
    guard totals.count <= Self.actionLimit else { throw .tooManyActions(line: line, count: totals.count, limit: Self.actionLimit) }
    return totals
  }

  /// The most bets or raises at one decision.
  private static let actionLimit = 100

  /// The sizes at a decision: the bets where nothing is to be called, else the raises; and the rule that offers them, if there are rules.
  private mutating func sizes(at place: PublicState) throws(AbstractionError) -> (rule: Int?, sizes: [BetSize]) {
    let menu: BetMenu
    var rule: Int?
    switch bets.source {
    case .rules(let list):
      guard let index = list.firstIndex(where: { $0.fits(place) }) else { return (nil, []) }
      usedRules.insert(index)
      rule = index
      menu = list[index].menu
    case .function(let function):
      do { menu = try function(place) } catch let error as AbstractionError { throw error } catch {
        throw .function(line: place.line, problem: "\(error)")
      }
    }
    return (rule, place.facesBet ? menu.raises : menu.bets)
  }

  /// A size that is legal nowhere is an error; a rule that no decision asked for is worth a word: it may be a slip.
  private mutating func checkRules() throws(AbstractionError) {
    guard case .rules(let list) = bets.source, rules.betting != .fixedLimit else { return }
    try audit.check(list.indices.map { usedRules.contains($0) ? list[$0] : MenuRule(menu: .none) }, hasRaiseCap: bets.options.raiseCap != nil)
    for (index, rule) in list.enumerated() where !usedRules.contains(index) {
      notes.append("no decision asks for the sizes `\(rule.menu)` (\(rule))")
    }
  }
}

extension Action {
  /// Orders the actions of a decision: fold, check or call, then bets and raises from small to large.
  fileprivate var place: Int {
    switch self {
    case .fold: -2
    case .call: -1
    case .raise(let total): total
    }
  }
}

extension BetOptions {
  func validate(_ rules: GameRules) throws(AbstractionError) {
    if let lastStreet, !rules.streets.contains(where: { $0.name == lastStreet }) {
      throw .option(name: "last_street", problem: "the game has no \(lastStreet): its streets are \(rules.streets.map(\.name).joined(separator: ", "))")
    }
    for (name, value) in [("add_all_in", addAllIn), ("force_all_in", forceAllIn), ("merge", merge)] where !(value >= 0 && value.isFinite) {
      throw .option(name: name, problem: "\(value) is not a share from 0")
    }
    if let flopPlayers, flopPlayers < 2 { throw .option(name: "flop_players", problem: "\(flopPlayers) players cannot play a flop") }
    if let raiseCap, raiseCap < 0 { throw .option(name: "raise_cap", problem: "\(raiseCap) is negative") }
  }
}
