import Lua

/// One option of a script: `minutes = { 5, "time to solve", min = 0 }`.
struct OptionDeclaration {
  enum Kind {
    case flag
    case number(min: Double?, max: Double?, isWhole: Bool)
    case text(choices: [String])
  }

  /// The key in the script: `max_time`, on the command line `--max-time`.
  let name: String
  let kind: Kind
  let usual: LuaValue
  let help: String
  /// Which argument without a name it may be, from 1.
  let position: Int?

  /// - Parameter value: `{ default, "help", min =, max =, whole =, choices =, position = }`.
  init(_ name: String, _ value: LuaValue) throws(ScriptError) {
    let path = "holdem.options: \(name)"
    guard name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil else { throw .value(at: path, problem: "a name has small letters, digits and _, such as max_time") }
    guard name != "help" else { throw .value(at: path, problem: "--help is there already: it prints the options") }
    let table = try StrictTable(value, path: path, known: ["min", "max", "whole", "choices", "position"], allowsArray: true)
    guard table.table.array.count == 2, case .string(let help) = table.table.array[1] else {
      throw .value(at: path, problem: "expected a default and a line of help, such as { 5, \"minutes to solve\" }")
    }
    self.name = name
    self.help = help
    usual = table.table.array[0]
    position = try table.integer("position", "a whole number from 1", in: 1...100)
    let bounds = ["min", "max", "whole"]
    switch usual {
    case .boolean:
      kind = .flag
      if let key = (bounds + ["choices", "position"]).first(where: table.has) { throw table.fault(key, "not for an option that is true or false") }
    case .integer, .number:
      if table.has("choices") { throw table.fault("choices", "not for a number") }
      kind = .number(min: try table.number("min"), max: try table.number("max"), isWhole: try table.boolean("whole") ?? false)
    case .string:
      if let key = bounds.first(where: table.has) { throw table.fault(key, "not for a text") }
      kind = .text(choices: try Self.choices(table))
    default: throw .value(at: path, problem: "expected a number, a text, true or false as the default, found \(usual.shown)")
    }
    if let problem = problem(of: usual) { throw .value(at: path, problem: "the default: \(problem)") }
  }

  private static func choices(_ table: StrictTable) throws(ScriptError) -> [String] {
    guard table.has("choices") else { return [] }
    let problem = "expected a list of texts such as { \"flop\", \"turn\" }"
    guard case .table(let list) = table["choices"], list.fields.isEmpty, list.others.isEmpty, !list.array.isEmpty else { throw table.fault("choices", problem) }
    return try list.array.map { value throws(ScriptError) in
      guard case .string(let text) = value else { throw table.fault("choices", problem) }
      return text
    }
  }

  /// As it is written on the command line.
  var flag: String { "--" + name.replacing("_", with: "-") }

  /// The value that a text on the command line stands for.
  func value(_ text: String) throws(ScriptError) -> LuaValue {
    var value = LuaValue.string(text)
    if case .number = kind { value = Int64(text).map { .integer($0) } ?? Double(text).map { .number($0) } ?? value }
    if let problem = problem(of: value) { throw .value(at: flag, problem: problem) }
    return value
  }

  /// What keeps a value from being the option's; nil if nothing does.
  private func problem(of value: LuaValue) -> String? {
    switch kind {
    case .flag: return nil
    case .number(let min, let max, let isWhole):
      guard let number = value.numberValue, number.isFinite else { return "expected \(expected), found \(value.shown)" }
      if number < min ?? -.infinity || number > max ?? .infinity { return "\(value.shown) is out of range: expected \(expected)" }
      return isWhole && number != number.rounded() ? "expected \(expected), found \(value.shown)" : nil
    case .text(let choices):
      guard case .string(let text) = value, !choices.isEmpty, !choices.contains(text) else { return nil }
      let near = nearestName(to: text, among: choices).map { "; did you mean \"\($0)\"?" } ?? ""
      return "\"\(text)\" is not known\(near) (known: \(choices.map { "\"\($0)\"" }.joined(separator: ", ")))"
    }
  }

  /// In words: `a whole number from 1 to 10`.
  var expected: String {
    switch kind {
    case .flag: return "true or false"
    case .number(let min, let max, let isWhole):
      let range = (min.map { " from \(LuaValue.number($0).shown)" } ?? "") + (max.map { "\(min == nil ? " up" : "") to \(LuaValue.number($0).shown)" } ?? "")
      return "a \(isWhole ? "whole " : "")number" + range
    case .text(let choices): return choices.isEmpty ? "a text" : choices.joined(separator: " | ")
    }
  }
}
