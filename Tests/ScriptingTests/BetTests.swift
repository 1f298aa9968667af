import Testing

/// What a bet abstraction makes of the tree, read back through the labels at its lines.
@Suite("Bet abstractions")
struct BetTests {
  private func check(_ script: String) {
    let labels = "local function at(s, line) return table.concat(s:strategy(line).labels, \" \") end\n"
    #expect(run(labels + script).message == "")
  }

  @Test("a string holds everywhere; a slash splits bets from raises")
  func strings() {
    check(
      """
      local s = solver { bets = "50%, a / 2.5x" }
      assert(at(s, "") == "x b50 b100" and at(s, "x") == "x b50 b100", at(s, ""))
      assert(at(s, "b50") == "f c r100" and at(s, "b100") == "f c")
      local no_raise = solver { bets = "33% /" }
      assert(at(no_raise, "") == "x b33" and at(no_raise, "b33") == "f c")
      local units = holdem.solver(job { game = holdem.spot(spot { stack = 1000 }), bets = "20c, 33%, e, min" })
      assert(at(units, "") == "x b1 b20 b33 b1000", at(units, ""))
      """)
  }

  @Test("by street, by position, and for leading into the aggressor")
  func tables() {
    check(
      """
      local game = holdem.spot(spot { board = "Ks7d2c4h", stack = 1000 })
      local s = holdem.solver(job { game = game, bets = { turn = { oop = "10%", ip = "20%" }, river = { "30% /", donk = "40% /" } } })
      assert(at(s, "") == "x b10" and at(s, "x") == "x b20")
      assert(at(s, "x-x/Qc") == "x b30")                       -- nobody bet on the turn
      assert(at(s, "x-b20-c/Qc") == "x b56", at(s, "x-b20-c/Qc"))  -- leads 40 % of 140 into the aggressor
      assert(at(s, "b10-c/Qc") == "x b36", at(s, "b10-c/Qc"))      -- was the aggressor itself: 30 % of 120
      local same = holdem.solver(job { game = game, bets = { all = "10%" } })
      assert(at(same, "") == "x b10" and at(same, "x-x/Qc") == "x b10")
      local mixed = holdem.solver(job { game = game, bets = { all = "10%", river = "" } })
      assert(at(mixed, "") == "x b10" and at(mixed, "x-x/Qc") == "x")
      """)
  }

  @Test("options add, force and merge, and cap the raises")
  func options() {
    check(
      """
      local game = holdem.spot(spot { stack = 120 })
      assert(at(holdem.solver(job { game = game, bets = "50%", bet_options = { add_all_in = "150%" } }), "") == "x b50 b120")
      assert(at(holdem.solver(job { game = game, bets = "50%", bet_options = { add_all_in = 1 } }), "") == "x b50")
      assert(at(holdem.solver(job { game = game, bets = "50%, 100%", bet_options = { force_all_in = "15%" } }), "") == "x b50 b120")
      assert(at(holdem.solver(job { game = game, bets = "50%, 52%", bet_options = { merge = "10%" } }), "") == "x b52")
      local capped = holdem.solver(job { game = holdem.spot(spot { stack = 1000 }), bets = "50%", bet_options = { raise_cap = 2 } })
      assert(at(capped, "b50") == "f c r150" and at(capped, "b50-r150") == "f c")
      """)
  }

  @Test("a function sees the public state, once a decision, and decides")
  func functions() {
    check(
      """
      local seen = {}
      local s = holdem.solver(job {
        game = holdem.spot(spot { board = "Ks7d2c4h", pot = 100, stack = none, stacks = { oop = 400, ip = 300 } }),
        bets = function(state)
          assert(not seen[state.line], state.line)
          seen[state.line] = state
          if state.street == "river" then return "" end
          return state.raises == 0 and "50%" or state.raises == 1 and "3x" or ""
        end })
      local root, raise, river = seen[""], seen["b50-r150"], seen["x-b50-c/"]
      assert(root.street == "turn" and root.position == "oop" and root.seat == 1 and root.pot == 100 and root.to_call == 0)
      assert(root.stacks[1] == 400 and root.stacks[2] == 300 and root.effective_stack == 300 and root.spr == 3)
      assert(root.raises == 0 and root.last_aggressor == nil and root.donk == false and root.board == "Ks7d2c4h" and root.line == "")
      assert(raise.position == "oop" and raise.raises == 2 and raise.pot == 300 and raise.to_call == 100 and raise.last_aggressor == 2)
      assert(raise.stacks[1] == 350 and raise.stacks[2] == 150 and raise.effective_stack == 250, raise.effective_stack)
      assert(river.street == "river" and river.pot == 200 and river.donk == true and river.last_aggressor == 2 and river.raises == 0)
      assert(at(s, "") == "x b50" and at(s, "b50") == "f c r150" and at(s, "b50-r150") == "f c" and at(s, "x-x/Qc") == "x")
      """)
  }

  @Test("a table, a string and a function that say the same solve to the same bytes")
  func sameBytes() {
    check(
      """
      local game = holdem.spot(spot { stack = 1000 })
      local function mark(bets) local s = solver { game = game, bets = bets } s:run { iterations = 30 } return s:fingerprint() end
      local text = mark "50%, a / 2.5x"
      assert(text == mark { river = "50%, a / 2.5x" } and text == mark { all = { "50%, a / 2.5x" } })
      assert(text == mark { river = { oop = "50%, a / 2.5x", ip = "50%, a / 2.5x" } })
      assert(text == mark(function(state) return "50%, a / 2.5x" end))
      assert(text ~= mark "50%, a")
      """)
  }

  @Test("a size that is a bet somewhere may be shared with the raises")
  func sharedSizes() {
    check(
      """
      local s = holdem.solver(job { game = holdem.spot(spot { stack = 1000 }), bets = "20c" })
      assert(at(s, "") == "x b20" and at(s, "b20") == "f c r40")
      assert(at(solver { bets = "5000%" }, "") == "x b100")
      """)
  }
}
