import Foundation
import Game
import Lua
import Training

extension GameObject {
  /// `holdem.kuhn { rake = }` and `holdem.leduc { rake = }`.
  static func small(_ name: String, _ rules: GameRules, _ value: LuaValue) throws(ScriptError) -> GameObject {
    GameObject(constructor: "holdem.\(name)", rules: try raked(rules, value, "holdem.\(name)"), ranges: nil)
  }

  /// A game whose amounts are fixed, with the rake of a table that may be left out.
  private static func raked(_ rules: GameRules, _ value: LuaValue, _ path: String) throws(ScriptError) -> GameRules {
    guard value != .nil else { return rules }
    let table = try StrictTable(value, path: path, known: ["rake"])
    let rake = try RakeTable(table)
    let units = ChipUnits(perChip: rules.unitsPerChip)
    if let cap = rake.cap, abs(units.chips(units.units(cap)) - cap) > 1e-9 {
      throw .value(at: "\(path): rake.cap", problem: "\(LuaValue.number(cap).shown) is no multiple of the game's smallest chip, \(LuaValue.number(units.chips(1)).shown)")
    }
    var rules = rules
    rules.rake = rake.rake(units)
    return rules
  }

  /// `holdem.nolimit { players =, stack = | stacks =, small_blind =, big_blind =, straddles =, ante =, big_blind_ante =, rake =, chip = }`;
  /// `holdem.potlimit` takes the same.
  static func noLimit(_ value: LuaValue, isPotLimit: Bool) throws -> GameObject {
    let path = isPotLimit ? "holdem.potlimit" : "holdem.nolimit"
    let stakes = try TableStakes(try StrictTable(value, path: path, known: TableStakes.keys))
    let make = isPotLimit ? GameRules.potLimit : GameRules.noLimit
    return try game(path) { () throws(GameError) in
      try make(
        stakes.stacks, stakes.smallBlind, stakes.bigBlind, stakes.straddles, stakes.ante, stakes.bigBlindAnte, stakes.rake, stakes.units.perChip)
    }
  }

  /// `holdem.limit`: as `holdem.nolimit`, with `small_bet`, `big_bet` and `max_raises`.
  static func limit(_ value: LuaValue) throws -> GameObject {
    let path = "holdem.limit"
    let known = TableStakes.keys.filter { $0 != "big_blind_ante" } + ["small_bet", "big_bet", "max_raises"]
    let table = try StrictTable(value, path: path, known: known)
    let small = try table.number("small_bet", "chips above 0", in: ChipUnits.positive), big = try table.number("big_bet", "chips above 0", in: ChipUnits.positive)
    let stakes = try TableStakes(table, further: [small ?? 0, big ?? 0])
    let expected = "a list of caps on bets and raises, one a street, such as { 3, 4, 4, 4 }"
    let caps = try table.numbers("max_raises", expected).map { cap throws(ScriptError) in
      guard let cap = Int(exactly: cap) else { throw table.fault("max_raises", "expected \(expected), found \(LuaValue.number(cap).shown) in it") }
      return cap
    }
    guard caps.count == (table.has("max_raises") ? 4 : 0) else { throw table.fault("max_raises", "expected \(expected), found \(caps.count) of them") }
    return try game(path) { () throws(GameError) in
      try GameRules.limit(
        stacks: stakes.stacks, smallBlind: stakes.smallBlind, bigBlind: stakes.bigBlind, smallBet: small.map(stakes.units.units),
        bigBet: big.map(stakes.units.units), maxRaises: caps.isEmpty ? [3, 4, 4, 4] : caps, straddles: stakes.straddles,
        ante: stakes.ante, rake: stakes.rake, unitsPerChip: stakes.units.perChip)
    }
  }

  /// `holdem.acpc("file.game", { rake = })`: a game definition of the Annual Computer Poker Competition. A relative path is looked for beside the
  /// script.
  static func acpc(_ call: LuaCall) throws -> GameObject {
    let path = "holdem.acpc"
    guard case .string(let file) = call[0] else { throw ScriptError.value(at: path, problem: "expected the path of a .game file, found \(call[0].shown)") }
    let folder = call.location.map { URL(fileURLWithPath: $0.file).deletingLastPathComponent() }
    let url = URL(fileURLWithPath: file, relativeTo: folder)
    do { try FileError.requireFile(url.path) } catch { throw ScriptError.value(at: path, problem: "\(error)") }
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { throw ScriptError.value(at: path, problem: "\"\(url.path)\" is not text (UTF-8)") }
    let rules: GameRules
    do { rules = try ACPCGame.rules(from: text) } catch { throw ScriptError.value(at: "\(path): \(file)", problem: "\(error)") }
    return GameObject(constructor: path, rules: try raked(rules, call[1], path), ranges: nil)
  }

  private static func game(_ path: String, _ make: () throws(GameError) -> GameRules) throws(ScriptError) -> GameObject {
    do { return GameObject(constructor: path, rules: try make(), ranges: nil) } catch { throw .value(at: path, problem: "\(error)") }
  }
}
