import Abstraction
import CFR
import Cards
import Game
import Lua
import Training

/// What a script can ask a sampled training. Each call answers for the average strategies as they are now.
extension SampledSolverObject {
  /// `solver:exploitability()`: in chips, with real cards, where they can be enumerated; else an error that says what to ask instead.
  func exploitability(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced { return pot > 0 ? [.number(0), .number(0)] : [.number(0)] }
    let trainer = try solve()
    try trainer.evaluateNow()
    guard let exact = trainer.exact else {
      let instead =
        tree.players == 2
        ? "solver:best_response { flops = 50 } estimates it, solver:local_best_response() gives a lower bound" : "solver:against measures play against baselines"
      throw ScriptError.value(at: "solver:exploitability", problem: "it is not worked out (\(whyNotExact)): \(instead)")
    }
    return pot > 0 ? [.number(exact.exploitability), .number(exact.exploitability / pot * 100)] : [.number(exact.exploitability)]
  }

  /// `solver:measures()`: what an evaluation finds by playing hands: `{ local_best_response = { mean =, interval =, samples = }, ... }`, chips a hand.
  func measures(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced {
      let names = ["local_best_response", "best_response", "best_response_upper"] + Baseline.allCases.map { "against_" + $0.name.replacing("-", with: "_") }
      return [.table(LuaTable(fields: Dictionary(uniqueKeysWithValues: names.map { ($0, Self.pricedEstimate) }).merging(["exploitability": .number(0)]) { $1 }))]
    }
    let trainer = try solve()
    try trainer.evaluateNow()
    var fields = Dictionary(uniqueKeysWithValues: trainer.measures.map { ($0.name, $0.estimate.luaValue) })
    if let exact = trainer.exact { fields["exploitability"] = .number(exact.exploitability) }
    return [.table(LuaTable(fields: fields))]
  }

  /// `solver:against("always-call", { deals = 100000 })`, `solver:against(other)`: what the average strategies win of a baseline or of another training,
  /// each deal from every seat: chips a hand.
  func against(_ call: LuaCall) throws -> [LuaValue] {
    let path = "solver:against"
    if case .object(let other as SampledSolverObject) = call[0] {
      let match = try Match(call[1], path, known: ["boards", "deals"])
      if isPriced { return [Self.pricedEstimate] }
      let (trainer, opponent) = (try solve(), try other.solve())
      return [try match.boards.map { try trainer.match(against: opponent, boards: $0) }?.luaValue ?? trainer.match(against: opponent, deals: match.deals).luaValue]
    }
    let names = Baseline.allCases.map(\.name)
    guard case .string(let name) = call[0], let baseline = Baseline.allCases.first(where: { $0.name == name }) else {
      throw ScriptError.value(at: path, problem: "expected a solver by holdem.mccfr, or one of \(names.map { "\"\($0)\"" }.joined(separator: ", ")), found \(call[0].shown)")
    }
    let match = try Match(call[1], path, known: ["deals"])
    if isPriced { return [Self.pricedEstimate] }
    return [try solve().match(against: baseline, deals: match.deals).luaValue]
  }

  /// How much of a match is played: `{ deals = 200000 }`, or `{ boards = 200 }`, which is exact on each board.
  private struct Match {
    var boards: Int?
    var deals: Int

    init(_ value: LuaValue, _ path: String, known: [String]) throws(ScriptError) {
      let table = try StrictTable(value == .nil ? .table(LuaTable()) : value, path: path, known: known)
      boards = try table.integer("boards", "a whole number from 2", in: 2...1_000_000_000)
      if boards != nil, table.has("deals") { throw table.fault("deals", "either `deals` that are played, or `boards` on which both play all their hands") }
      deals = try table.integer("deals", "a whole number from 64", in: 64...1_000_000_000) ?? 200_000
    }
  }

  /// `solver:local_best_response { boards = 100, from = "turn" }`: a lower bound of the exploitability, in chips a hand.
  func localBestResponse(_ call: LuaCall) throws -> [LuaValue] {
    let path = "solver:local_best_response"
    let table = try StrictTable(call[0] == .nil ? .table(LuaTable()) : call[0], path: path, known: ["boards", "from"])
    let boards = try table.integer("boards", "a whole number from 2", in: 2...1_000_000_000) ?? 100
    let street = try table.street("from", rules)
    if isPriced { return [Self.pricedEstimate] }
    return [try solve().localBestResponse(from: street, boards: boards).luaValue]
  }

  /// What playing hands would answer, where a script is only priced.
  private static var pricedEstimate: LuaValue {
    .table(LuaTable(fields: ["mean": .number(0), "interval": .number(0), "samples": .integer(0)]))
  }

  /// `solver:best_response { flops = 50 }`: what best responses with real cards gain, from a sample of the deals of the second street.
  func bestResponse(_ call: LuaCall) throws -> [LuaValue] {
    let path = "solver:best_response"
    let table = try StrictTable(call[0] == .nil ? .table(LuaTable()) : call[0], path: path, known: ["flops"])
    let flops = try table.integer("flops", "a whole number from 4", in: 4...1_000_000) ?? 50
    if isPriced { return [ResponseEstimate.priced.luaValue(blind: Double(rules.bigBlind) / Double(rules.unitsPerChip))] }
    let response = try solve().bestResponse(deals: flops)
    return [response.luaValue(blind: Double(rules.bigBlind) / Double(rules.unitsPerChip))]
  }

  /// `solver:strategy(line, "AhKh")`: the average strategy of a hand's bucket at a decision. Lines name the cards dealt: `"c-x/Td9d6h/x"`.
  func strategy(_ call: LuaCall, _ path: String) throws -> [LuaValue] {
    let place = try place(call[0], path), node = tree.nodes[place.node]
    let dealt = place.board(root: rules.board), hole = try hand(call[1], on: CardSet(dealt), path)
    if isPriced { return pricedStrategy(node) }
    let trainer = try solve()
    let mixed = trainer.solver.averageStrategy(place.node, bucket: trainer.cards.row(street: Int(node.street), hole: hole, dealt: dealt))
    return [.object(StrategyObject(player: rules.seatName(Int(node.player)), entries: Array(zip(node.children.map { tree.label($0) }, mixed))))]
  }

  private func hand(_ value: LuaValue, on board: CardSet, _ path: String) throws(ScriptError) -> CardSet {
    guard case .string(let text) = value else { throw .value(at: path, problem: "expected a hand such as \"AhKh\", found \(value.shown)") }
    let cards: [Card]
    do { cards = try Card.list(text) } catch { throw .value(at: path, problem: "\(error)") }
    let hole = CardSet(cards)
    guard cards.count == rules.holeCards, hole.count == cards.count else {
      throw .value(at: path, problem: "expected a hand of \(rules.holeCards) card\(rules.holeCards == 1 ? "" : "s"), found \(value.shown)")
    }
    if let foreign = cards.first(where: { !rules.deck.cards.contains($0) }) { throw .value(at: path, problem: "\(foreign) is not in the deck") }
    guard hole.isDisjoint(with: board) else { throw .value(at: path, problem: "the board blocks \(value.shown)") }
    return hole
  }

  /// `solver:save(path)`: everything that is needed to ask the training and to go on with it.
  func save(_ call: LuaCall) throws -> [LuaValue] {
    guard case .string(let path) = call[0], !path.isEmpty else {
      throw ScriptError.value(at: "solver:save", problem: "expected a path such as \"runs/blueprint.hlb\", found \(call[0].shown)")
    }
    try host.checkWritable(path, "solver:save")
    guard host.check == nil else { return [] }
    try SampledFile(path).save(try solve().savable())
    return []
  }

  /// `solver:fingerprint()`: a digest of all tables, 16 hexadecimal digits.
  func fingerprint(_ call: LuaCall) throws -> [LuaValue] {
    if isPriced { return [Self.digits(0)] }
    return [Self.digits(try solve().solver.fingerprint)]
  }
}
