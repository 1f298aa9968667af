import Lua
import Training

/// Reads a number that may change over a run: the number, a table of breakpoints `{ {0, 0.6}, {"10m", 0.3}, shape = "linear" }`, or a function of
/// the iteration.
struct NumberScheduleReader {
  let state: LuaState

  /// Nil if the key is not there.
  ///
  /// - Parameters:
  ///   - range: of the values; checked now, or for a function at each iteration.
  ///   - isWhole: whether they are whole numbers; between linear breakpoints they are rounded down.
  func read(_ table: StrictTable, _ key: String, _ expected: String, in range: ClosedRange<Double>, isWhole: Bool = false) throws(ScriptError) -> NumberSchedule? {
    let path = table.place(of: key)
    func number(_ value: LuaValue, _ path: String, _ expected: String) throws(ScriptError) -> Double {
      guard let number = value.numberValue, range.contains(number), !isWhole || number == number.rounded() else {
        throw .value(at: path, problem: "expected \(expected), found \(value.shown)")
      }
      return number
    }
    switch table[key] {
    case .nil: return nil
    case .table:
      let reader = BreakpointsReader(example: "0.3") { value, place throws(ScriptError) in try number(value, place, expected) }
      return NumberSchedule(try reader.read(table[key], at: path))
    case .function(let function):
      let state = state
      return NumberSchedule { iteration in
        let answer = try state.call(function, [.integer(Int64(iteration))]).first ?? .nil
        return try number(answer, "\(path)(\(iteration))", expected)
      }
    default: return NumberSchedule(try number(table[key], path, "\(expected), a table of breakpoints such as { {0, 1}, {1000, 0.5} }, or a function of the iteration"))
    }
  }
}
