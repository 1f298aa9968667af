import Cards
import Game
import Lua

/// A table of a script, read strictly: every key must be known, every value of the right type, and each error names the key, what was found and
/// what was expected.
struct StrictTable {
  let table: LuaTable
  /// What the table is, for messages: `holdem.spot`, `holdem.spot: rake`.
  let path: String

  /// - Parameter known: the keys that may be there.
  init(_ value: LuaValue, path: String, known: [String], allowsArray: Bool = false) throws(ScriptError) {
    guard case .table(let table) = value else {
      throw .value(at: path, problem: "expected \(known.isEmpty ? "nothing" : "a table { \(known.map { "\($0) =" }.joined(separator: ", ")) }"), found \(value.shown)")
    }
    self.table = table
    self.path = path
    let listed = known.isEmpty ? "no keys are known" : "known: \(known.joined(separator: ", "))"
    for (name, _) in table.sortedFields where !known.contains(name) {
      let near = nearestName(to: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
      throw .value(at: path, problem: "unknown key `\(name.excerpt)`\(near) (\(listed))")
    }
    if !allowsArray, let first = table.array.first {
      throw .value(at: path, problem: "expected `key = value` entries, found \(first.shown) without a key (\(listed))")
    }
    if let other = table.others.first {
      throw .value(at: path, problem: "unexpected key \(other.key.shown)")
    }
  }

  subscript(key: String) -> LuaValue { table[key] }

  func has(_ key: String) -> Bool { table[key] != .nil }

  /// The error of a key.
  func fault(_ key: String, _ problem: String) -> ScriptError { .value(at: place(of: key), problem: problem) }

  /// A key with the way to it, for messages: `holdem.spot: rake`, and inside that `holdem.spot: rake.rate`.
  func place(of key: String) -> String { path.contains(": ") ? "\(path).\(key)" : "\(path): \(key)" }

  /// A key that must be there.
  func required(_ key: String, _ expected: String) throws(ScriptError) -> LuaValue {
    let value = table[key]
    guard value != .nil else { throw fault(key, "missing: expected \(expected)") }
    return value
  }

  func number(_ key: String, _ expected: String = "a number", in range: ClosedRange<Double> = -.infinity ... .infinity) throws(ScriptError) -> Double? {
    let value = table[key]
    if value == .nil { return nil }
    guard let number = value.numberValue, number.isFinite else { throw fault(key, "expected \(expected), found \(value.shown)") }
    guard range.contains(number) else { throw outOfRange(key, expected, isTooLarge: number > range.upperBound, LuaValue.number(range.upperBound)) }
    return number
  }

  func integer(_ key: String, _ expected: String, in range: ClosedRange<Int>) throws(ScriptError) -> Int? {
    let value = table[key]
    if value == .nil { return nil }
    guard let number = value.numberValue, number.isFinite, number == number.rounded() else { throw fault(key, "expected \(expected), found \(value.shown)") }
    guard let integer = value.integerValue, range.contains(Int(integer)) else {
      throw outOfRange(key, expected, isTooLarge: number > Double(range.upperBound), .integer(Int64(range.upperBound)))
    }
    return Int(integer)
  }

  private func outOfRange(_ key: String, _ expected: String, isTooLarge: Bool, _ largest: LuaValue) -> ScriptError {
    fault(key, "\(self[key].shown) is out of range: expected \(expected)\(isTooLarge && !expected.contains(" to ") ? ", at most \(largest.shown)" : "")")
  }

  func string(_ key: String, _ expected: String) throws(ScriptError) -> String? {
    let value = table[key]
    if value == .nil { return nil }
    guard case .string(let text) = value else { throw fault(key, "expected \(expected), found \(value.shown)") }
    return text
  }

  func boolean(_ key: String) throws(ScriptError) -> Bool? {
    let value = table[key]
    if value == .nil { return nil }
    guard case .boolean(let flag) = value else { throw fault(key, "expected true or false, found \(value.shown)") }
    return flag
  }

  /// One of a few words.
  func choice(_ key: String, of words: [String]) throws(ScriptError) -> String? {
    guard let word = try string(key, "one of " + words.map { "\"\($0)\"" }.joined(separator: ", ")) else { return nil }
    guard words.contains(word) else {
      let near = nearestName(to: word, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
      throw fault(key, "\"\(word.excerpt)\" is not known\(near) (known: \(words.map { "\"\($0)\"" }.joined(separator: ", ")))")
    }
    return word
  }

  /// The index of a street of a game, which is given by its name.
  func street(_ key: String, _ rules: GameRules) throws(ScriptError) -> Int? {
    let names = rules.streets.map(\.name)
    return try choice(key, of: names).flatMap(names.firstIndex(of:))
  }

  func function(_ key: String) throws(ScriptError) -> LuaFunction? {
    let value = table[key]
    if value == .nil { return nil }
    guard case .function(let function) = value else { throw fault(key, "expected a function, found \(value.shown)") }
    return function
  }
}

extension LuaValue {
  /// The value for a message: `"text"`, `12`, `a table`.
  var shown: String {
    switch self {
    case .nil: "nil"
    case .boolean(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .number(let number) where number.isNaN: "nan (not a number)"
    case .number(let number) where abs(number) < 1e15 && number == number.rounded(): "\(Int64(number))"
    case .number(let number): "\(number)"
    case .string(let text): "\"\(text.excerpt)\""
    case .table(let table) where table.fields.isEmpty && (table.others.first?.key.integerValue ?? 0) > 0: "a list with a hole (its entry \(table.array.count + 1) is nil)"
    case .table: "a table"
    case .function: "a function"
    case .object(let object): "a \(object.type.name)"
    }
  }
}

extension LuaCall {
  /// The call itself, after a check that it has no arguments that nobody would read.
  func taking(_ most: Int, _ name: String) throws(ScriptError) -> LuaCall {
    guard arguments.count <= most else {
      throw .value(at: name, problem: "takes \(most == 0 ? "no arguments" : most == 1 ? "one argument" : "\(most) arguments"); \(arguments[most].shown) is too many")
    }
    return self
  }
}
