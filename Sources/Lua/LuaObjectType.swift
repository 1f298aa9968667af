/// The name and the members of a kind of ``LuaObject``.
public struct LuaObjectType: Sendable {
  /// What scripts call it in messages.
  public let name: String
  let methods: [String: @Sendable (LuaObject, LuaCall) throws -> [LuaValue]]
  let properties: [String: @Sendable (LuaObject) throws -> LuaValue]

  /// A type whose objects are of the class `Object`. A name must not be both a method and a property.
  public init<Object: LuaObject>(
    _ name: String, of: Object.Type,
    methods: [String: @Sendable (Object, LuaCall) throws -> [LuaValue]] = [:],
    properties: [String: @Sendable (Object) throws -> LuaValue] = [:]
  ) {
    self.name = name
    self.methods = methods.mapValues { body in
      { object, call in try body(Self.cast(object), call) }
    }
    self.properties = properties.mapValues { body in
      { object in try body(Self.cast(object)) }
    }
    precondition(methods.keys.allSatisfy { properties[$0] == nil }, "a member of '\(name)' is declared twice")
  }

  private static func cast<Object: LuaObject>(_ object: LuaObject) -> Object {
    guard let cast = object as? Object else {
      preconditionFailure(
        "the type '\(object.type.name)' belongs to \(Object.self), not to \(Swift.type(of: object))")
    }
    return cast
  }

  /// Names of all members, sorted.
  public var memberNames: [String] { (Array(methods.keys) + Array(properties.keys)).sorted() }

  func unknownMember(_ member: String) -> String { Lua.unknownMember(member, of: name, among: memberNames) }
}

/// The message for a member that an object or a module does not have.
func unknownMember(_ member: String, of name: String, among names: [String]) -> String {
  let hint = nearestName(to: member, among: names).map { "; did you mean '\($0)'?" } ?? ""
  let members = names.isEmpty ? "it has none" : "its members: \(names.joined(separator: ", "))"
  return "\(name) has no member '\(member)'\(hint) (\(members))"
}

/// The name most like a misspelt one: at most a third of its letters changed, added, dropped or swapped with a
/// neighbour (the optimal string alignment distance). Ties go to the first.
public func nearestName(to word: String, among names: [String]) -> String? {
  // Longer than any name that is known: not misspelt, and long to compare.
  guard word.utf8.count <= 100 else { return nil }
  let limit = max(1, word.count / 3)
  let best = names.map { (name: $0, distance: editDistance(Array(word), Array($0))) }.min {
    $0.distance < $1.distance
  }
  guard let best, best.distance <= limit else { return nil }
  return best.name
}

private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var rows = [Array(0...b.count)]
  for i in 1..<(a.count + 1) {
    var row = [i]
    for j in 1..<(b.count + 1) {
      let changed = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
      var distance = min(changed, rows[i - 1][j] + 1, row[j - 1] + 1)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { distance = min(distance, rows[i - 2][j - 2] + 1) }
      row.append(distance)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
