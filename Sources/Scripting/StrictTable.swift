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
      throw .value(at: path, problem: "expected a table, found \(value.shown)")
    }
    self.table = table
    self.path = path
    for (name, _) in table.sortedFields where !known.contains(name) {
      let near = nearestName(to: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
      throw .value(at: path, problem: "unknown key `\(name)`\(near) (known: \(known.joined(separator: ", ")))")
    }
    if !allowsArray, let first = table.array.first {
      throw .value(at: path, problem: "expected `key = value` entries, found \(first.shown) without a key (known: \(known.joined(separator: ", ")))")
    }
    if let other = table.others.first {
      throw .value(at: path, problem: "unexpected key \(other.key.shown)")
    }
  }

  subscript(key: String) -> LuaValue { table[key] }

  func has(_ key: String) -> Bool { table[key] != .nil }

  /// The error of a key.
  func fault(_ key: String, _ problem: String) -> ScriptError { .value(at: path.hasSuffix(":") ? "\(path) \(key)" : "\(path): \(key)", problem: problem) }

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
    guard range.contains(number) else { throw fault(key, "\(value.shown) is out of range: expected \(expected)") }
    return number
  }

  func integer(_ key: String, _ expected: String, in range: ClosedRange<Int>) throws(ScriptError) -> Int? {
    let value = table[key]
    if value == .nil { return nil }
    guard let number = value.numberValue, let integer = Int(exactly: number) else { throw fault(key, "expected \(expected), found \(value.shown)") }
    guard range.contains(integer) else { throw fault(key, "\(value.shown) is out of range: expected \(expected)") }
    return integer
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
      throw fault(key, "\"\(word)\" is not known\(near) (known: \(words.map { "\"\($0)\"" }.joined(separator: ", ")))")
    }
    return word
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
    case .number(let number): "\(number)"
    case .string(let text): text.count > 60 ? "\"\(text.prefix(57))...\"" : "\"\(text)\""
    case .table: "a table"
    case .function: "a function"
    case .object(let object): "a \(object.type.name)"
    }
  }
}
