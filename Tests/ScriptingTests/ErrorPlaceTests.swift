import Lua
import Scripting
import Testing

/// Where a message says that it happened, and what the script can still do.
@Suite("Places of errors")
struct ErrorPlaceTests {
  @Test("a table over several lines is placed where the call begins")
  func severalLines() {
    #expect(run("holdem.spot {\n  board = \"Ks7d2c\",\n  bord = 3,\n}").message.hasPrefix("script.lua:2: holdem.spot: unknown key `bord`"))
  }

  @Test("a slip inside a function is placed in the function, a raise has a traceback through the hook")
  func insideFunctions() {
    #expect(run("local function make()\n  return holdem.cfr { x = 1 }\nend\nmake()").message.hasPrefix("script.lua:3: holdem.cfr: unknown key `x`"))
    let hook = run("local function fail(run)\n  error(\"at \" .. run.iteration)\nend\nsolver { on_iteration = function(run) fail(run) end }:run { iterations = 3 }")
    #expect(hook.message == "script.lua:3: at 1")
    #expect(
      hook.error?.traceback == "script.lua:3: in upvalue 'fail'\nscript.lua:5: in the function of line 5\nscript.lua:5: in the script's main part"
        || hook.error?.traceback.contains("script.lua:5: in the function of line 5") == true)
  }

  @Test("raises of a bet function and of a discount function keep their own line")
  func ownLine() {
    #expect(run("local bets = function(state)\n  error(state.street)\nend\nholdem.solver(job { bets = bets })").message == "script.lua:3: river")
    let discount = "local discount = function(t)\n  return t < 3 and 1 or nothing.at_all\nend\nsolver { schedule = { discount = discount } }:run { iterations = 9 }"
    #expect(run(discount).message == "script.lua:3: attempt to index a nil value (global 'nothing')")
  }

  @Test("what is no Lua is placed on its line")
  func syntax() {
    #expect(run("local x = = 3").message == "script.lua:2: unexpected symbol near '='")
    #expect(run("\n\nfor i = 1 do end").message == "script.lua:4: '=' or 'in' expected near 'do'" || run("\n\nfor i = 1 do end").message.hasPrefix("script.lua:4: "))
  }

  @Test("a caught error leaves the solver usable")
  func caught() {
    let outcome = run(
      """
      local calls = 0
      local s = solver { on_iteration = function(run) calls = calls + 1; if calls == 2 then error("once") end end }
      local ok, message = pcall(s.run, s, { iterations = 3 })
      assert(not ok and message:find("once"), message)
      assert(s.iterations == 2)
      assert(s:run { iterations = 3 }.iterations == 5)
      assert(not pcall(holdem.spot, {}))
      assert(s:ev().oop > 0)
      """)
    #expect(outcome.message == "")
  }

  @Test("the module and its objects cannot be changed or misread")
  func strictness() {
    #expect(run("local x = holdem.nolimits").message.contains("did you mean 'nolimit'?"))
    #expect(run("local s = solver() print(s.iteration)").message.contains("did you mean 'iterations'?"))
    #expect(run("local s = solver() s.run = 3").message.contains("read-only"))
  }

  @Test("a script that an interrupt finds before a run ends there")
  func interrupted() {
    let outcome = run("local s = solver() s:run { iterations = 5 } print \"not reached\"", isInterrupted: { true })
    #expect(outcome.message.hasSuffix("interrupted"), "\(outcome.message)")
    #expect(outcome.printed.isEmpty)
  }

  @Test("a check evaluates the script, prices each solver, and leaves out what comes after the first run")
  func check() {
    let outcome = run("print \"one\" solver { memory = \"1KiB\" }:run { iterations = 5 } print \"two\"", isChecking: true)
    #expect(outcome.message == "")
    #expect(outcome.printed == "one\n")
    let checks = outcome.checks.compactMap { $0 as? SolverCheck }
    #expect(checks.map(\.job.memoryLimit) == [1024])
    #expect(checks.first.map { $0.price.totalBytes > 1024 } == true)
    #expect(run("solver():run {}", isChecking: true).message.contains("nothing says when to stop"))
  }
}
