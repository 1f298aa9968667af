import Lua
import Training

/// Reads a number that may change over a run: the number, a table of breakpoints `{ {0, 0.6}, {"10m", 0.3}, shape = "linear" }`, or a function of
/// the iteration.
struct NumberScheduleReader {
  let state: LuaState

  /// Nil if the key is not there.
  ///
  /// - Parameter range: of the values; checked now, or for a function at each iteration.
  func read(_ table: StrictTable, _ key: String, _ expected: String, in range: ClosedRange<Double>) throws(ScriptError) -> NumberSchedule? {
    let path = table.place(of: key)
    switch table[key] {
    case .nil: return nil
    case .table: return try breakpoints(table[key], path, expected, range)
    case .function(let function):
      let state = state
      return NumberSchedule { iteration in
        let answer = try state.call(function, [.integer(Int64(iteration))]).first ?? .nil
        return try Self.number(answer, "\(path)(\(iteration))", expected, range)
      }
    default: return NumberSchedule(try Self.number(table[key], path, "\(expected), a table of breakpoints such as { {0, 1}, {1000, 0.5} }, or a function of the iteration", range))
    }
  }

  private static func number(_ value: LuaValue, _ path: String, _ expected: String, _ range: ClosedRange<Double>) throws(ScriptError) -> Double {
    guard let number = value.numberValue, range.contains(number) else { throw .value(at: path, problem: "expected \(expected), found \(value.shown)") }
    return number
  }

  private func breakpoints(_ value: LuaValue, _ path: String, _ expected: String, _ range: ClosedRange<Double>) throws(ScriptError) -> NumberSchedule {
    let table = try StrictTable(value, path: path, known: ["shape"], allowsArray: true)
    var points: [NumberSchedule.Breakpoint] = []
    for (i, entry) in table.table.array.enumerated() {
      let place = "\(path)[\(i + 1)]"
      guard case .table(let pair) = entry, pair.array.count == 2, pair.fields.isEmpty else {
        throw .value(at: place, problem: "expected a breakpoint such as {1000, 0.3} or {\"10m\", 0.3}, found \(entry.shown)")
      }
      let value = try Self.number(pair.array[1], place, expected, range)
      if case .string(let text) = pair.array[0], let seconds = parseSeconds(text) {
        points.append(.init(.seconds(seconds), value))
      } else if let iteration = pair.array[0].numberValue.flatMap({ Int(exactly: $0) }), iteration >= 0 {
        points.append(.init(.iteration(iteration), value))
      } else {
        throw .value(at: place, problem: "expected an iteration or a time such as \"10m\", found \(pair.array[0].shown)")
      }
    }
    guard !points.isEmpty else { throw .value(at: path, problem: "expected breakpoints such as { {0, 1}, {1000, 0.5} }, found none") }
    for (before, after) in zip(points, points.dropFirst()) {
      switch (before.place, after.place) {
      case (.iteration(let a), .iteration(let b)) where a < b: continue
      case (.seconds(let a), .seconds(let b)) where a < b: continue
      case (.iteration, .iteration), (.seconds, .seconds): throw .value(at: path, problem: "breakpoints must come in ascending order")
      default: throw .value(at: path, problem: "breakpoints by iteration and by time do not mix")
      }
    }
    let shape = try table.choice("shape", of: ["steps", "linear"]).flatMap(NumberSchedule.Shape.init) ?? .steps
    return NumberSchedule(points, shape: shape)
  }
}
