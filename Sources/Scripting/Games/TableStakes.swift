import Game
import Lua

/// What `holdem.nolimit`, `holdem.potlimit` and `holdem.limit` have in common: seats, stacks, blinds, antes, rake, in units.
struct TableStakes {
  static let keys = ["players", "stack", "stacks", "small_blind", "big_blind", "straddles", "ante", "big_blind_ante", "rake", "chip"]

  let units: ChipUnits
  let stacks: [Chips]
  let smallBlind: Chips
  let bigBlind: Chips
  let straddles: [Chips]
  let ante: Chips
  let bigBlindAnte: Chips
  let rake: Rake

  /// - Parameter further: other amounts of the table, which must be whole units too.
  init(_ table: StrictTable, further: [Double] = []) throws(ScriptError) {
    let stacks = try Self.stacks(table)
    let blinds = try ["small_blind", "big_blind"].map { key throws(ScriptError) in
      _ = try table.required(key, "chips, such as `small_blind = 0.5, big_blind = 1`")
      return try table.number(key, key == "big_blind" ? "chips above 0" : "chips from 0", in: key == "big_blind" ? ChipUnits.positive : ChipUnits.amounts) ?? 0
    }
    if blinds[0] > blinds[1] { throw table.fault("small_blind", "\(table["small_blind"].shown) is more than the big blind, \(table["big_blind"].shown)") }
    let straddles = try table.numbers("straddles", "a list of chips such as { 4 }")
    let ante = try table.number("ante", "chips from 0", in: ChipUnits.amounts) ?? 0
    let bigBlindAnte = try table.number("big_blind_ante", "chips from 0", in: ChipUnits.amounts) ?? 0
    let rakeTable = try RakeTable(table)
    let units = try ChipUnits(table, amounts: blinds + [ante, bigBlindAnte, rakeTable.cap ?? 0] + stacks + straddles + further)
    self.units = units
    self.stacks = stacks.map(units.units)
    smallBlind = units.units(blinds[0])
    bigBlind = units.units(blinds[1])
    self.straddles = straddles.map(units.units)
    self.ante = units.units(ante)
    self.bigBlindAnte = units.units(bigBlindAnte)
    rake = rakeTable.rake(units)
  }

  private static func stacks(_ table: StrictTable) throws(ScriptError) -> [Double] {
    let players = try table.integer("players", "2 to 10 players", in: 2...10)
    if let stack = try table.number("stack", "chips above 0", in: ChipUnits.positive) {
      if table.has("stacks") { throw table.fault("stacks", "there is a `stack` too: give one of them") }
      return Array(repeating: stack, count: players ?? 2)
    }
    let stacks = try table.numbers("stacks", "a list of chips, one a seat from the left of the button")
    guard !stacks.isEmpty else { throw table.fault("stack", "missing: expected the chips of each player, such as `stack = 100` or `stacks = { 100, 80 }`") }
    if let players, players != stacks.count { throw table.fault("stacks", "\(stacks.count) stacks for \(players) players") }
    return stacks
  }
}

/// `rake = { rate = 0.05, cap = 3, no_flop_no_drop = true }`.
struct RakeTable {
  let rate: Double
  /// In chips; nil where there is none.
  let cap: Double?
  let noFlopNoDrop: Bool

  init(_ parent: StrictTable) throws(ScriptError) {
    guard parent.has("rake") else {
      (rate, cap, noFlopNoDrop) = (0, nil, false)
      return
    }
    let table = try StrictTable(parent["rake"], path: "\(parent.path): rake", known: ["rate", "cap", "no_flop_no_drop"])
    guard let rate = try table.number("rate", "a share from 0 to 1, such as 0.05", in: 0...1) else {
      throw table.fault("rate", "missing: expected a share from 0 to 1, such as 0.05")
    }
    self.rate = rate
    cap = try table.number("cap", "chips from 0", in: ChipUnits.amounts)
    noFlopNoDrop = try table.boolean("no_flop_no_drop") ?? false
  }

  func rake(_ units: ChipUnits) -> Rake { Rake(rate: rate, cap: cap.map(units.units) ?? .max, noFlopNoDrop: noFlopNoDrop) }
}

extension ChipUnits {
  /// The units of a table: those of its `chip`, the smallest chip, or else the coarsest that fit all amounts.
  init(_ table: StrictTable, amounts: [Double]) throws(ScriptError) {
    guard let chip = try table.number("chip", "the smallest chip, such as 1 or 0.5", in: 1e-3...1e6) else {
      try self.init(amounts: amounts, path: table.path)
      return
    }
    let perChip = (1 / chip).rounded()
    guard perChip >= 1, abs(perChip * chip - 1) < 1e-9 else { throw table.fault("chip", "expected a whole part of 1, such as 1, 0.5, 0.1 or 0.01, found \(table["chip"].shown)") }
    self.init(perChip: Int(perChip))
    if let odd = amounts.first(where: { abs($0 * perChip - ($0 * perChip).rounded()) > 1e-6 }) {
      throw .value(at: table.path, problem: "\(LuaValue.number(odd).shown) is no multiple of the smallest chip, \(table["chip"].shown)")
    }
  }
}

extension StrictTable {
  /// A list of numbers; empty if the key is not there.
  func numbers(_ key: String, _ expected: String) throws(ScriptError) -> [Double] {
    guard has(key) else { return [] }
    guard case .table(let list) = self[key], list.fields.isEmpty, list.others.isEmpty else { throw fault(key, "expected \(expected), found \(self[key].shown)") }
    var numbers: [Double] = []
    for value in list.array {
      guard let number = value.numberValue, number >= 0, number <= 1e12 else { throw fault(key, "expected \(expected), found \(value.shown) in it") }
      numbers.append(number)
    }
    return numbers
  }
}
