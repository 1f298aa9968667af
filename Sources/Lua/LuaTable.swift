/// A copy of a Lua table's contents, read without metamethods.
public struct LuaTable: Equatable {
  /// A key that is neither in the array nor a string, and its value.
  public struct Pair: Equatable {
    public var key: LuaValue
    public var value: LuaValue

    public init(key: LuaValue, value: LuaValue) {
      self.key = key
      self.value = value
    }
  }

  /// The values of the keys 1, 2, 3, ... up to the first absent one.
  public var array: [LuaValue]
  /// The values of string keys.
  public var fields: [String: LuaValue]
  /// Everything else: numbers outside the array, ascending, then booleans.
  public var others: [Pair]

  public init(array: [LuaValue] = [], fields: [String: LuaValue] = [:], others: [Pair] = []) {
    self.array = array
    self.fields = fields
    self.others = others
  }

  /// A field, or `.nil` when there is none.
  public subscript(name: String) -> LuaValue {
    get { fields[name] ?? .nil }
    set { fields[name] = newValue == .nil ? nil : newValue }
  }

  /// The fields in the order of their names' bytes: the same on every run, unlike a dictionary's.
  public var sortedFields: [(name: String, value: LuaValue)] {
    fields.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { (name: $0.key, value: $0.value) }
  }

  public var isEmpty: Bool { array.isEmpty && fields.isEmpty && others.isEmpty }

  mutating func sortOthers() {
    others.sort { left, right in
      switch (left.key, right.key) {
      case (.boolean(let a), .boolean(let b)): !a && b
      case (.boolean, _): false
      case (_, .boolean): true
      case (.integer(let a), .integer(let b)): a < b
      default: (left.key.numberValue ?? 0) < (right.key.numberValue ?? 0)
      }
    }
  }
}
