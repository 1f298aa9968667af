/// What is wrong with a database, or with what is asked of it.
public enum DatabaseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// SQLite refused.
  case sqlite(path: String, action: String, reason: String)
  /// A row that does not fit its table.
  case row(table: String, problem: String)
  /// A question that is none.
  case query(String)
  /// A question was given up before its answer was complete.
  case givenUp

  public var description: String {
    switch self {
    case .sqlite(let path, let action, let reason): "cannot \(action) \"\(path)\": \(reason)"
    case .row(let table, let problem): "table \"\(table)\": \(problem)"
    case .query(let problem): problem
    case .givenUp: "the question was given up"
    }
  }
}
