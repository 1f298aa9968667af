import CSQLite

/// A prepared statement of SQL; finalised with its owner.
final class Statement {
  private let handle: OpaquePointer
  private unowned let database: Database

  init(_ sql: String, _ database: Database) throws(DatabaseError) {
    self.database = database
    var handle: OpaquePointer?
    var rest = ""
    let status = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let status = sqlite3_prepare_v2(database.handle, text, -1, &handle, &tail)
      if let tail { rest = String(cString: tail) }
      return status
    }
    guard status == SQLITE_OK else { throw database.failure("use") }
    guard let handle else { throw .query("expected a statement of SQL, found \"\(sql)\"") }
    self.handle = handle
    if !rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) { throw .query("expected one statement of SQL; after the first there is \"\(rest)\"") }
  }

  deinit { sqlite3_finalize(handle) }

  /// Whether it leaves the database as it is.
  var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  var parameterCount: Int { Int(sqlite3_bind_parameter_count(handle)) }

  /// Sets the `?` of the statement, in order.
  func bind(_ values: [DatabaseValue]) throws(DatabaseError) {
    sqlite3_reset(handle)
    for (i, value) in values.enumerated() {
      let place = Int32(i + 1)
      let status: Int32 =
        switch value {
        case .null: sqlite3_bind_null(handle, place)
        case .integer(let number): sqlite3_bind_int64(handle, place, number)
        case .real(let number): sqlite3_bind_double(handle, place, number)
        // SQLite keeps a copy (SQLITE_TRANSIENT, which is -1).
        case .text(let text): sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
        }
      guard status == SQLITE_OK else { throw database.failure("use") }
    }
  }

  /// Goes on to the next row; false after the last.
  func step() throws(DatabaseError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case SQLITE_INTERRUPT: throw .givenUp
    default: throw database.failure("use")
    }
  }

  /// The names of the columns of a row.
  var columns: [String] { (0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) } }

  /// The values of the row that `step` has reached.
  var row: [DatabaseValue] {
    (0..<sqlite3_column_count(handle)).map { column in
      switch sqlite3_column_type(handle, column) {
      case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
      case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
      case SQLITE_NULL: .null
      default: .text(text(column))
      }
    }
  }

  /// The text of a column, zeros included.
  private func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self)
  }
}
