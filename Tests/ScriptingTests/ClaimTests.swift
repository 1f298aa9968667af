import Testing

/// Lines of SCRIPTING.md that no other test looks at.
@Suite("What SCRIPTING.md promises")
struct ClaimTests {
  /// A check ends after 1000 runs: what the script does after one more is not looked at.
  @Test(arguments: [(1000, "script.lua:2: holdem.spot: board: missing: expected 3 to 5 cards such as \"Td9d6h\""), (1001, "")])
  func aCheckEndsAfterAThousandRuns(_ runs: Int, _ message: String) {
    let script = "local s = solver() for i = 1, \(runs) do s:run { iterations = 1 } end holdem.spot {}"
    #expect(run(script, isChecking: true).message == message)
  }

  @Test func aTreeHasAtMostTwoHundredLines() {
    let script = """
      local s = solver { game = holdem.spot(spot { board = "Ks7d2c", pot = 10, stack = 500 }), bets = "33%, 75%, 150%, a / 2.5x, 4x" }
      local text = s:tree(20)
      print(select(2, text:gsub("\\n", "")), text:match("\\n%.%.%. [%d,]+ more$") ~= nil)
      """
    // The head, 200 lines, and how many more there are.
    #expect(run(script).printed == "201\ttrue\n")
  }

  @Test func theStateOfABetFunction() {
    let script = """
      local seen = {}
      local function bets(state)
        assert(state.seat == (state.position == "oop" and 1 or 2) and state.players == 2)
        assert(state.in_position == (state.position == "ip"))
        assert(math.abs(state.spr - state.effective_stack / state.pot) < 1e-9)
        assert(state.effective_stack == math.min(state.stacks[state.seat], state.stacks[3 - state.seat] + state.to_call))
        assert(state.board == "Ks7d2c4h" and (state.street == "turn" or state.street == "river"))
        if state.line == "b50" then assert(state.pot == 150 and state.to_call == 50 and state.raises == 1 and state.last_aggressor == 1) end
        seen[state.line] = true
        return "50%, a"
      end
      solver { game = holdem.spot(spot { board = "Ks7d2c4h", stack = 300 }), bets = bets }
      print(seen[""], seen["x"], seen["b50"], seen["b50-c/"] or seen["b50-c"])
      """
    let outcome = run(script)
    #expect(outcome.message == "" && outcome.printed == "true\ttrue\ttrue\ttrue\n")
  }

  /// An action is played as often as its probability says.
  @Test func choicesFollowTheStrategy() {
    let script = """
      local s = solver():strategy("")
      local counts = {}
      for i = 0, 2999 do local label = s:choose(i / 3000) counts[label] = (counts[label] or 0) + 1 end
      assert(not pcall(s.choose, s, 0.5, 99))
      print(s:choose(0), s:choose(1), s.player, table.concat(s.labels, " "))
      for _, label in ipairs(s.labels) do near(counts[label], 1000, 1) end
      for _, u in ipairs { -0.1, 1.1, 0/0, "x" } do assert(not pcall(s.choose, s, u)) end
      """
    let outcome = run(script)
    #expect(outcome.message == "" && outcome.printed == "x\tb100\toop\tx b50 b100\n")
  }

  @Test(arguments: [
    Slip("local icm, many = require 'abstractions.utility.icm', {} for i = 1, 17 do many[i] = 1 end icm.equities(many, { 1 })", "icm: at most 16 stacks"),
    Slip(
      "holdem.mccfr { prune = { below = -1, in_fraction = 2 } }",
      "holdem.mccfr: prune.in_fraction: 2 is out of range: expected a share from 0 to 1"),
    Slip("for i, x in holdem.batch { 1, nil, 3 } do end", "holdem.batch: expected a list such as { \"Td9d6h\", \"Ks7h2d\" }, found a list with a hole (its entry 2 is nil)"),
  ])
  func isRefused(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }

  /// Entries of a batch are copies; the list stays as it is.
  @Test func entriesOfABatchAreCopies() {
    #expect(run("local e = { a = 1 } for i, x in holdem.batch { e } do x.a = 2 end print(e.a)").printed == "1\n")
  }
}
