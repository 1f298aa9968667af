import Database
import Foundation
import Lua

/// What `holdem.database` returns: a file of SQLite that a script fills with rows and asks again.
final class DatabaseObject: LuaObject {
  static let luaType = LuaObjectType(
    "database", of: DatabaseObject.self,
    methods: [
      "insert": { try $0.insert($1.taking(3, "database:insert")) },
      "rows": { try $0.rows($1.taking(2, "database:rows")) },
    ],
    properties: ["path": { .string($0.path) }])

  private let path: String
  private let host: ScriptHost
  /// Opened by the first use, so that a script that is only checked writes nothing.
  private var opened: Database?

  /// `holdem.database "flops.sqlite"`.
  init(_ call: LuaCall, host: ScriptHost) throws(ScriptError) {
    guard case .string(let path) = call[0], !path.isEmpty else {
      throw .value(at: "holdem.database", problem: "expected a path such as \"flops.sqlite\", found \(call[0].shown)")
    }
    try host.checkWritable(path, "holdem.database")
    self.path = path
    self.host = host
    super.init(type: Self.luaType)
  }

  override var luaDescription: String { "database \"\(path)\"" }

  /// What a database refuses is the script's mistake, or its folder's.
  private func use<Result>(_ name: String, _ body: (Database) throws -> Result) throws -> Result {
    do {
      if opened == nil {
        try? FileManager.default.createDirectory(at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        opened = try Database(path)
      }
      return try body(opened!)
    } catch let error as DatabaseError { throw ScriptError.value(at: name, problem: "\(error)") }
  }

  /// `database:insert("flops", { board = "Td9d6h", ev = 107.2 }, { key = "board" })`, or a list of rows.
  private func insert(_ call: LuaCall) throws -> [LuaValue] {
    let name = "database:insert"
    guard case .string(let table) = call[0] else { throw ScriptError.value(at: name, problem: "expected the name of a table, found \(call[0].shown)") }
    guard case .table(let value) = call[1] else { throw ScriptError.value(at: name, problem: "expected a row such as { board = \"Td9d6h\", ev = 107.2 }, or a list of rows, found \(call[1].shown)") }
    var key: String?
    if call[2] != .nil { key = try StrictTable(call[2], path: name, known: ["key"]).string("key", "the name of a column") }
    let list = value.array.isEmpty ? [call[1]] : value.array
    guard value.array.isEmpty || (value.fields.isEmpty && value.others.isEmpty) else {
      throw ScriptError.value(at: name, problem: "a table that is both a row and a list of rows")
    }
    let rows = try list.enumerated().map { try Self.row($1, list.count == 1 ? name : "\(name): row \($0 + 1)") }
    guard host.check == nil else { return [] }
    try use(name) { try $0.insert(rows, into: table, key: key) }
    return []
  }

  /// `database:rows("select board from flops where ev > ?", { 100 })`: a list of tables by column.
  private func rows(_ call: LuaCall) throws -> [LuaValue] {
    let name = "database:rows"
    guard case .string(let sql) = call[0] else { throw ScriptError.value(at: name, problem: "expected a SELECT, found \(call[0].shown)") }
    var parameters: [DatabaseValue] = []
    if call[1] != .nil {
      guard case .table(let list) = call[1], list.fields.isEmpty, list.others.isEmpty else {
        throw ScriptError.value(at: name, problem: "expected a list of values for the ? of the SELECT, found \(call[1].shown)")
      }
      parameters = try list.array.enumerated().map { try Self.value($1, "\(name): value \($0 + 1)") }
    }
    guard host.check == nil else {
      host.checkState.invent()
      return [.table(LuaTable())]
    }
    let rows = try use(name) { try $0.rows(sql, parameters, isOver: { call.isOver }) }
    return [.table(LuaTable(array: rows.map { row in .table(LuaTable(fields: Dictionary(row.map { ($0.name, $0.value.luaValue) }) { $1 })) }))]
  }

  private static func row(_ value: LuaValue, _ path: String) throws(ScriptError) -> Database.Row {
    guard case .table(let table) = value, table.array.isEmpty, table.others.isEmpty, !table.fields.isEmpty else {
      throw .value(at: path, problem: "expected a row such as { board = \"Td9d6h\", ev = 107.2 }, found \(value == .table(LuaTable()) ? "an empty table" : value.shown)")
    }
    var row: Database.Row = []
    for (name, value) in table.sortedFields { row.append((name: name, value: try self.value(value, "\(path): \(name)"))) }
    return row
  }

  private static func value(_ value: LuaValue, _ path: String) throws(ScriptError) -> DatabaseValue {
    switch value {
    case .boolean(let flag): return .integer(flag ? 1 : 0)
    case .integer(let number): return .integer(number)
    case .number(let number) where number.isFinite: return .real(number)
    case .string(let text): return .text(text)
    default: throw .value(at: path, problem: "expected a number, a text, true or false, found \(value.shown)")
    }
  }
}

extension DatabaseValue {
  var luaValue: LuaValue {
    switch self {
    case .null: .nil
    case .integer(let number): .integer(number)
    case .real(let number): .number(number)
    case .text(let text): .string(text)
    }
  }
}
