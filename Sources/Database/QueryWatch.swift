import CSQLite

/// Lets SQLite ask now and then, while it works on a question, whether to give up.
final class QueryWatch {
  private let isOver: () -> Bool
  /// Instructions of SQLite's machine between two looks: some ten thousandths of a second.
  private static let interval: Int32 = 10_000

  init(_ isOver: @escaping () -> Bool) { self.isOver = isOver }

  /// From now on a statement of the connection ends with `SQLITE_INTERRUPT` soon after `isOver` is true. The watch must live until ``end(_:)``.
  func begin(_ connection: OpaquePointer) {
    sqlite3_progress_handler(
      connection, Self.interval, { watch in watch.map { Unmanaged<QueryWatch>.fromOpaque($0).takeUnretainedValue().isOver() } == true ? 1 : 0 },
      Unmanaged.passUnretained(self).toOpaque())
  }

  func end(_ connection: OpaquePointer) { sqlite3_progress_handler(connection, 0, nil, nil) }
}
