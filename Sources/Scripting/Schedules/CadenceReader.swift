import Lua
import Training

/// Reads how often something recurs: `"every 25 iterations"`, the number 25, a time such as `"10m"`, or breakpoints or a function of these.
struct CadenceReader {
  let state: LuaState

  /// A cadence that may change over a run; nil if the key is not there.
  func schedule(_ table: StrictTable, _ key: String) throws(ScriptError) -> CadenceSchedule? {
    let path = table.place(of: key)
    switch table[key] {
    case .table:
      let reader = BreakpointsReader(example: "\"every 10 iterations\"", allowsLinear: false) { value, place throws(ScriptError) in
        guard let cadence = Self.parse(value) else { throw .value(at: place, problem: Self.expectation(value)) }
        return cadence
      }
      return CadenceSchedule(try reader.read(table[key], at: path))
    case .function(let function):
      let state = state
      return CadenceSchedule { iteration in
        let answer = try state.call(function, [.integer(Int64(iteration))]).first ?? .nil
        guard let cadence = Self.parse(answer) else { throw ScriptError.value(at: "\(path)(\(iteration))", problem: Self.expectation(answer)) }
        return cadence
      }
    default: return try Self.cadence(table, key).map { CadenceSchedule($0) }
    }
  }

  /// A cadence that stays; nil if the key is not there.
  static func cadence(_ table: StrictTable, _ key: String) throws(ScriptError) -> Cadence? {
    guard table.has(key) else { return nil }
    guard let cadence = parse(table[key]) else { throw table.fault(key, expectation(table[key])) }
    return cadence
  }

  private static func expectation(_ value: LuaValue) -> String { "expected \"every 10 iterations\", or a time such as \"10m\", found \(value.shown)" }

  private static func parse(_ value: LuaValue) -> Cadence? {
    if let count = value.numberValue.flatMap({ Int(exactly: $0) }), count >= 1 { return .iterations(count) }
    guard case .string(let text) = value else { return nil }
    let words = text.split(separator: " ")
    let every = words.first == "every" ? words.dropFirst() : words[...]
    if let unit = words.last, unit == "iterations" || unit == "iteration" {
      if words.count == 3, every.count == 2, let count = Int(every[1]), count >= 1 { return .iterations(count) }
    } else if let seconds = parseSeconds(every.joined()), seconds >= 0.001 {
      return .seconds(seconds)
    }
    return nil
  }

  /// For names of schedules.
  static func text(_ interval: Cadence.Interval) -> String {
    switch interval {
    case .iterations(let count): "every \(count) iterations"
    case .seconds(let seconds): "every \(LuaValue.number(seconds).shown) s"
    }
  }
}
