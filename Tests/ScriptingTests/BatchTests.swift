import Foundation
import Testing

@testable import Scripting

/// Loops over several games, and scripts that are priced.
@Suite("Batches and checks")
struct BatchTests {
  private static let loop = """
    for i, board in holdem.batch { "Ks7d2c4h9s", "Ks7d2c4h8s", "Ks7d2c4h5s" } do \
      local s = solver { game = holdem.spot(spot { board = board }) } \
      local result = s:run { iterations = 20 } \
      print(i, board, s:ev("oop") > 0, result.stopped) \
    end \

    """

  @Test("a batch walks the list, and tells where it is")
  func walk() {
    var heard: [BatchProgress?] = []
    let outcome = run(Self.loop + "print 'after'", adjust: { $0.onBatch = { heard.append($0) } })
    #expect(outcome.message == "")
    #expect(outcome.printed == "1\tKs7d2c4h9s\ttrue\titerations\n2\tKs7d2c4h8s\ttrue\titerations\n3\tKs7d2c4h5s\ttrue\titerations\nafter\n")
    #expect(heard == [1, 2, 3].map { BatchProgress(index: $0, count: 3, label: ["Ks7d2c4h9s", "Ks7d2c4h8s", "Ks7d2c4h5s"][$0 - 1]) } + [nil])
  }

  @Test("its end is heard of however it comes", arguments: ["break", "error('out')", "return", "if i == 2 then goto out end"])
  func ends(_ end: String) {
    var heard: [Int?] = []
    let outcome = run("for i, n in holdem.batch { 10, 20 } do print(n) \(end) end ::out:: do end", adjust: { $0.onBatch = { heard.append($0?.index) } })
    #expect(outcome.message == (end.hasPrefix("error") ? "script.lua:2: out" : ""))
    #expect(heard == (end.hasPrefix("if") ? [1, 2, nil] : [1, nil]))
  }

  @Test("entries of any kind; an empty list; lists in lists")
  func entries() {
    let outcome = run(
      """
      for i, spot in holdem.batch { { board = "x", stacks = { 1, 2 } }, { board = "y" } } do print(i, spot.board, spot.stacks and spot.stacks[2]) end
      for _ in holdem.batch {} do error("never") end
      for i, f in holdem.batch { print, math.floor } do for j, n in holdem.batch { 7, 8 } do print(i, j, f(n)) end end
      """)
    #expect(outcome.message == "")
    #expect(outcome.printed == "1\tx\t2\n2\ty\tnil\n7\n1\t1\n8\n1\t2\n2\t1\t7\n2\t2\t8\n")
  }

  @Test("an interruption ends the batch after its entry, and the script goes on")
  func interruption() {
    var isInterrupted = false
    let outcome = run(Self.loop + "print 'after'", isInterrupted: { isInterrupted }, adjust: { host in host.onProgress = { _, _ in isInterrupted = true } })
    #expect(outcome.message == "")
    #expect(outcome.printed == "1\tKs7d2c4h9s\ttrue\tinterrupted\nafter\n")
  }

  static let slips = [
    Slip("holdem.batch()", "holdem.batch: expected a list such as { \"Td9d6h\", \"Ks7h2d\" }, found nil"),
    Slip("holdem.batch { board = 'Td9d6h' }", "holdem.batch: expected a list such as { \"Td9d6h\", \"Ks7h2d\" }, found a table with keys"),
    Slip("holdem.batch({}, 5)", "holdem.batch: takes one argument; 5 is too many"),
    Slip(
      "for i, b in holdem.batch { 1 } do holdem.solver(job { bets = b }) end",
      "holdem.solver: bets: expected sizes such as \"33%, 75%, a / 2.5x\", a table by street, or a function of the public state, found 1"),
    Slip("solver():node_id()", "solver:node_id: expected a line such as \"x-b120-c/Qc/x\", found nil"),
    Slip("solver():node_id('x-b1')", "solver:node_id: line \"x-b1\": no action `b1` for ip; there are x, b50, b100"),
    Slip("solver():strategy('r:0:b51')", "solver:strategy: line \"r:0:b51\": no action `b51` for oop; there are c, b50, b100"),
  ]

  @Test(arguments: slips) func slip(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }

  // MARK: Checks

  @Test("a check prices every game of a loop, and prints nothing that would be wrong")
  func checkOfALoop() {
    let outcome = run("print 'before' " + Self.loop + "print(solver():exploitability())", isChecking: true)
    #expect(outcome.message == "")
    #expect(outcome.checks.count == 4)
    #expect(outcome.printed == "before\n")
  }

  @Test("everything that can be asked has an answer of the right form")
  func answers() {
    let outcome = run(
      """
      local s = solver { folder = "never-made" }
      local result = s:run { target = "0.5%", iterations = 100 }
      assert(result.stopped == "target" and result.iterations == 100 and result.exploitability_percent == 0 and result.checkpoint:find "never%-made")
      assert(solver():run { seconds = 5 }.stopped == "time" and solver():run { iterations = 5 }.stopped == "iterations")
      local ev, percent = s:exploitability()
      assert(ev == 0 and percent == 0 and s:ev().oop == 0 and s:ev("ip", "KdKh") == 0 and s:equity().ip == 0 and s:best_response().oop == 0)
      assert(s:strategy("").probabilities.x == 1 / 3 and s:strategy("x", "KdKh").player == "ip" and #s:fingerprint() == 16)
      assert(s:grid("") .. s:actions("", 5) .. s:summary() == "" and s:node_id("x") == "r:0:c" and #s:tree() > 10)
      repeat s:run { iterations = 10 } until s:exploitability() < 1
      local t = holdem.solver { game = holdem.leduc(), method = holdem.mccfr() }
      t:run { iterations = 10 }
      assert(t:measures().local_best_response.mean == 0 and t:against("uniform").interval == 0 and t:against(t).samples == 0)
      assert(t:local_best_response().mean == 0 and t:strategy("", "Kc").player == "oop" and t:fingerprint() and t:exploitability() == 0)
      """, isChecking: true)
    #expect(outcome.message == "")
  }

  @Test("a loop that waits for an answer that never comes ends")
  func endlessCheck() {
    let outcome = run("local s = solver() repeat local r = s:run { iterations = 1 } until r.stopped == 'hook'", isChecking: true)
    #expect(outcome.message == "" && outcome.checks.count == 1)
  }

  @Test("what the script calculates with invented numbers is no error; a wrong key after a run is one")
  func laterErrors() {
    #expect(run("solver():run { iterations = 1 } error('no equity')", isChecking: true).message == "")
    #expect(run("error('before')", isChecking: true).message == "script.lua:2: before")
    let wrong = run("solver():run { iterations = 1 } holdem.solver(job { gme = 1 })", isChecking: true).message
    #expect(wrong.hasPrefix("script.lua:2: holdem.solver: unknown key `gme`; did you mean `game`?"))
    #expect(run("solver():run { itertions = 1 }", isChecking: true).message.contains("did you mean `iterations`?"))
    #expect(run("solver():strategy('b51')", isChecking: true).message.contains("no action `b51`"))
    // Arguments of queries are read, though nothing is answered.
    let start = "local t = holdem.solver { game = holdem.leduc(), method = holdem.mccfr() } "
    for (query, problem) in [
      ("solver():grid('zzz')", "no action `zzz`"), ("solver():actions('x-q')", "no action `q`"), ("solver():actions('', -3)", "expected a number of hands"),
      ("solver():strategy('', 'AsAx')", "AsAx"), ("solver():strategy('', 'QsQh')", nil), ("solver():strategy('', 'JsJh')", "is not in the range of oop"),
      ("solver():ev('oop', '7s7h7d')", "is no hand"), ("solver():equity(nil, 'AsAh')", "expected \"oop\" or \"ip\""), ("t:against('nonsense')", "found \"nonsense\""),
      ("t:against('uniform', { deal = 3 })", "unknown key `deal`"), ("t:against(t, { boards = 5, deals = 70 })", "either `deals`"), ("t:against({})", "expected a solver"),
      ("t:strategy('', 'Zz')", "solver:strategy"), ("t:strategy('')", "expected a hand such as"),
    ] as [(String, String?)] {
      let message = run(start + query, isChecking: true).message
      #expect(problem.map(message.contains) ?? message.isEmpty, "\(query): \(message)")
    }
    // A run tells of all iterations, and of traversals; a loaded solver is shown.
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("checked-\(UUID().uuidString).hlb").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(run(start + "t:run { iterations = 3 } t:save '\(path)'").message == "")
    let loaded = run(
      start + "t:run { iterations = 3 } local r = t:run { iterations = 4 } assert(r.iterations == 7 and r.traversals == 0) holdem.load('\(path)')", isChecking: true)
    #expect(loaded.message == "" && loaded.checks.count == 2, "\(loaded)")
  }

  // MARK: Interruptions

  @Test("Lua itself ends at once where no run is under way")
  func luaEnds() {
    var count = 0
    let outcome = run(
      "for i = 1, 1e9 do pcall(function() i = i + 1 end) end",
      isInterrupted: {
        count += 1
        return count > 5
      })
    #expect(outcome.message == "script.lua:2: the script was interrupted")
  }

  @Test("a run hears it: the script has the last word, in as much Lua as it likes, and the next run ends it")
  func runsHear() {
    var isInterrupted = false
    // Progress is told of the first iteration whatever the time, and the second then ends the run.
    let adjust: (inout ScriptHost) -> Void = { host in host.onProgress = { _, _ in isInterrupted = true } }
    let script = """
      local calls = 0
      local s = solver { on_iteration = function() for i = 1, 1e4 do calls = calls + 1 end end }
      print(s:run({ iterations = 50 }).stopped, s.iterations, calls)
      for i = 1, 1e5 do calls = calls + 1 end
      print(calls)
      s:run { iterations = 1 }
      print "never"
      """
    let outcome = run(script, isInterrupted: { isInterrupted }, adjust: adjust)
    #expect(outcome.printed == "interrupted\t2\t20000\n120000\n")
    #expect(outcome.message.contains("interrupted"))
  }

  @Test("bet functions return chips and lists")
  func betLists() {
    let outcome = run(
      """
      local function tree(bets) return solver { bets = bets }:tree(9) end
      assert(tree(function(s) return s.raises == 0 and 50 or { "a" } end) == tree(function(s) return s.raises == 0 and "50c" or "a" end))
      assert(tree(function() return { "33%", 60, "a" } end) == tree "33%, 60c, a")
      assert(tree(function() return {} end) == tree "")
      assert(tree(function() return 12.5 end) == tree "12.5c")
      """)
    #expect(outcome.message == "")
  }
}
