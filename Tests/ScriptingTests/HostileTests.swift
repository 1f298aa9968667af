import Foundation
import Lua
import Testing

/// What a script may hand over by mistake or on purpose: holes, huge numbers and texts, paths that lead nowhere. Each answer is one clear message.
@Suite("Hostile scripts")
struct HostileTests {
  static let slips = [
    Slip(
      #"holdem.solver(job { bets = function() return { "50%", nil, "a" } end })"#,
      #"holdem.solver: bets at the root: expected sizes such as "33%, 75% / 2.5x" ("" for no bets), chips such as 120, or a list of these, the function returned a list with a hole (its entry 2 is nil)"#
    ),
    Slip(
      "holdem.solver(job { bets = function() return { 50, 1e308 } end })",
      #"holdem.solver: bets at the root: expected sizes such as "33%, 75% / 2.5x" ("" for no bets), chips such as 120, or a list of these, the function returned a table with 1e+308 in it"#),
    Slip(
      "holdem.solver(job { bets = function() return 0/0 end })",
      #"holdem.solver: bets at the root: expected sizes such as "33%, 75% / 2.5x" ("" for no bets), chips such as 120, or a list of these, the function returned nan (not a number)"#),
    Slip("solver():run { iterations = math.maxinteger }", "solver:run: iterations: 9223372036854775807 is out of range: expected a whole number from 1, at most 1000000000"),
    Slip("solver():run { iterations = 1e30 }", "solver:run: iterations: 1e+30 is out of range: expected a whole number from 1, at most 1000000000"),
    Slip("solver():run { iterations = 0.5 }", "solver:run: iterations: expected a whole number from 1, found 0.5"),
    Slip("solver():run { iterations = 1/0 }", "solver:run: iterations: expected a whole number from 1, found inf"),
    Slip("print(holdem.kuhn().strategy)", "game has no member 'strategy' (it has none)"),
    Slip("holdem.options { help = { 1, 'x' } }", "holdem.options: help: --help is there already: it prints the options"),
    Slip(
      "holdem.solver(job { utility = function(stacks) return { stacks[1] * 1e300, 0 } end })",
      "holdem.solver: utility({ 100, 100 }): 1e+302 is out of range: expected a number from -1e12 to 1e12"),
    Slip(#"solver():save "a\0b""#, "solver:save: a path with a zero byte in it"),
    Slip(#"holdem.load "a\0b""#, "holdem.load: a path with a zero byte in it"),
    Slip(#"holdem.database "a\0b""#, "holdem.database: a path with a zero byte in it"),
    Slip(#"holdem.solver(job { folder = "a\0b" })"#, "holdem.solver: folder: a path with a zero byte in it"),
    Slip(#"holdem.load "/dev/zero""#, #"cannot read "/dev/zero": it is no file"#),
    Slip(#"holdem.load "/""#, #"cannot read "/": it is a folder"#),
    Slip(#"holdem.acpc "/dev/zero""#, #"holdem.acpc: cannot read "/dev/zero": it is no file"#),
  ]

  @Test("say what is wrong", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }

  /// A script has no `io`, and an error is none either.
  @Test func filesOfOthersAreNotReadOut() {
    for function in ["acpc", "load"] {
      let message = run("holdem.\(function) \"/etc/passwd\"").message
      #expect(message.contains("/etc/passwd") && !message.contains("root:") && !message.contains("#"), "\(message)")
    }
  }

  /// A text of megabytes is quoted, not repeated.
  @Test(arguments: [
    "holdem.solver(job { bets = ('50%,'):rep(1e5) })",
    "holdem.solver(job { bets = ('5'):rep(1e6) })",
    "holdem.solver(job { bets = function() return ('y'):rep(1e6) end })",
    "holdem.solver(job { [('y'):rep(1e6)] = 1 })",
    "solver():strategy(('x-'):rep(1e5))",
    "solver():strategy(('y'):rep(1e6))",
    "solver():strategy('r:0:' .. ('y'):rep(1e6))",
    "holdem.spot(spot { board = ('y'):rep(1e6) })",
    "holdem.spot(spot { ranges = { oop = ('AA,'):rep(1e5), ip = 'KK' } })",
    "holdem.cfr { variant = ('y'):rep(1e6) }",
  ])
  func longTextsAreCutShort(_ script: String) {
    let message = run(script).message
    #expect(message.hasPrefix("script.lua:2: ") && message.utf8.count < 1000, "\(message.prefix(1000))")
  }

  /// An endless question to a database ends as an endless loop does: at the script's limit of time, whatever catches errors, and by a signal.
  @Test func endlessQuestions() {
    let script = """
      local d = holdem.database ":memory:"
      local endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select count(*) from n"
      while true do pcall(d.rows, d, endless) end
      """
    guard case .time(_, let location)? = run(script, seconds: 0.3).error else {
      Issue.record("not the time limit")
      return
    }
    #expect(location?.line == 4)
    let begin = ContinuousClock.now
    guard case .interrupted? = run(script, isInterrupted: { ContinuousClock.now - begin > .milliseconds(300) }).error else {
      Issue.record("not interrupted")
      return
    }
  }

  /// What is taken from the libraries is the script's own loss.
  @Test func takenLibraries() {
    let outcome = run(
      """
      string.format, table.concat, math.floor, ipairs, next, setmetatable, select, error, type = nil
      for i, entry in holdem.batch { "a", "b" } do print(i, entry) end
      local s = solver()
      s:run { iterations = 20 }
      print(#s:tree(2) > 50, s:strategy("").labels[1])
      """)
    #expect(outcome.message == "" && outcome.printed == "1\ta\n2\tb\ntrue\tx\n")
  }
}
