import Abstraction
import CFR
import Cards
import Lua
import Report

/// What a script can ask a solver. Each call answers for the average strategies as they are now.
extension SolverObject {
  /// `solver:exploitability()`: chips, and % of the starting pot.
  func exploitability(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced { return pot > 0 ? [.number(0), .number(0)] : [.number(0)] }
    let chips = try solve().evaluate().exploitability
    return pot > 0 ? [.number(chips), .number(chips / pot * 100)] : [.number(chips)]
  }

  /// `solver:ev()`: `{ oop =, ip = }` in chips; `solver:ev("oop", "AhKh")`: of one hand at the root.
  func ev(_ call: LuaCall, _ name: String = "solver:ev") throws -> [LuaValue] {
    if isPriced { return [try pricedPerPlayer(call, name)] }
    let evaluation = try solve().evaluate()
    return [try perPlayer(call, name, ranges: evaluation.values, hands: evaluation.handValues)]
  }

  /// `solver:best_response()`: what each player would win with the best response to the other's average strategy, in chips.
  func bestResponse(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced { return [try pricedPerPlayer(call, "solver:best_response")] }
    let values = try solve().evaluate().bestResponses
    return [.table(LuaTable(fields: ["oop": .number(values[0]), "ip": .number(values[1])]))]
  }

  /// `solver:equity()`: `{ oop =, ip = }`, shares from 0 to 1; `solver:equity("oop", "AhKh")`: of one hand.
  func equity(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced { return [try pricedPerPlayer(call, "solver:equity")] }
    let equities = try equities()
    return [try perPlayer(call, "solver:equity", ranges: equities.ranges, hands: equities.hands)]
  }

  /// Zeros, where a script is only priced.
  private func pricedPerPlayer(_ call: LuaCall, _ path: String) throws -> LuaValue {
    if call[0] == .nil, call[1] == .nil { return .table(LuaTable(fields: ["oop": .number(0), "ip": .number(0)])) }
    let player = try Self.seat(call[0], at: path)
    if call[1] != .nil { _ = try handIndex(call[1], player: player, at: path) }
    return .number(0)
  }

  private func perPlayer(_ call: LuaCall, _ path: String, ranges: [Double], hands: [[Double?]]) throws -> LuaValue {
    if call[0] == .nil, call[1] == .nil { return .table(LuaTable(fields: ["oop": .number(ranges[0]), "ip": .number(ranges[1])])) }
    let player = try Self.seat(call[0], at: path)
    if call[1] == .nil { return .number(ranges[player]) }
    let hand = try handIndex(call[1], player: player, at: path)
    return hands[player][hand].map { .number($0) } ?? .nil
  }

  /// Both ranges' equities and each hand's, worked out once.
  func equities() throws -> (ranges: [Double], hands: [[Double?]]) {
    if let known = knownEquities { return known }
    let game = try solve().solver.game
    let hands = game.equities()
    let found = (ranges: (0..<2).map { game.rangeEquity($0, hands[$0]) }, hands: hands)
    knownEquities = found
    return found
  }

  /// `solver:strategy(line)`: of the range that gets there; `solver:strategy(line, "AhKh")`: of one hand.
  func strategy(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced {
      let node = tree.nodes[try place(call[0], "solver:strategy").node]
      if call[1] != .nil { _ = try handIndex(call[1], player: Int(node.player), at: "solver:strategy") }
      return pricedStrategy(node)
    }
    let (place, strategy) = try strategy(at: call[0], "solver:strategy")
    let labels = strategy.children.map { job.tree.label($0) }
    let probabilities: [Double]
    if call[1] == .nil {
      probabilities = NodeView(strategy, tree: job.tree, place: place, hands: try solve().solver.hands[strategy.player]).actions.map { $0.frequency ?? 0 }
    } else {
      let hand = try handIndex(call[1], player: strategy.player, at: "solver:strategy")
      guard let mixed = strategy.probabilities[hand] else {
        throw ScriptError.value(at: "solver:strategy", problem: "the board blocks \(call[1].shown)")
      }
      probabilities = mixed
    }
    return [.object(StrategyObject(player: rules.seatName(strategy.player), entries: Array(zip(labels, probabilities))))]
  }

  private func strategy(at value: LuaValue, _ path: String) throws -> (PublicPlace, NodeStrategy) {
    let place = try place(value, path)
    do { return (place, try solve().solver.strategy(at: place)) } catch let error as CFRError { throw ScriptError.value(at: path, problem: "\(error)") }
  }

  /// A hand such as `"AhKh"`, or a card in games of one hole card, as an index into the root's hands.
  private func handIndex(_ value: LuaValue, player: Int, at path: String) throws -> Int {
    guard case .string(let text) = value else { throw ScriptError.value(at: path, problem: "expected a hand such as \"AhKh\", found \(value.shown)") }
    let cards: [Card]
    do { cards = try Card.list(text) } catch { throw ScriptError.value(at: path, problem: error.pointed) }
    let count = rules.holeCards
    guard cards.count == count else {
      throw ScriptError.value(at: path, problem: "\"\(text)\" is no hand: expected \(count == 1 ? "one card such as \"Kh\"" : "two cards such as \"AhKh\"")")
    }
    // A script that is only priced has no solve.
    let hands = host.check == nil ? try solve().solver.hands : PrivateHands.dealt(rules, ranges: job.ranges)
    guard let index = hands[player].cards.firstIndex(of: CardSet(cards)) else {
      throw ScriptError.value(at: path, problem: "\"\(text)\" is not in the range of \(rules.seatName(player)) on this board")
    }
    return index
  }

  private func view(_ value: LuaValue, _ path: String) throws -> NodeView {
    let (place, strategy) = try strategy(at: value, path)
    return NodeView(strategy, tree: job.tree, place: place, hands: try solve().solver.hands[strategy.player])
  }

  /// `solver:grid(line)`: the 13x13 grid of the strategy at a line, as text.
  func grid(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced {
      _ = try place(call[0], "solver:grid")
      return [.string("")]
    }
    return [.string(StrategyGrid(try view(call[0], "solver:grid")).text(style: host.style, width: host.width))]
  }

  /// `solver:actions(line)`: the table of actions at a line; `solver:actions(line, 20)` adds the first hands.
  func actions(_ call: LuaCall) throws -> [LuaValue] {
    var hands = NodeTable.Hands.none
    if call[1] != .nil {
      guard let count = call[1].integerValue, count >= 0 else {
        throw ScriptError.value(at: "solver:actions", problem: "expected a number of hands, found \(call[1].shown)")
      }
      hands = .first(Int(count))
    }
    if isPriced {
      _ = try place(call[0], "solver:actions")
      return [.string("")]
    }
    let view = try view(call[0], "solver:actions"), solver = try solve().solver
    let valued = view.valued(try solver.values(at: view.place), hands: solver.hands[view.player])
    return [.string(NodeTable(valued, hands: hands).text(style: host.style, width: host.width))]
  }

  /// `solver:summary()`: equity and EV of both ranges, exploitability, iterations.
  func summary(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced { return [.string("")] }
    let trainer = try solve()
    let summary = SolveSummary(
      try trainer.evaluate(), tree: job.tree, equities: try equities().ranges, iterations: trainer.solver.iterations, seconds: trainer.progress.totalSeconds)
    return [.string(summary.text(style: host.style, width: host.width))]
  }

  /// `solver:fingerprint()`: 16 hexadecimal digits that are equal for equal regrets and strategies.
  func fingerprint(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced { return [Self.digits(0)] }
    return [Self.digits(try solve().solver.fingerprint)]
  }
}
