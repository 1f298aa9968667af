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
      let names = ["local_best_response"] + Baseline.allCases.map { "against_" + $0.name.replacing("-", with: "_") }
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
    if isPriced { return [Self.pricedEstimate] }
    if case .object(let object as SampledSolverObject) = call[0] {
      if case .table(let table) = call[1], table["boards"] != .nil { return [try onBoards(object, call[1])] }
      return [try solve().match(against: object.solve(), deals: try deals(call[1], "solver:against", usual: 200_000)).luaValue]
    }
    let names = Baseline.allCases.map(\.name)
    guard case .string(let name) = call[0], let baseline = Baseline.allCases.first(where: { $0.name == name }) else {
      throw ScriptError.value(at: "solver:against", problem: "expected a solver by holdem.mccfr, or one of \(names.map { "\"\($0)\"" }.joined(separator: ", ")), found \(call[0].shown)")
    }
    return [try solve().match(against: baseline, deals: try deals(call[1], "solver:against", usual: 200_000)).luaValue]
  }

  /// `solver:against(other, { boards = 200 })`: exact on each board.
  private func onBoards(_ other: SampledSolverObject, _ value: LuaValue) throws -> LuaValue {
    let table = try StrictTable(value, path: "solver:against", known: ["boards", "deals"])
    guard !table.has("deals") else { throw table.fault("deals", "either `deals` that are played, or `boards` on which both play all their hands") }
    let boards = try table.integer("boards", "a whole number from 2", in: 2...1_000_000_000) ?? 2
    return try solve().match(against: other.solve(), boards: boards).luaValue
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

  private func deals(_ value: LuaValue, _ path: String, usual: Int) throws(ScriptError) -> Int {
    guard value != .nil else { return usual }
    let table = try StrictTable(value, path: path, known: ["deals"])
    return try table.integer("deals", "a whole number from 64", in: 64...1_000_000_000) ?? usual
  }

  /// `solver:strategy(line, "AhKh")`: the average strategy of a hand's bucket at a decision. Lines name the cards dealt: `"c-x/Td9d6h/x"`.
  func strategy(_ call: LuaCall, _ path: String) throws -> [LuaValue] {
    if isPriced { return try pricedStrategy(call[0], path) }
    guard case .string(let line) = call[0] else {
      throw ScriptError.value(at: path, problem: "expected a line such as \"\" (the root) or \"c-x/Td9d6h/x\", found \(call[0].shown)")
    }
    guard case .string(let text) = call[1] else { throw ScriptError.value(at: path, problem: "expected a hand such as \"AhKh\", found \(call[1].shown)") }
    let trainer = try solve()
    do {
      let place = try PublicPlace(line, in: tree)
      let node = tree.nodes[place.node]
      if let problem = whyNobodyActs(at: place.node) { throw ScriptError.value(at: path, problem: "line \"\(line)\": \(problem)") }
      let cards = try Card.list(text)
      let hole = CardSet(cards), dealt = place.board(root: rules.board), board = CardSet(dealt)
      guard cards.count == rules.holeCards, hole.count == cards.count else {
        throw ScriptError.value(at: path, problem: "expected a hand of \(rules.holeCards) card\(rules.holeCards == 1 ? "" : "s"), found \(call[1].shown)")
      }
      if let foreign = cards.first(where: { !rules.deck.cards.contains($0) }) { throw ScriptError.value(at: path, problem: "\(foreign) is not in the deck") }
      guard hole.isDisjoint(with: board) else { throw ScriptError.value(at: path, problem: "the board blocks \(call[1].shown)") }
      let row = trainer.cards.row(street: Int(node.street), hole: hole, dealt: dealt)
      let labels = node.children.map { tree.label($0) }
      let mixed = trainer.solver.averageStrategy(place.node, bucket: row)
      return [.object(StrategyObject(player: rules.seatName(Int(node.player)), entries: Array(zip(labels, mixed))))]
    } catch let error as AbstractionError { throw ScriptError.value(at: path, problem: "\(error)") } catch let error as CardsError {
      throw ScriptError.value(at: path, problem: "\(error)")
    }
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
