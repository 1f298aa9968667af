import Foundation
import Testing

/// Exit codes, what goes to which stream, and the options.
@Suite("Command line", .serialized)
struct ExitTests {
  @Test("a script that runs to its end: status 0, its words on standard output")
  func success() throws {
    let (status, program) = try finished(["script.lua", "one", "--two", "-q"], script: "#!/usr/bin/env holdem-lua\nprint(#arg, ..., arg[0], arg[2], arg[3])")
    #expect(status == 0)
    #expect(program.output == "3\tone\tscript.lua\t--two\t-q\n")
    #expect(program.errors == "")
  }

  /// A script, and the first line that standard error must hold.
  static let failures = [
    ("local x = = 3", "holdem-lua: script.lua:1: unexpected symbol near '='"),
    ("require \"holdem\".spot { bord = 3 }", "holdem-lua: script.lua:1: holdem.spot: unknown key `bord`; did you mean `board`?"),
    ("os.exit(0)", "holdem-lua: script.lua:1: attempt to index a nil value (global 'os')"),
    ("require \"nothing\"", "holdem-lua: script.lua:1: module 'nothing' not found; tried:"),
    ("error({})", "holdem-lua: script.lua:1: the script raised a table as its error"),
    ("\nerror(\"no\\0thing\")", "holdem-lua: script.lua:2: no"),
  ]

  @Test("a script that fails: status 1, one message on standard error", arguments: failures)
  func failure(_ script: String, _ message: String) throws {
    let (status, program) = try finished(["script.lua"], script: script)
    #expect(status == 1)
    #expect(program.output == "")
    #expect(program.errors.hasPrefix(message), "\(program.errors)")
  }

  @Test("a missing script, a folder, an unknown option")
  func unreadable() throws {
    let (missing, missingProgram) = try finished(["nothing.lua"])
    #expect(missing == 1)
    #expect(missingProgram.errors == "holdem-lua: cannot read 'nothing.lua': No such file or directory\n")
    let (folder, folderProgram) = try finished(["."])
    #expect(folder == 1)
    #expect(folderProgram.errors == "holdem-lua: cannot read '.': Is a directory\n")
    let (option, optionProgram) = try finished(["--quite", "script.lua"], script: "")
    #expect(option == 64)
    #expect(optionProgram.errors.contains("Unknown option '--quite'"))
    #expect(try finished([]).status == 64)
  }

  /// What was printed to a full disk is lost, and that is said. With its standard streams closed the program works as ever.
  @Test(
    "output that cannot be written",
    arguments: [
      ("> /dev/full", 1, "holdem-lua: cannot write to standard output: No space left on device\n"), ("<&- >&-", 0, ""), ("<&- >&- 2>&-", 0, ""),
    ] as [(String, Int32, String)])
  func lostOutput(_ streams: String, _ status: Int32, _ errors: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdem-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try (turnSpot + "print 'before' turn { workers = 2 }:run { iterations = 2 } turn():save 'a.solve' print 'after'").write(
      to: folder.appendingPathComponent("script.lua"), atomically: true, encoding: .utf8)
    let process = Process(), written = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec \"$0\" --quiet script.lua \(streams)", Program.executable.path]
    process.currentDirectoryURL = folder
    process.standardError = written
    try process.run()
    let said = try written.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == status)
    #expect(String(decoding: said, as: UTF8.self) == errors)
    #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("a.solve").path))
  }

  @Test("a script without end")
  func endlessScript() throws {
    let (status, program) = try finished(["/dev/zero"])
    #expect(status == 1)
    #expect(program.errors == "holdem-lua: cannot read '/dev/zero': it has more than 64 MiB\n")
  }

  @Test("version and help")
  func information() throws {
    let (status, program) = try finished(["--version"])
    #expect(status == 0 && program.output.hasPrefix("0."))
    let (helped, help) = try finished(["--help"])
    #expect(helped == 0)
    for word in ["USAGE: holdem-lua", "check", "--version", "SCRIPTING.md"] { #expect(help.output.contains(word)) }
  }

  @Test("a raise in a hook: the message, the line, the traceback, status 1, and no worker left")
  func raise() throws {
    let script = turnSpot + "local function fail(n) error(\"enough at \" .. n) end\nturn { workers = 2, on_iteration = function(run) fail(run.iteration) end }:run { iterations = 5 }"
    let (status, program) = try finished(["script.lua"], script: script)
    #expect(status == 1)
    let message = program.errors.range(of: "holdem-lua: script.lua:11: enough at 1\nscript.lua:11: in ")
    #expect(message != nil, "\(program.errors)")
    #expect(program.errors.contains("script.lua:12: in the script's main part"))
    #expect(program.isAllGone())
  }

  /// Scripts that fail while workers run.
  static let laterFailures = [
    "solver:strategy \"nowhere\"", "holdem.spot {}", "turn { memory = \"1MiB\" }:run { iterations = 1 }", "error \"stop\"",
  ]

  @Test("no error leaves a worker behind", arguments: laterFailures)
  func noWorkerLeft(_ end: String) throws {
    let (status, program) = try finished(["-q", "script.lua"], script: turnSpot + "local solver = turn { workers = 2 }\nsolver:run { iterations = 2 }\n" + end)
    #expect(status == 1)
    #expect(program.errors.hasPrefix("holdem-lua: script.lua:"), "\(program.errors)")
    #expect(program.isAllGone())
  }

  @Test("check prints the tree, the memory and the tasks, and solves nothing")
  func check() throws {
    let script = turnSpot + "print \"before\"\nlocal s = turn { workers = 2, memory = \"1MiB\" }\ns:run { minutes = 5 }\nprint \"after\""
    let (status, program) = try finished(["check", "script.lua"], script: script)
    #expect(status == 0, "\(program.errors)")
    for word in ["before", "x  check", "b100", "river", "of 1.0 MiB allowed: it does not fit", "2 workers"] { #expect(program.output.contains(word), "\(word)") }
    #expect(!program.output.contains("after"))
    #expect(try finished(["check", "script.lua"], script: "local x = = 3").status == 1)
  }

  @Test("a refused solve says how much it needs, what bounds it, and what would shrink it")
  func memory() throws {
    let (status, program) = try finished(["-q", "script.lua"], script: turnSpot + "turn { memory = \"1MiB\" }:run { minutes = 5 }")
    #expect(status == 1)
    for word in ["script.lua:11: the solve needs ", " MiB, over the script's memory limit of 1.0 MiB", "river", "fewer bet sizes"] {
      #expect(program.errors.contains(word), "\(program.errors)")
    }
  }

  @Test("progress is plain lines where standard error is no terminal; quiet is silent")
  func progress() throws {
    let script = turnSpot + "turn { workers = 1 }:run { iterations = 12 }"
    let (status, program) = try finished(["script.lua"], script: script)
    #expect(status == 0)
    #expect(!program.errors.contains("\r") && !program.errors.contains("\u{1B}"))
    let last = program.errors.split(separator: "\n").last ?? ""
    #expect(last.contains("12/12 it") && last.contains("% of the pot") && last.contains("it/s"), "\(program.errors)")
    #expect(program.errors.contains("memory: "))
    let (_, quiet) = try finished(["-q", "script.lua"], script: script)
    #expect(quiet.errors == "" && quiet.output == "")
  }

  @Test("the sandbox is closed, and --trust opens it with a word of warning")
  func trust() throws {
    let (status, program) = try finished(["--trust", "script.lua"], script: "print(type(os.getenv), type(io.open))")
    #expect(status == 0 && program.output == "function\tfunction\n")
    #expect(program.errors.contains("--trust"))
  }

  @Test("a script writes below the current folder and HOLDEM_OUTPUT; --trust lifts that")
  func output() throws {
    let other = try Program(["--version"])
    _ = other.status()
    let path = other.folder.appendingPathComponent("new/leduc.csv").path
    let script = "local h = require 'holdem' local s = h.solver { game = h.kuhn() } s:export 'here/kuhn.csv' s:export '\(path)'"
    let (refused, program) = try finished(["script.lua"], script: script)
    #expect(refused == 1 && program.errors.contains("script.lua:1: solver:export: \"\(path)\" is outside of the folders"), "\(program.errors)")
    #expect(FileManager.default.fileExists(atPath: program.folder.appendingPathComponent("here/kuhn.csv").path))
    for (arguments, environment) in [(["-q", "script.lua"], ["HOLDEM_OUTPUT": "/nowhere:\(other.folder.path)"]), (["-q", "--trust", "script.lua"], [:])] {
      try? FileManager.default.removeItem(atPath: path)
      #expect(try finished(arguments, script: script, environment: environment).status == 0)
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  /// SQLite would take `file:` for the beginning of a URI, which can lead out of the folders that a script may write to.
  @Test("the path of a database is no URI")
  func databasePath() throws {
    let other = try Program(["--version"])
    _ = other.status()
    let path = other.folder.appendingPathComponent("elsewhere.sqlite").path
    let script = "for _, p in ipairs { 'file:\(path)', 'file:d.sqlite?mode=memory' } do require('holdem').database(p):insert('t', { a = 1 }) end"
    let (status, program) = try finished(["-q", "script.lua"], script: script)
    #expect(status == 0, "\(program.errors)")
    #expect(!FileManager.default.fileExists(atPath: path))
    for name in ["file:\(path)", "file:d.sqlite?mode=memory"] { #expect(FileManager.default.fileExists(atPath: program.folder.path + "/" + name), "\(name)") }
  }

  @Test("a batch has one line of progress an entry where standard error is no terminal")
  func batch() throws {
    let script =
      "local h = require 'holdem' for _, n in h.batch { 30, 40 } do local s = h.solver { game = h.kuhn() } s:run { iterations = n } s:run { iterations = 5 } end h.solver { game = h.leduc() }:run { iterations = 20 }"
    let (status, program) = try finished(["script.lua"], script: script)
    #expect(status == 0)
    let lines = program.errors.split(separator: "\n").map(String.init)
    #expect(lines.count { $0.hasPrefix("1/2 30 ") } == 1 && lines.count { $0.hasPrefix("2/2 40 ") } == 1, "\(program.errors)")
    // After the loop everything is as before.
    #expect(lines.contains { $0.contains("memory: ") } && lines.last?.contains("20/20 it") == true)
  }

  @Test("HOLDEM_PATH is searched for modules")
  func libraryPath() throws {
    let library = try Program(["--version"], script: "return { size = \"50%\" }")
    _ = library.status()
    let (status, program) = try finished(["user.lua"], script: nil, environment: ["HOLDEM_PATH": library.folder.path])
    #expect(status == 1 && program.errors.contains("cannot read 'user.lua'"))
    let main = "print(require(\"library\").size)"
    try FileManager.default.moveItem(at: library.folder.appendingPathComponent("script.lua"), to: library.folder.appendingPathComponent("library.lua"))
    let (found, used) = try finished(["script.lua"], script: main, environment: ["HOLDEM_PATH": library.folder.path])
    #expect(found == 0 && used.output == "50%\n", "\(used.errors)")
  }
}
