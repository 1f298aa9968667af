import Foundation
import Game
import Lua

extension GameObject {
  /// `holdem.kuhn()` and `holdem.leduc()`.
  static func small(_ name: String, _ rules: GameRules, _ value: LuaValue) throws(ScriptError) -> GameObject {
    if value != .nil { _ = try StrictTable(value, path: "holdem.\(name)", known: []) }
    return GameObject(constructor: "holdem.\(name)", rules: rules, ranges: nil)
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
    guard caps.isEmpty || caps.count == 4 else { throw table.fault("max_raises", "expected \(expected), found \(caps.count) of them") }
    return try game(path) { () throws(GameError) in
      try GameRules.limit(
        stacks: stakes.stacks, smallBlind: stakes.smallBlind, bigBlind: stakes.bigBlind, smallBet: small.map(stakes.units.units),
        bigBet: big.map(stakes.units.units), maxRaises: caps.isEmpty ? [3, 4, 4, 4] : caps, straddles: stakes.straddles,
        ante: stakes.ante, rake: stakes.rake, unitsPerChip: stakes.units.perChip)
    }
  }

  /// `holdem.acpc "file.game"`: a game definition of the Annual Computer Poker Competition. A relative path is looked for beside the script.
  static func acpc(_ call: LuaCall) throws -> GameObject {
    let path = "holdem.acpc"
    guard case .string(let file) = call[0] else { throw ScriptError.value(at: path, problem: "expected the path of a .game file, found \(call[0].shown)") }
    let folder = call.location.map { URL(fileURLWithPath: $0.file).deletingLastPathComponent() }
    let url = URL(fileURLWithPath: file, relativeTo: folder)
    let text: String
    do { text = try String(contentsOf: url, encoding: .utf8) } catch {
      throw ScriptError.value(at: path, problem: "cannot read \"\(url.path)\"")
    }
    do { return GameObject(constructor: path, rules: try ACPCGame.rules(from: text), ranges: nil) } catch {
      throw ScriptError.value(at: "\(path): \(file)", problem: "\(error)")
    }
  }

  private static func game(_ path: String, _ make: () throws(GameError) -> GameRules) throws(ScriptError) -> GameObject {
    do { return GameObject(constructor: path, rules: try make(), ranges: nil) } catch { throw .value(at: path, problem: "\(error)") }
  }
}
