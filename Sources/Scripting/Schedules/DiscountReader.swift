import CFR
import Lua
import Training

/// Reads a discount: a variant's name, a table `{ variant =, alpha =, ... }`, a number, a table of factors, breakpoints of all these, a function of the
/// iteration, or `{ every = "10m", factor = ... }`.
struct DiscountReader {
  /// Whether the method's tables hold last instantaneous regrets; nil if that is not known yet.
  let predicts: Bool?
  let state: LuaState

  private static let keys = ["positive", "negative", "average", "floor", "play", "prediction"]

  func schedule(_ value: LuaValue, at path: String) throws(ScriptError) -> DiscountSchedule {
    switch value {
    case .string: return try preset(.table(LuaTable(fields: ["variant": value])), at: path)
    case .table(let table) where !table.array.isEmpty: return try breakpoints(value, at: path)
    case .table(let table) where table["every"] != .nil: return try periodic(value, at: path)
    case .table(let table) where table["variant"] == .nil && Self.keys.contains { table[$0] != .nil }:
      let factors = try factors(value, at: path)
      return DiscountSchedule(name: "factors { \(table.sortedFields.map { "\($0.name) = \($0.value.shown)" }.joined(separator: ", ")) }", predicts: predicts ?? false) { _ in factors }
    case .table: return try preset(value, at: path)
    case .integer, .number:
      let factors = try factors(value, at: path)
      return DiscountSchedule(name: "\(value.shown)", predicts: predicts ?? false) { _ in factors }
    case .function(let function):
      let (reader, state) = (self, state)
      return DiscountSchedule(name: "a function", predicts: predicts ?? false) { iteration in
        let answer = try state.call(function, [.integer(Int64(iteration))]).first ?? .nil
        return try reader.factors(answer, at: "\(path)(\(iteration))")
      }
    default:
      throw .value(at: path, problem: "expected a variant's name, a table such as { variant = \"dcfr\", gamma = 3 }, a number, breakpoints, or a function of the iteration, found \(value.shown)")
    }
  }

  private func preset(_ value: LuaValue, at path: String) throws(ScriptError) -> DiscountSchedule {
    let table = try StrictTable(value, path: path, known: ["variant", "alpha", "beta", "gamma"])
    guard let name = try table.choice("variant", of: MethodObject.variants.map(\.name)) else {
      throw table.fault("variant", "missing: expected a name such as \"dcfr\"")
    }
    let variant = try MethodObject.variant(named: name, table)
    if let predicts, variant.predicts != predicts {
      throw .value(
        at: path,
        problem:
          "\"\(name)\" \(variant.predicts ? "predicts" : "does not predict") and the method \(predicts ? "does" : "does not"), so their tables differ: "
          + "choose the method accordingly, holdem.cfr { variant = \"\(name)\" }"
      )
    }
    return DiscountSchedule(variant, name: name)
  }

  /// `{ {0, "cfr+"}, {1000, { variant = "dcfr", gamma = 3 }}, {"1h", 0.9}, shape = "steps" }`.
  private func breakpoints(_ value: LuaValue, at path: String) throws(ScriptError) -> DiscountSchedule {
    let reader = BreakpointsReader(example: "0.9") { value, place throws(ScriptError) in
      if case .table(let table) = value, !table.array.isEmpty || table["every"] != .nil {
        throw .value(at: place, problem: "a breakpoint holds a number, a variant, a table of factors or a function, not another schedule")
      }
      return try schedule(value, at: place)
    }
    let points = try reader.read(value, at: path)
    // Files know the predictions of a variant only by its tables: a mix must agree with itself.
    let kinds = Set(points.points.compactMap { $0.value.variant?.predicts })
    guard kinds.count < 2 else { throw .value(at: path, problem: "some of these variants predict and some do not, so their tables differ") }
    return DiscountSchedule(points, name: points.text(\.name), predicts: predicts ?? kinds.first ?? false)
  }

  /// `{ every = "10m", stop = "400m", factor = ... }`: weights that count once at each multiple.
  private func periodic(_ value: LuaValue, at path: String) throws(ScriptError) -> DiscountSchedule {
    let table = try StrictTable(value, path: path, known: ["every", "stop", "factor"])
    if predicts == true { throw .value(at: path, problem: "a method that predicts needs its factors in every iteration: `every` is for the others") }
    guard let every = try CadenceReader.cadence(table, "every")?.interval else { throw table.fault("every", "missing: expected a time such as \"10m\"") }
    let given = try table.required("factor", "a number, a variant's name, a table of factors, or a function of the multiple's number")
    let factor: (Int) throws -> DiscountFactors
    switch given {
    case .function(let function):
      let (reader, state) = (DiscountReader(predicts: false, state: state), state)
      factor = { n in try reader.factors(try state.call(function, [.integer(Int64(n))]).first ?? .nil, at: "\(path).factor(\(n))") }
    case .string:
      guard let variant = try DiscountReader(predicts: false, state: state).preset(.table(LuaTable(fields: ["variant": given])), at: "\(path).factor").variant else {
        throw table.fault("factor", "\(given.shown) is not known")
      }
      // The weight of iteration n + 1: there is nothing to weigh before the first multiple.
      factor = { variant.factors(iteration: $0 + 1) }
    default:
      let factors = try DiscountReader(predicts: false, state: state).factors(given, at: "\(path).factor")
      factor = { _ in factors }
    }
    return DiscountSchedule(
      every: every, most: try most(table, every: every), name: "\(given.shown) \(CadenceReader.text(every))", factors: factor)
  }

  /// How many multiples lie up to `stop`.
  private func most(_ table: StrictTable, every: Cadence.Interval) throws(ScriptError) -> Int? {
    guard let stop = try CadenceReader.cadence(table, "stop")?.interval else { return nil }
    let most: Int
    switch (every, stop) {
    case (.iterations(let every), .iterations(let stop)): most = stop / every
    case (.seconds(let every), .seconds(let stop)): most = Int((stop / every).rounded(.down))
    default: throw table.fault("stop", "`every` and `stop` are both iterations or both times, found \(table["every"].shown) and \(table["stop"].shown)")
    }
    guard most > 0 else { throw table.fault("stop", "\(table["stop"].shown) comes before the first \(table["every"].shown): nothing would be weighed") }
    return most
  }

  /// What an iteration is weighed by: a number that multiplies regrets and strategies, or a table of factors.
  private func factors(_ value: LuaValue, at path: String) throws(ScriptError) -> DiscountFactors {
    if let number = value.numberValue {
      guard number >= 0, number.isFinite else { throw .value(at: path, problem: "\(value.shown): expected a number from 0") }
      return DiscountFactors(positive: number, negative: number, average: number)
    }
    guard case .table = value else {
      throw .value(at: path, problem: "expected a number from 0, or a table { positive =, negative =, average =, floor = }, found \(value.shown)")
    }
    let table = try StrictTable(value, path: path, known: Self.keys)
    func factor(_ key: String) throws(ScriptError) -> Double { try table.number(key, "a number from 0", in: 0 ... .greatestFiniteMagnitude) ?? 1 }
    let prediction = try table.number("prediction", "a number from 0", in: 0 ... .greatestFiniteMagnitude) ?? 0
    if predicts != true, table.has("prediction") || table.has("play") {
      throw .value(at: path, problem: "`play` and `prediction` need a method that predicts, such as holdem.cfr { variant = \"pcfr+\" }")
    }
    let floors = try table.boolean("floor") ?? false
    if floors, table.has("negative") { throw table.fault("negative", "with `floor = true` no regret is negative: leave one of them out") }
    return DiscountFactors(
      positive: try factor("positive"), negative: try factor("negative"), average: try factor("average"),
      floorsAtZero: floors, play: try factor("play"), prediction: prediction)
  }
}
