import Foundation
import Testing

/// What is to be seen on terminals: narrow ones, ones without colours, ones that are resized.
@Suite("Terminals", .serialized)
struct TerminalTests {
  /// A solve that prints on its way, and its reports afterwards. With the argument `wait`, it waits at iteration 10 until there is a file `go`.
  private static let script =
    turnSpot + """
      local solver = turn { workers = 1, schedule = { evaluate = 5 }, on_iteration = function(run)
        if run.iteration == 10 then
          print("half way")
          while arg[1] == "wait" and not io.open("go") do end
        end
      end }
      solver:run { iterations = 20 }
      print(solver:grid("")) print(solver:actions("x", 3)) print(solver:tree(2)) print(solver:summary())
      """

  private static let colours = ["TERM": "xterm-256color", "NO_COLOR": "", "COLORTERM": "", "CLICOLOR": "", "CLICOLOR_FORCE": ""]

  /// Runs the script on a terminal to its end.
  private func seen(columns: Int, _ environment: [String: String]) throws -> (text: String, screen: Screen) {
    let terminal = try PseudoTerminal(columns: columns)
    let program = try Program(["script.lua"], script: Self.script, environment: Self.colours.merging(environment) { $1 }, terminal: terminal)
    #expect(program.status() == 0, "\(terminal.written)")
    #expect(program.wait(until: { terminal.written.contains("exploitability") && terminal.written.hasSuffix("\n") }))
    return (terminal.written, Screen(terminal.written, columns: columns))
  }

  @Test("nothing is wider than the terminal; one line shows the progress, and gives way to other words", arguments: [40, 60, 80])
  func narrow(columns: Int) throws {
    let (text, screen) = try seen(columns: columns, [:])
    #expect(screen.overflows == 0 && screen.lines.allSatisfy { $0.count <= columns }, "\(screen.lines)")
    #expect(text.contains("\u{1B}[1m"), "titles are bold")
    #expect(screen.lines.count { $0 == "half way" } == 1, "\(screen.lines)")
    let progress = screen.lines.filter { $0.contains(" it ") && !$0.contains("number") }
    #expect(progress.count == 1 && progress[0].contains("20/20 it") != (columns < 80), "\(progress)")
    #expect(text.count { $0 == "\r" } > 0)
  }

  @Test("NO_COLOR leaves characters alone, and the line of progress", arguments: [40, 80])
  func noColour(columns: Int) throws {
    let (text, screen) = try seen(columns: columns, ["NO_COLOR": "1"])
    #expect(text.matches(of: /\u{1B}\[[0-9;]*[a-zA-Z]/).allSatisfy { $0.0 == "\u{1B}[K" })
    #expect(screen.lines.contains("  A  K  Q  J  T  9  8  7  6  5  4  3  2"))
    #expect(screen.overflows == 0)
  }

  @Test("a terminal that knows no escape sequences gets none")
  func dumb() throws {
    let (text, screen) = try seen(columns: 80, ["TERM": "dumb"])
    #expect(!text.contains("\u{1B}") && !text.contains("\r"))
    #expect(screen.lines.contains { $0.hasPrefix("   20 it ") || $0.hasPrefix("20/20 it ") || $0.hasPrefix("   20/20 it") }, "\(screen.lines)")
  }

  @Test("a terminal that is made narrower is followed, by the progress and by what the script prints")
  func resize() throws {
    let terminal = try PseudoTerminal(columns: 100)
    let program = try Program(["--trust", "script.lua", "wait"], script: Self.script, environment: Self.colours, terminal: terminal)
    #expect(program.wait(until: { terminal.written.contains("half way") || !program.process.isRunning }))
    let before = terminal.written
    terminal.resize(columns: 50)
    try Data().write(to: program.folder.appendingPathComponent("go"))
    #expect(program.status() == 0)
    #expect(program.wait(until: { terminal.written.contains("exploitability ") && terminal.written.hasSuffix("\n") }))
    #expect(Screen(before, columns: 100).lines.contains { $0.count > 50 })
    let after = Screen(String(terminal.written.dropFirst(before.count)), columns: 50)
    #expect(after.overflows == 0, "\(after.lines)")
    #expect(after.lines.contains { $0.contains("20 it") })
  }

  @Test("a measurement of best responses shows how far it is, and leaves nothing behind")
  func bestResponses() throws {
    let script = """
      local holdem = require "holdem"
      local solver = holdem.solver { game = holdem.leduc(), method = holdem.mccfr {}, workers = 0, evaluation = { exact = false, against = {}, responses = 0 } }
      solver:run { iterations = 5 }
      print(solver:local_best_response({ boards = 300 }).samples)
      """
    let terminal = try PseudoTerminal(columns: 80)
    let program = try Program(["script.lua"], script: script, environment: Self.colours, terminal: terminal)
    #expect(program.status() == 0, "\(terminal.written)")
    #expect(program.wait(until: { terminal.written.contains("300") && terminal.written.hasSuffix("\n") }))
    let done = terminal.written.matches(of: /local best response: (\d+) of 300 round 2 boards/).map { Int($0.1)! }
    #expect(done.count > 20 && done == done.sorted() && done.first == 0 && done.last! > 290, "\(done)")
    #expect(terminal.written.contains(", 0:00 left"))
    #expect(!Screen(terminal.written, columns: 80).lines.contains { $0.contains("local best") })
    let quiet = try Program(["script.lua"], script: script, environment: ["TERM": "dumb"])
    #expect(quiet.status() == 0 && !quiet.errors.contains("local best response"))
  }

  @Test("a warning takes the line of progress's place")
  func warning() throws {
    let terminal = try PseudoTerminal(columns: 80)
    let program = try Program(["--trust", "script.lua", "wait"], script: Self.script, environment: Self.colours, terminal: terminal)
    #expect(program.wait(until: { terminal.written.contains("half way") && program.workers.count == 1 || !program.process.isRunning }))
    for worker in program.workers { kill(worker, SIGKILL) }
    try Data().write(to: program.folder.appendingPathComponent("go"))
    #expect(program.status() == 0)
    let screen = Screen(terminal.written, columns: 200)
    let warnings = screen.lines.filter { $0.contains("was lost and replaced") }
    #expect(warnings.count == 1 && warnings[0].hasPrefix("holdem-lua: warning: worker "), "\(screen.lines)")
  }
}
