import Abstraction
import Cards
import Game
import Lua

/// A game of a script: its rules, and the ranges of a spot.
final class GameObject: LuaObject {
  static let luaType = LuaObjectType("game", of: GameObject.self)

  /// What made it, for messages: `holdem.spot`.
  let constructor: String
  let rules: GameRules
  /// Out of position first; nil where every hand is dealt.
  let ranges: [HandRange]?

  init(constructor: String, rules: GameRules, ranges: [HandRange]?) {
    self.constructor = constructor
    self.rules = rules
    self.ranges = ranges
    super.init(type: Self.luaType)
  }

  override var luaDescription: String {
    "\(constructor) { \(rules.players) players, streets \(rules.streets.map(\.name).joined(separator: ", ")) }"
  }

  /// `holdem.spot { board =, ranges = { oop =, ip = }, pot =, stack = | stacks = {oop, ip}, rake =, minimum_bet =, chip = }`.
  static func spot(_ value: LuaValue) throws -> GameObject {
    let path = "holdem.spot"
    let table = try StrictTable(
      value, path: path, known: ["board", "ranges", "pot", "stack", "stacks", "rake", "minimum_bet", "chip"])
    let board = try readBoard(table)
    _ = try table.required("pot", "the chips in the pot, such as 200")
    let pot = try table.number("pot", "chips from 0", in: ChipUnits.amounts) ?? 0
    let stacks = try readStacks(table)
    let minimum = try table.number("minimum_bet", "chips above 0, such as the big blind", in: ChipUnits.positive)
    let rake = try RakeTable(table)
    let units = try ChipUnits(table, amounts: [pot, minimum ?? 0, rake.cap ?? 0] + stacks)
    do {
      let rules = try GameRules.spot(
        board: board, pot: units.units(pot), stacks: stacks.map(units.units), rake: rake.rake(units), unitsPerChip: units.perChip,
        minimumBet: minimum.map(units.units) ?? 1)
      return GameObject(constructor: path, rules: rules, ranges: try readRanges(table, board: CardSet(board)))
    } catch let error as GameError { throw ScriptError.value(at: path, problem: "\(error)") }
  }

  private static func readBoard(_ table: StrictTable) throws(ScriptError) -> [Card] {
    _ = try table.required("board", "3 to 5 cards such as \"Td9d6h\"")
    let text = try table.string("board", "3 to 5 cards such as \"Td9d6h\"") ?? ""
    let cards: [Card]
    do { cards = try Card.list(text) } catch { throw table.fault("board", error.pointed) }
    guard (3...5).contains(cards.count) else {
      throw table.fault("board", "\"\(text)\" has \(cards.count) card\(cards.count == 1 ? "" : "s"): expected 3 (flop), 4 (turn) or 5 (river), such as \"Td9d6h\"")
    }
    return cards
  }

  private static func readStacks(_ table: StrictTable) throws(ScriptError) -> [Double] {
    if let stack = try table.number("stack", "chips above 0", in: ChipUnits.positive) {
      if table.has("stacks") { throw table.fault("stacks", "there is a `stack` too: give one of them") }
      return [stack, stack]
    }
    let expected = "the chips behind, such as `stack = 900`, or `stacks = { oop = 900, ip = 700 }`"
    guard table.has("stacks") else { throw table.fault("stack", "missing: expected \(expected)") }
    let both = try StrictTable(table["stacks"], path: "\(table.path): stacks", known: ["oop", "ip"])
    return try ["oop", "ip"].map { seat throws(ScriptError) in
      _ = try both.required(seat, "the chips behind, such as 900")
      return try both.number(seat, "chips above 0", in: ChipUnits.positive) ?? 0
    }
  }

  private static func readRanges(_ table: StrictTable, board: CardSet) throws(ScriptError) -> [HandRange] {
    let expected = "`{ oop = \"QQ+,AKs\", ip = \"22+\" }`"
    let both = try StrictTable(try table.required("ranges", expected), path: "\(table.path): ranges", known: ["oop", "ip"])
    var ranges: [HandRange] = []
    for seat in ["oop", "ip"] {
      let value = try both.required(seat, "a range such as \"QQ+,AKs,A5s-A2s:0.5\"")
      let range = try HandRange(lua: value, at: "\(table.path): ranges.\(seat)")
      if range.isEmpty { throw both.fault(seat, "the range is empty") }
      if range.removing(board).isEmpty { throw both.fault(seat, "the board blocks every combo of the range") }
      ranges.append(range)
    }
    return ranges
  }
}

extension HandRange {
  /// A range as a script writes it: text, or a table of 1,326 weights by combo index.
  init(lua value: LuaValue, at path: String) throws(ScriptError) {
    switch value {
    case .string(let text):
      if text.allSatisfy(\.isWhitespace) { throw .value(at: path, problem: "the range is empty: expected hands such as \"QQ+,AKs,A5s-A2s:0.5\"") }
      do { try self.init(text) } catch { throw .value(at: path, problem: error.pointed) }
    case .table(let table) where table.fields.isEmpty && table.others.isEmpty:
      var weights: [Float] = []
      for (i, entry) in table.array.enumerated() {
        guard let number = entry.numberValue else { throw .value(at: "\(path)[\(i + 1)]", problem: "expected a weight from 0 to 1, found \(entry.shown)") }
        weights.append(Float(number))
      }
      do { try self.init(weights: weights) } catch { throw .value(at: path, problem: "\(error)") }
    default:
      throw .value(at: path, problem: "expected a range such as \"QQ+,AKs,A5s-A2s:0.5\" or 1,326 weights, found \(value.shown)")
    }
  }
}

extension CardsError {
  /// The message, and below it the text with a caret where the fault is.
  var pointed: String {
    guard let fault else { return "\(self)" }
    return "\(fault)\n    " + fault.caret.replacing("\n", with: "\n    ")
  }
}
