import CSQLite
import Foundation

/// A database of SQLite in a file: tables that first rows make, and rows that must fit them.
///
/// Tables are STRICT: a column holds values of its type alone. Every `insert` is one transaction: all of its rows are there, or none. Knows no poker.
public final class Database {
  /// A row by the names of its columns, in order.
  public typealias Row = [(name: String, value: DatabaseValue)]

  /// What an answer may hold: values, and bytes of text.
  public static let valueLimit = 1_000_000, byteLimit = 64 << 20

  /// The path of a database that has no file.
  private static let inMemory = ":memory:"

  public let path: String
  private(set) var handle: OpaquePointer!

  /// Opens a database, which is made if it is missing; its folder must exist.
  public init(_ path: String) throws(DatabaseError) {
    self.path = path
    var handle: OpaquePointer?
    // Of an absolute path SQLite makes a file, whereas `file:...` may be a URI that leads elsewhere.
    let file = path == Self.inMemory ? path : URL(fileURLWithPath: path).path
    let status = sqlite3_open_v2(file, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    guard status == SQLITE_OK, let handle else {
      let reason = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory"
      sqlite3_close(handle)
      throw .sqlite(path: path, action: "open", reason: reason)
    }
    self.handle = handle
    // A text that a question makes up takes memory at once.
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(Self.byteLimit))
    // Another program may be reading or writing: it is waited for.
    sqlite3_busy_timeout(handle, 10_000)
    guard sqlite3_libversion_number() >= 3_037_000 else {
      throw .sqlite(path: path, action: "open", reason: "SQLite \(String(cString: sqlite3_libversion())) is too old: 3.37 has strict tables")
    }
    // A file that is no database is found out here, and not by the first row.
    _ = try columns(of: "sqlite_schema")
  }

  deinit { sqlite3_close(handle) }

  /// The error that SQLite has just met.
  func failure(_ action: String) -> DatabaseError { .sqlite(path: path, action: action, reason: String(cString: sqlite3_errmsg(handle))) }

  /// Adds rows in one transaction. The first rows of a table make it, with a column for each name that they have.
  ///
  /// - Parameter key: the column that tells rows apart: a row with the same value takes the place of the one before. Belongs to the table from the
  ///   first rows on.
  /// - Throws: `DatabaseError.row` for a column that the table lacks, or a value of another type than its column.
  public func insert(_ rows: [Row], into table: String, key: String? = nil) throws(DatabaseError) {
    guard !rows.isEmpty else { return }
    try run("BEGIN IMMEDIATE")
    do {
      try put(rows, into: table, key: key)
      try run("COMMIT")
    } catch {
      // After some errors SQLite has gone back by itself.
      if sqlite3_get_autocommit(handle) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }

  /// The rows that a SELECT gives.
  ///
  /// - Parameter isOver: asked all the time while SQLite works; true gives up.
  /// - Throws: `DatabaseError.query` for a statement that would change anything, or an answer above ``valueLimit`` or ``byteLimit``;
  ///   `DatabaseError.givenUp`.
  public func rows(_ sql: String, _ parameters: [DatabaseValue] = [], isOver: @escaping () -> Bool = { false }) throws(DatabaseError) -> [Row] {
    let word = sql.drop { $0.isWhitespace }.prefix { $0.isLetter }.lowercased()
    guard ["select", "with", "values"].contains(word) else { throw .query("expected a SELECT, found \"\(sql)\"") }
    let statement = try Statement(sql, self)
    guard statement.isReadOnly else { throw .query("expected a SELECT, found \"\(sql)\"") }
    guard statement.parameterCount == parameters.count else {
      throw .query("\"\(sql)\" has \(statement.parameterCount) parameters, and \(parameters.count) values were given")
    }
    try statement.bind(parameters)
    let watch = QueryWatch(isOver)
    watch.begin(handle)
    defer { watch.end(handle) }
    let names = statement.columns
    var rows: [Row] = []
    var values = 0, bytes = 0
    while try statement.step() {
      let row = statement.row
      values += row.count
      for case .text(let text) in row { bytes += text.utf8.count }
      guard values <= Self.valueLimit else { throw .query("\"\(sql)\" gives more than \(Self.valueLimit) values") }
      guard bytes <= Self.byteLimit else { throw .query("\"\(sql)\" gives more than \(Self.byteLimit >> 20) MiB of text") }
      rows.append(zip(names, row).map { (name: $0, value: $1) })
    }
    return rows
  }

  // MARK: Tables

  private struct Column {
    var name: String
    var type: String
    var isKey: Bool
  }

  private func columns(of table: String) throws(DatabaseError) -> [Column] {
    try rows("SELECT name, type, pk FROM pragma_table_info(?)", [.text(table)]).map { row in
      guard case .text(let name) = row[0].value, case .text(let type) = row[1].value, case .integer(let key) = row[2].value else {
        return Column(name: "", type: "", isKey: false)
      }
      return Column(name: name, type: type, isKey: key > 0)
    }
  }

  private func put(_ rows: [Row], into table: String, key: String?) throws(DatabaseError) {
    guard !table.isEmpty, !table.lowercased().hasPrefix("sqlite_") else { throw .row(table: table, problem: "no name for a table") }
    var known = try columns(of: table)
    if known.isEmpty {
      try make(table, rows, key: key)
      known = try columns(of: table)
    } else if let key, known.first(where: \.isKey)?.name != key {
      let has = known.first(where: \.isKey).map { "its key is \"\($0.name)\"" } ?? "it was made without a key"
      throw .row(table: table, problem: "\"\(key)\" cannot be the key now: \(has)")
    }
    let hasKey = known.contains(where: \.isKey)
    let names = known.map { Self.quoted($0.name) }.joined(separator: ", "), places = known.map { _ in "?" }.joined(separator: ", ")
    let statement = try Statement("INSERT \(hasKey ? "OR REPLACE " : "")INTO \(Self.quoted(table)) (\(names)) VALUES (\(places))", self)
    for row in rows {
      try check(row, known, table)
      try statement.bind(known.map { column in row.first { $0.name == column.name }?.value ?? .null })
      _ = try statement.step()
    }
  }

  private func make(_ table: String, _ rows: [Row], key: String?) throws(DatabaseError) {
    var kinds: [(name: String, kind: DatabaseValue.Kind?)] = []
    for entry in rows.joined() {
      if let place = kinds.firstIndex(where: { $0.name == entry.name }) {
        // Whole numbers fit a column of numbers, not the other way round.
        if kinds[place].kind == nil || (kinds[place].kind == .integer && entry.value.kind == .real) { kinds[place].kind = entry.value.kind ?? kinds[place].kind }
      } else {
        kinds.append((entry.name, entry.value.kind))
      }
    }
    guard !kinds.isEmpty else { throw .row(table: table, problem: "a row without columns") }
    if let key, !kinds.contains(where: { $0.name == key }) { throw .row(table: table, problem: "the key \"\(key)\" is no column of the rows") }
    let columns = kinds.map { "\(Self.quoted($0.name)) \(($0.kind ?? .text).rawValue)\($0.name == key ? " PRIMARY KEY NOT NULL" : "")" }
    try run("CREATE TABLE \(Self.quoted(table)) (\(columns.joined(separator: ", "))) STRICT")
  }

  private func check(_ row: Row, _ known: [Column], _ table: String) throws(DatabaseError) {
    for (name, value) in row {
      guard let column = known.first(where: { $0.name == name }) else {
        throw .row(table: table, problem: "no column \"\(name)\" (its columns: \(known.map(\.name).joined(separator: ", ")))")
      }
      let fits = value.kind.map { $0.rawValue == column.type || ($0 == .integer && column.type == "REAL") } ?? true
      guard fits else { throw .row(table: table, problem: "the column \"\(name)\" is \(column.type); \(value.shown) is not") }
    }
    for column in known where column.isKey && !row.contains(where: { $0.name == column.name && $0.value != .null }) {
      throw .row(table: table, problem: "a row without its key \"\(column.name)\"")
    }
  }

  private func run(_ sql: String) throws(DatabaseError) { while try Statement(sql, self).step() {} }

  private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
