import Abstraction
import Cards
import Game
import Lua

/// Reads the bet abstraction of a script: a string, a table by street, or a function of the public state.
struct BetsReader {
  let rules: GameRules
  let state: LuaState

  /// The betting tree; an error of a script's function is raised as it was.
  func tree(_ value: LuaValue, options: LuaValue) throws -> BettingTree {
    var raised: LuaError?
    var bets = try abstraction(value, options: options)
    if case .function(let menu) = bets.source {
      bets.source = .function { place in
        do { return try menu(place) } catch let error as LuaError {
          raised = error
          throw error
        }
      }
    }
    do { return try BettingTreeBuilder.build(rules, bets) } catch {
      if let raised { throw raised }
      if case .function(_, let problem) = error { throw ScriptError.call(problem) }
      throw ScriptError.value(at: "holdem.solver: bets", problem: "\(error)")
    }
  }

  func abstraction(_ value: LuaValue, options: LuaValue) throws -> BetAbstraction {
    let options = try readOptions(options)
    return BetAbstraction(try source(value, through: options.lastStreet), options: options)
  }

  private func source(_ value: LuaValue, through last: String?) throws -> BetAbstraction.Source {
    if rules.betting == .fixedLimit, value != .nil {
      throw ScriptError.value(at: "holdem.solver: bets", problem: "the game fixes the size of every bet: leave `bets` out")
    }
    switch value {
    case .string(let text): return .rules([MenuRule(menu: try menu(text, at: "bets"))])
    case .table: return .rules(try streets(value, through: last))
    case .function(let function): return .function { try call(function, $0) }
    case .nil where rules.betting == .fixedLimit: return .rules([])
    default:
      throw ScriptError.value(
        at: "holdem.solver: bets",
        problem: "expected sizes such as \"33%, 75%, a / 2.5x\", a table by street, or a function of the public state, found \(value.shown)")
    }
  }

  private func menu(_ text: String, at path: String) throws(ScriptError) -> BetMenu {
    do { return try BetMenu(parsing: text) } catch { throw .value(at: "holdem.solver: \(path)", problem: "\(error)") }
  }

  /// `{ flop = "33%", turn = { oop = "60%", ip = "75%" }, river = { "60%, a", donk = "50%" } }`.
  ///
  /// - Parameter last: the last street that is bet on: later ones need no sizes.
  private func streets(_ value: LuaValue, through last: String?) throws(ScriptError) -> [MenuRule] {
    let names = rules.streets.map(\.name)
    // A spot may be given the menus of the whole game: those of streets that are already played say nothing.
    let played = names.last == "river" ? ["preflop", "flop", "turn", "river"].filter { !names.contains($0) } : []
    let table = try StrictTable(value, path: "holdem.solver: bets", known: names + ["all"] + played)
    var found: [MenuRule] = []
    for name in names[...(last.flatMap(names.firstIndex) ?? names.count - 1)] {
      let key = table.has(name) ? name : "all"
      guard table.has(key) else {
        throw .value(at: "holdem.solver: bets", problem: "no sizes for the \(name): add `\(name) = \"...\"` (\"\" for no bets), or `all = \"...\"`")
      }
      found += try street(name, table[key], path: "bets.\(key)")
    }
    return found
  }

  private func street(_ name: String, _ value: LuaValue, path: String) throws(ScriptError) -> [MenuRule] {
    if case .string(let text) = value { return [MenuRule(street: name, menu: try menu(text, at: path))] }
    guard case .table = value else {
      throw .value(
        at: "holdem.solver: \(path)", problem: "expected sizes such as \"33%, 75% / 2.5x\", or a table such as { \(rules.seatName(0)) = \"33%\", \(rules.seatName(1)) = \"75%\" }, found \(value.shown)"
      )
    }
    let positions = (0..<rules.players).map(rules.seatName)
    let table = try StrictTable(value, path: "holdem.solver: \(path)", known: positions + ["donk"], allowsArray: true)
    var found: [MenuRule] = []
    if let donk = try table.string("donk", "sizes such as \"50%\"") {
      found.append(MenuRule(street: name, isDonk: true, menu: try menu(donk, at: "\(path).donk")))
    }
    for position in positions {
      guard let sizes = try table.string(position, "sizes such as \"33%, 75% / 2.5x\"") else { continue }
      found.append(MenuRule(street: name, position: position, menu: try menu(sizes, at: "\(path).\(position)")))
    }
    guard table.table.array.count <= 1 else {
      throw .value(at: "holdem.solver: \(path)", problem: "expected one list of sizes, such as { \"33%, 75% / 2.5x\", donk = \"50%\" }, found \(table.table.array.count)")
    }
    if let first = table.table.array.first {
      if positions.allSatisfy(table.has) {
        throw .value(at: "holdem.solver: \(path)", problem: "sizes for \(positions.map { "`\($0)`" }.joined(separator: ", ")) and a list for all: nobody is left for the list; leave out one of them")
      }
      guard case .string(let text) = first else { throw .value(at: "holdem.solver: \(path)[1]", problem: "expected sizes such as \"33%, 75%\", found \(first.shown)") }
      found.append(MenuRule(street: name, menu: try menu(text, at: "\(path)[1]")))
    } else if let missing = positions.first(where: { !table.has($0) }) {
      throw .value(
        at: "holdem.solver: \(path)", problem: "no sizes for \(missing): give \(positions.map { "`\($0)`" }.joined(separator: ", ")), or a list for all others as in { \"33%, 75%\", donk = \"50%\" }")
    }
    return found
  }

  private func readOptions(_ value: LuaValue) throws(ScriptError) -> BetOptions {
    guard value != .nil else { return BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0) }
    let table = try StrictTable(value, path: "holdem.solver: bet_options", known: ["add_all_in", "force_all_in", "merge", "raise_cap", "limp", "last_street", "flop_players"])
    if rules.betting == .fixedLimit, let key = ["add_all_in", "force_all_in", "merge"].first(where: table.has) {
      throw table.fault(key, "the game fixes the size of every bet: leave it out")
    }
    if rules.largestBlind == 0, let key = ["limp", "flop_players"].first(where: table.has) {
      throw table.fault(key, "it is of the betting before the flop, which this game does not have: leave it out")
    }
    return BetOptions(
      addAllIn: try share(table, "add_all_in", atMost: 100), forceAllIn: try share(table, "force_all_in", atMost: 1),
      merge: try share(table, "merge", atMost: 1),
      raiseCap: try table.integer("raise_cap", "a whole number from 0", in: 0...1000),
      allowsLimp: try table.boolean("limp") ?? true, lastStreet: try table.choice("last_street", of: rules.streets.map(\.name)),
      flopPlayers: try table.integer("flop_players", "a number of players from 2 to 10", in: 2...10))
  }

  private func share(_ table: StrictTable, _ key: String, atMost most: Double) throws(ScriptError) -> Double {
    guard table.has(key) else { return 0 }
    let value = table[key]
    let number = if case .string(let text) = value { parsePercent(text) } else { value.numberValue }
    guard let number, number >= 0, number.isFinite else { throw table.fault(key, "expected a share such as \"10%\" or 0.1, found \(value.shown)") }
    guard number <= most else { throw table.fault(key, "\(value.shown) is out of range: expected a share such as \"10%\" or 0.1, at most \(Int(most * 100))%") }
    return number
  }

  /// Asks a script's function for the sizes at a decision.
  private func call(_ function: LuaFunction, _ place: PublicState) throws -> BetMenu {
    let answer = try state.call(function, [.table(LuaTable(fields: fields(place)))]).first ?? .nil
    let line = place.line.isEmpty ? "the root" : "line \"\(place.line)\""
    guard let text = sizes(answer) else {
      let odd = answer.tableValue?.array.first { sizes($0) == nil || $0.tableValue != nil }.map { " with \($0.shown) in it" } ?? ""
      throw ScriptError.value(
        at: "holdem.solver: bets at \(line)",
        problem: "expected sizes such as \"33%, 75% / 2.5x\" (\"\" for no bets), chips such as 120, or a list of these, the function returned \(answer.shown)\(odd)")
    }
    do { return try BetMenu(parsing: text) } catch { throw ScriptError.value(at: "holdem.solver: bets at \(line)", problem: "\(error)") }
  }

  /// What a function returned, as the text of a menu: a text as it is, a number as chips, a list of both.
  private func sizes(_ answer: LuaValue) -> String? {
    switch answer {
    case .string(let text): return text
    case .integer, .number:
      // Others are written with exponents, which mean something else in a menu.
      guard let chips = answer.numberValue, chips == 0 || (1e-3..<1e9).contains(abs(chips)) else { return nil }
      return "\(answer.shown)c"
    case .table(let list) where list.fields.isEmpty && list.others.isEmpty:
      let entries = list.array.map { entry in entry.tableValue == nil ? sizes(entry) : nil }
      return entries.contains(nil) ? nil : entries.compactMap(\.self).joined(separator: ", ")
    default: return nil
    }
  }

  private func fields(_ place: PublicState) -> [String: LuaValue] {
    let units = ChipUnits(perChip: place.unitsPerChip)
    func chips(_ amount: Chips) -> LuaValue {
      amount % place.unitsPerChip == 0 ? .integer(Int64(amount / place.unitsPerChip)) : .number(units.chips(amount))
    }
    return [
      "street": .string(place.street), "position": .string(place.position), "seat": .integer(Int64(place.seat + 1)), "players": .integer(Int64(place.playersIn)),
      "in_position": .boolean(place.isInPosition), "pot": chips(place.pot),
      "to_call": chips(place.toCall), "stacks": .table(LuaTable(array: place.stacks.map(chips))), "effective_stack": chips(place.effectiveStack),
      "spr": .number(place.stackToPotRatio), "raises": .integer(Int64(place.raises)),
      "last_aggressor": place.lastAggressor.map { .integer(Int64($0 + 1)) } ?? .nil, "donk": .boolean(place.isDonk), "line": .string(place.line),
      "board": .string(place.board.map(\.description).joined()),
    ].filter { $0.value != .nil }
  }
}
