import Abstraction
import CFR
import Cards
import Game
import Lua

/// Reads `locks = { [line] = ... }`: a mix for all hands, a table by hand, or a function of hand and board.
struct LockReader {
  let tree: BettingTree
  let ranges: [HandRange]?
  let state: LuaState

  func locks(_ value: LuaValue) throws -> [Lock] {
    guard value != .nil, tree.players == 2 else { return [] }
    let path = "holdem.solver: locks"
    let expected = "a table by line such as { [\"x-b120\"] = { f = 0.25, c = 0.75 } }"
    guard case .table(let table) = value else { throw ScriptError.value(at: path, problem: "expected \(expected), found \(value.shown)") }
    if let stray = table.array.first ?? table.others.first?.key { throw ScriptError.value(at: path, problem: "expected \(expected), found \(stray.shown)") }
    let hands = PrivateHands.dealt(tree.rules, ranges: ranges)
    var locks: [Lock] = []
    for (line, lock) in table.sortedFields {
      let found: (node: Int, dealt: [[Card]?])
      do { found = try tree.findPattern(line) } catch { throw ScriptError.value(at: path, problem: "\(error)") }
      let decision = LockedDecision(
        tree: tree, node: found.node, dealt: found.dealt.map { $0.map { CardSet($0) } }, hands: hands, path: "\(path)[\"\(line)\"]")
      try decision.check()
      if case .function(let function) = lock {
        locks += try decision.locks { hand, board in try state.call(function, [.string(hand), .string(board)]).first ?? .nil }
      } else {
        locks.append(try decision.lock(lock))
      }
    }
    do { try Lock.check(locks, tree: tree, hands: hands) } catch { throw ScriptError.value(at: path, problem: "\(error)") }
    return locks
  }
}

/// A decision that a script locks, on the deals that its line names.
private struct LockedDecision {
  let tree: BettingTree
  let node: Int
  let dealt: [CardSet?]
  /// Both players' hands.
  let hands: [PrivateHands]
  /// What messages call it.
  let path: String

  private var player: Int { Int(tree.nodes[node].player) }
  private var labels: [String] { tree.nodes[node].children.map(tree.label) }

  func check() throws(ScriptError) {
    switch tree.nodes[node].kind {
    case .decision: return
    case .deal: throw .value(at: path, problem: "nobody acts there: add the \(tree.rules.streets[Int(tree.nodes[node].street) + 1].name)'s cards, or `/*` for any")
    case .fold, .showdown: throw .value(at: path, problem: "nobody acts there: the hand is over")
    }
  }

  /// A mix for all hands, or a table by hand.
  func lock(_ value: LuaValue) throws(ScriptError) -> Lock {
    if case .table(let table) = value, let stray = table.array.first ?? table.others.first?.key {
      throw .value(at: path, problem: "expected probabilities by action, or mixes by hand, found \(stray.shown) without a name")
    }
    guard case .table(let table) = value, !table.isEmpty, !table.fields.keys.contains(where: { labels.contains($0) || $0 == "a" }) else {
      return Lock(node: node, dealt: dealt, parts: [.init(mix: try mix(value, at: path), hands: hands[player].cards)])
    }
    var owner: [CardSet: String] = [:]
    var parts: [Lock.Part] = []
    for (key, value) in table.sortedFields {
      let named = try self.named(key)
      for hand in named {
        if let other = owner.updateValue(key, forKey: hand) { throw .value(at: path, problem: "\(hand) is in both `\(other)` and `\(key)`") }
      }
      parts.append(.init(mix: try mix(value, at: "\(path): \(key)"), hands: named))
    }
    return Lock(node: node, dealt: dealt, parts: parts)
  }

  /// Asks a function for every hand on every deal; nil leaves a hand free.
  func locks(_ ask: (_ hand: String, _ board: String) throws -> LuaValue) throws -> [Lock] {
    try deals.map { deal in
      let board = (tree.rules.board.map(\.description) + deal.map(\.description)).joined()
      let dead = deal.reduce(CardSet()) { $0.union($1) }
      var found: [[Double]: [CardSet]] = [:]
      for hand in hands[player].cards where hand.isDisjoint(with: dead) {
        let answer = try ask(hand.description, board)
        if answer != .nil { found[try mix(answer, at: "\(path)(\"\(hand)\", \"\(board)\")"), default: []].append(hand) }
      }
      let parts = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { Lock.Part(mix: $0.key, hands: $0.value) }
      return Lock(node: node, dealt: deal, parts: parts)
    }
  }

  /// All deals that the line stands for.
  private var deals: [[CardSet]] {
    let rules = tree.rules
    return dealt.enumerated().reduce(into: [[]]) { deals, street in
      deals = deals.flatMap { deal -> [[CardSet]] in
        let left = deal.reduce(rules.deck.cards.subtracting(CardSet(rules.board))) { $0.subtracting($1) }
        if let cards = street.element { return cards.isSubset(of: left) ? [deal + [cards]] : [] }
        return left.subsets(of: rules.streets[street.offset + 1].boardCards).map { deal + [$0] }
      }
    }
  }

  /// The hands of the player that a key such as `AA`, `AhKh` or, with one hole card, `Jc` names.
  private func named(_ key: String) throws(ScriptError) -> [CardSet] {
    var wanted: Set<CardSet>
    do {
      if tree.rules.holeCards == 1 {
        wanted = Set(try Card.list(key).map { CardSet($0) })
      } else {
        let range = try HandRange(key)
        if range.combos.contains(where: { range[$0] < 1 }) { throw ScriptError.value(at: path, problem: "`\(key)`: a lock has hands, and no weights") }
        wanted = Set(range.combos.map(\.cards))
      }
    } catch let error as ScriptError {
      throw error
    } catch { throw .value(at: path, problem: "`\(key)` is neither an action (\(labels.joined(separator: ", "))) nor a hand") }
    let found = hands[player].cards.filter { wanted.contains($0) }
    guard !found.isEmpty else { throw .value(at: path, problem: "\(tree.rules.seatName(player)) can hold no hand of `\(key)`") }
    return found
  }

  /// `{ f = 0.25, c = 0.75 }`, actions left out have 0; or a label alone, `"c"`.
  private func mix(_ value: LuaValue, at path: String) throws(ScriptError) -> [Double] {
    let labels = labels
    let hasAllIn = tree.nodes[node].children.last.map { tree.nodes[$0].isAllIn } ?? false
    if case .string(let label) = value { return try mix(.table(LuaTable(fields: [label: .integer(1)])), at: path) }
    guard case .table(let given) = value, !given.isEmpty else {
      throw .value(at: path, problem: "expected probabilities such as { \(labels.map { "\($0) = " }.joined(separator: ", ")) }, found \(value == .table(LuaTable()) ? "an empty table" : value.shown)")
    }
    let table = try StrictTable(value, path: path, known: labels + (hasAllIn && !labels.contains("a") ? ["a"] : []))
    var mix: [Double] = []
    for (i, label) in labels.enumerated() {
      var probability = try table.number(label, "a probability from 0 to 1", in: 0...1)
      if hasAllIn, i == labels.count - 1, let allIn = try table.number("a", "a probability from 0 to 1", in: 0...1) {
        guard probability == nil else { throw table.fault("a", "`a` and `\(label)` are the same action: give one of them") }
        probability = allIn
      }
      mix.append(probability ?? 0)
    }
    let sum = mix.reduce(0, +)
    guard abs(sum - 1) < 1e-6 else { throw .value(at: path, problem: "the probabilities sum to \(LuaValue.number(sum).shown), not 1") }
    return mix.map { $0 / sum }
  }
}
