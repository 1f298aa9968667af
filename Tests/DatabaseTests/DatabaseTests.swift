import Foundation
import Testing

@testable import Database

/// Rows that a database keeps, and those that it refuses.
@Suite final class DatabaseTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("database-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String = "d.sqlite") -> String { folder.appendingPathComponent(name).path }

  private func values(_ database: Database, _ sql: String, _ parameters: [DatabaseValue] = []) throws -> [[DatabaseValue]] {
    try database.rows(sql, parameters).map { $0.map(\.value) }
  }

  private func message(_ body: () throws -> Void) -> String? {
    do { try body(); return nil } catch { return "\(error)" }
  }

  @Test func rowsComeBack() throws {
    do {
      let database = try Database(path())
      try database.insert([[("board", .text("AsKh7d")), ("ev", .real(107.25)), ("iterations", .integer(60))]], into: "flops")
      try database.insert([[("board", .text("it's; \"quoted\"\u{0}é")), ("ev", .integer(3))], [("ev", .null), ("board", .text(""))]], into: "flops")
    }
    // Another opening reads what was written.
    let database = try Database(path())
    #expect(
      try values(database, "select board, ev, iterations from flops order by rowid")
        == [
          [.text("AsKh7d"), .real(107.25), .integer(60)], [.text("it's; \"quoted\"\u{0}é"), .real(3), .null], [.text(""), .null, .null],
        ])
    #expect(try values(database, "select board from flops where ev > ? and board = ?", [.integer(5), .text("AsKh7d")]) == [[.text("AsKh7d")]])
  }

  @Test func aKeyReplaces() throws {
    let database = try Database(path())
    for ev in [1.5, 2.5] { try database.insert([[("board", .text("AsKh7d")), ("ev", .real(ev))]], into: "flops", key: "board") }
    #expect(try values(database, "select * from flops") == [[.text("AsKh7d"), .real(2.5)]])
    try database.insert([[("board", .text("AsKh7d")), ("ev", .real(4))]], into: "flops")
    #expect(try values(database, "select * from flops") == [[.text("AsKh7d"), .real(4)]])
    #expect(message { try database.insert([[("ev", .real(1))]], into: "flops") } == "table \"flops\": a row without its key \"board\"")
    #expect(
      message { try database.insert([[("board", .text("x"))]], into: "flops", key: "ev") } == "table \"flops\": \"ev\" cannot be the key now: its key is \"board\"")
  }

  @Test func allRowsOrNone() throws {
    let database = try Database(path())
    try database.insert([[("a", .integer(1))]], into: "t")
    let second: [Database.Row] = [[("a", .integer(2))], [("a", .text("two"))]]
    #expect(message { try database.insert(second, into: "t") } == "table \"t\": the column \"a\" is INTEGER; \"two\" is not")
    #expect(message { try database.insert([[("a", .integer(3))], [("b", .integer(3))]], into: "t") } == "table \"t\": no column \"b\" (its columns: a)")
    #expect(try values(database, "select a from t") == [[.integer(1)]])
    // A table whose first rows fail is not made either.
    #expect(message { try database.insert([[("a", .integer(1))], [("a", .text("x"))]], into: "u") } != nil)
    #expect(message { _ = try database.rows("select * from u") }?.contains("no such table: u") == true)
    try database.insert([[("a", .integer(4))]], into: "t")
    #expect(try values(database, "select count(*) from t") == [[.integer(2)]])
  }

  @Test func theFirstRowsMakeTheColumns() throws {
    let database = try Database(path())
    try database.insert([[("n", .integer(1)), ("x y", .null)], [("n", .real(0.5)), ("x y", .text("z"))]], into: "of \"rows\"")
    let columns = try values(database, "select name, type from pragma_table_info('of \"rows\"')")
    #expect(columns == [[.text("n"), .text("REAL")], [.text("x y"), .text("TEXT")]])
    #expect(message { try database.insert([[("a", .integer(1))]], into: "sqlite_x") } == "table \"sqlite_x\": no name for a table")
    #expect(message { try database.insert([[]], into: "t") } == "table \"t\": a row without columns")
    #expect(message { try database.insert([[("a", .integer(1))]], into: "t", key: "b") } == "table \"t\": the key \"b\" is no column of the rows")
  }

  @Test(arguments: [
    "delete from t", "drop table t", "insert into t values (2)", "attach database 'other.sqlite' as o", "begin", "pragma user_version = 3", "", "vacuum",
    "with x as (select 1) delete from t",
  ])
  func onlySelectsAreAsked(_ sql: String) throws {
    let database = try Database(path())
    try database.insert([[("a", .integer(1))]], into: "t")
    #expect(message { _ = try database.rows(sql) } == "expected a SELECT, found \"\(sql)\"")
    #expect(try values(database, "select a from t") == [[.integer(1)]])
  }

  @Test func questionsThatAreNone() throws {
    let database = try Database(path())
    #expect(message { _ = try database.rows("select 1; select 2") }?.hasPrefix("expected one statement of SQL; after the first there is") == true)
    #expect(message { _ = try database.rows("select ?, ?", [.integer(1)]) } == "\"select ?, ?\" has 2 parameters, and 1 values were given")
    #expect(message { _ = try database.rows("select absent") }?.hasSuffix("no such column: absent") == true)
    #expect(try values(database, " values (1, 'a'), (2, null)") == [[.integer(1), .text("a")], [.integer(2), .null]])
  }

  /// Rows without end, and none for ever.
  private static let endless = "with recursive n(x) as (select 1 union all select x + 1 from n)"

  @Test(arguments: ["select count(*) from n", "select x from n where x < 0", "select n.x from n, n as m, n as o where n.x + m.x + o.x < 0"])
  func questionsAreGivenUp(_ question: String) throws {
    let database = try Database(path())
    var asked = 0
    let problem = message {
      _ = try database.rows(
        "\(Self.endless) \(question)",
        isOver: {
          asked += 1
          return asked == 20
        })
    }
    #expect(problem == "the question was given up" && asked == 20)
    // The connection goes on, and asks no more.
    #expect(try values(database, "\(Self.endless) select x from n limit 20000").count == 20_000)
    #expect(asked == 20)
  }

  @Test func anAnswerIsBounded() throws {
    let database = try Database(path())
    let rows = "\(Self.endless) select x, x from n"
    #expect(message { _ = try database.rows(rows) } == "\"\(rows)\" gives more than 1000000 values")
    #expect(try values(database, "\(rows) limit 500000").count == 500_000)
    let text = "\(Self.endless) select hex(zeroblob(4000000)) from n"
    #expect(message { _ = try database.rows(text) } == "\"\(text)\" gives more than 64 MiB of text")
    #expect(message { _ = try database.rows("select hex(zeroblob(900000000))") }?.hasSuffix("string or blob too big") == true)
  }

  @Test func whatIsNoDatabase() throws {
    try "a text that is long enough to be no empty database, and begins otherwise than one".write(toFile: path("t.txt"), atomically: false, encoding: .utf8)
    #expect(message { _ = try Database(path("t.txt")) } == "cannot use \"\(path("t.txt"))\": file is not a database")
    #expect(message { _ = try Database(path("none/d.sqlite")) } == "cannot open \"\(path("none/d.sqlite"))\": unable to open database file")
  }

  /// SQLite's own program reads what was written.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3"), "needs sqlite3"))
  func theShellReadsIt() throws {
    do { try Database(path()).insert([[("board", .text("AsKh7d")), ("ev", .real(107.25))]], into: "flops") }
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [path(), "select board, ev from flops; pragma integrity_check"]
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == "AsKh7d|107.25\nok\n")
  }
}
