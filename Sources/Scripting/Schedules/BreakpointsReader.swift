import Lua
import Training

/// Reads a table of breakpoints, `{ {0, 0.6}, {"10m", 0.3}, shape = "linear" }`, whatever its values are.
struct BreakpointsReader<Value> {
  /// What a value looks like, for messages: `0.3`.
  let example: String
  var allowsLinear = true
  /// Reads the second entry of a breakpoint; the text says where it stands.
  let value: (LuaValue, String) throws(ScriptError) -> Value

  /// - Throws: `ScriptError` that names the breakpoint.
  func read(_ given: LuaValue, at path: String) throws(ScriptError) -> Breakpoints<Value> {
    let table = try StrictTable(given, path: path, known: ["shape"], allowsArray: true)
    if !allowsLinear, table.has("shape") { throw table.fault("shape", "a cadence is not half of one and half of another: it changes in steps") }
    var points: [Breakpoints<Value>.Point] = []
    for (i, entry) in table.table.array.enumerated() {
      let place = "\(path)[\(i + 1)]"
      guard case .table(let pair) = entry, pair.array.count == 2, pair.fields.isEmpty, pair.others.isEmpty else {
        throw .value(at: place, problem: "expected a breakpoint such as {1000, \(example)} or {\"10m\", \(example)}, found \(entry.shown)")
      }
      let value = try value(pair.array[1], place)
      if case .string(let text) = pair.array[0], let seconds = parseSeconds(text) {
        points.append(.init(.seconds(seconds), value))
      } else if let iteration = pair.array[0].numberValue.flatMap({ Int(exactly: $0) }), iteration >= 0 {
        points.append(.init(.iteration(iteration), value))
      } else {
        throw .value(at: place, problem: "expected an iteration or a time such as \"10m\", found \(pair.array[0].shown)")
      }
    }
    guard !points.isEmpty else { throw .value(at: path, problem: "expected breakpoints such as { {0, \(example)}, {1000, \(example)} }, found none") }
    return Breakpoints(try inOrder(points, at: path), shape: try table.choice("shape", of: ["steps", "linear"]).flatMap { .init(rawValue: $0) } ?? .steps)
  }

  /// The points, if they ascend. Iteration 0 is the beginning, by the clock too.
  private func inOrder(_ points: [Breakpoints<Value>.Point], at path: String) throws(ScriptError) -> [Breakpoints<Value>.Point] {
    var points = points
    if points.count > 1, points[0].place == .iteration(0), case .seconds = points[1].place {
      points[0] = .init(.seconds(0), points[0].value)
    }
    for (before, after) in zip(points, points.dropFirst()) {
      switch (before.place, after.place) {
      case (.iteration(let a), .iteration(let b)) where a < b: continue
      case (.seconds(let a), .seconds(let b)) where a < b: continue
      case (.iteration, .iteration), (.seconds, .seconds): throw .value(at: path, problem: "breakpoints must come in ascending order")
      default: throw .value(at: path, problem: "breakpoints by iteration and by time do not mix")
      }
    }
    return points
  }
}
