import CFR
import Lua
import Training

/// Reads what may change over a run: the discount, how often to evaluate and to write checkpoints.
struct ScheduleReader {
  let state: LuaState
  let method: MethodObject

  private(set) var discount: DiscountSchedule
  private(set) var evaluate: Cadence?
  private(set) var checkpoint: Cadence?

  init(_ value: LuaValue, method: MethodObject, state: LuaState) throws(ScriptError) {
    self.state = state
    self.method = method
    discount = DiscountSchedule(method.variant, name: method.name)
    guard value != .nil else { return }
    let table = try StrictTable(value, path: "holdem.solver: schedule", known: ["discount", "evaluate", "checkpoint"])
    if table.has("discount") { discount = try Self.discount(table["discount"], at: "holdem.solver: schedule.discount", predicts: method.variant.predicts, state) }
    evaluate = try Self.cadence(table, "evaluate")
    checkpoint = try Self.cadence(table, "checkpoint")
  }

  /// A discount: a variant's name, a table `{ variant =, alpha =, ... }`, a number, or a function of the iteration.
  ///
  /// - Parameter predicts: whether the method's tables hold last instantaneous regrets; nil if that is not known yet.
  static func discount(_ value: LuaValue, at path: String, predicts: Bool?, _ state: LuaState) throws(ScriptError) -> DiscountSchedule {
    switch value {
    case .string: return try preset(.table(LuaTable(fields: ["variant": value])), at: path, predicts: predicts)
    case .table: return try preset(value, at: path, predicts: predicts)
    case .integer, .number:
      let factors = try factors(value, at: path, predicts: predicts ?? false)
      return DiscountSchedule(name: "\(value.shown)", predicts: predicts ?? false) { _ in factors }
    case .function(let function):
      return DiscountSchedule(name: "a function", predicts: predicts ?? false) { iteration in
        let answer = try state.call(function, [.integer(Int64(iteration))]).first ?? .nil
        return try factors(answer, at: "\(path)(\(iteration))", predicts: predicts ?? false)
      }
    default:
      throw .value(at: path, problem: "expected a variant's name, a table such as { variant = \"dcfr\", gamma = 3 }, a number, or a function of the iteration, found \(value.shown)")
    }
  }

  private static func preset(_ value: LuaValue, at path: String, predicts: Bool?) throws(ScriptError) -> DiscountSchedule {
    let table = try StrictTable(value, path: path, known: ["variant", "alpha", "beta", "gamma"])
    guard let name = try table.choice("variant", of: MethodObject.variants.map(\.name)) else {
      throw table.fault("variant", "missing: expected a name such as \"dcfr\"")
    }
    let variant = try MethodObject.variant(named: name, table)
    if let predicts, variant.predicts != predicts {
      throw .value(at: path, problem: "\"\(name)\" \(variant.predicts ? "predicts" : "does not predict") and the method \(predicts ? "does" : "does not"), so their tables differ: choose the method accordingly, holdem.cfr { variant = \"\(name)\" }")
    }
    return DiscountSchedule(variant, name: name)
  }

  /// What a discount function returns for an iteration: a number that multiplies regrets and strategies, or a table of factors.
  private static func factors(_ value: LuaValue, at path: String, predicts: Bool) throws(ScriptError) -> DiscountFactors {
    if let number = value.numberValue {
      guard number >= 0, number.isFinite else { throw .value(at: path, problem: "\(value.shown): expected a number from 0") }
      return DiscountFactors(positive: number, negative: number, average: number)
    }
    guard case .table = value else {
      throw .value(at: path, problem: "expected a number from 0, or a table { positive =, negative =, average =, floor = }, found \(value.shown)")
    }
    let table = try StrictTable(value, path: path, known: ["positive", "negative", "average", "floor", "play", "prediction"])
    func factor(_ key: String) throws(ScriptError) -> Double { try table.number(key, "a number from 0", in: 0 ... .greatestFiniteMagnitude) ?? 1 }
    let prediction = try table.number("prediction", "a number from 0", in: 0 ... .greatestFiniteMagnitude) ?? 0
    if !predicts, table.has("prediction") || table.has("play") {
      throw .value(at: path, problem: "`play` and `prediction` need a method that predicts, such as holdem.cfr { variant = \"pcfr+\" }")
    }
    let floors = try table.boolean("floor") ?? false
    if floors, table.has("negative") { throw table.fault("negative", "with `floor = true` no regret is negative: leave one of them out") }
    return DiscountFactors(
      positive: try factor("positive"), negative: try factor("negative"), average: try factor("average"),
      floorsAtZero: floors, play: try factor("play"), prediction: prediction)
  }

  /// `"every 25 iterations"`, the number 25, or a time such as `"10m"` or `"every 10m"`; nil if the key is not there.
  static func cadence(_ table: StrictTable, _ key: String) throws(ScriptError) -> Cadence? {
    let value = table[key]
    if value == .nil { return nil }
    if let count = value.numberValue.flatMap({ Int(exactly: $0) }), count >= 1 { return .iterations(count) }
    if case .string(let text) = value {
      let words = text.split(separator: " ")
      let every = words.first == "every" ? words.dropFirst() : words[...]
      if let unit = words.last, unit == "iterations" || unit == "iteration" {
        if words.count == 3, every.count == 2, let count = Int(every[1]), count >= 1 { return .iterations(count) }
      } else if let seconds = parseSeconds(every.joined()), seconds >= 0.001 {
        return .seconds(seconds)
      }
    }
    throw table.fault(key, "expected \"every 10 iterations\", or a time such as \"10m\", found \(value.shown)")
  }
}
