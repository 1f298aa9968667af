import Testing

/// What scripts read back, against what can be worked out by hand. The scripts check; a failed check is an error on its line.
@Suite("Answers")
struct AnswerTests {
  @Test("polarised against a bluff catcher on the river: bets, bluffs and calls of theory")
  func clairvoyance() {
    // AA or 33 against QQ on a board that helps nobody; pot 100, one bet of the pot. Equilibrium: bet every nut hand and half as many bluffs;
    // the bluff catcher calls half the time; the bettor wins 3/4 of the pot.
    let outcome = run(
      """
      local s = holdem.solver(job { game = holdem.spot(spot { board = "Kh8c7d5s2h", ranges = { oop = "AA,33", ip = "QQ" } }), bets = "a", method = holdem.cfr { variant = "dcfr+" } })
      local result = s:run { target = "0.01%", iterations = 5000 }
      assert(result.stopped == "target" and result.exploitability <= 0.01 and result.iterations == s.iterations)
      near(result.exploitability_percent, result.exploitability, 1e-12)
      local chips, percent = s:exploitability()
      near(chips, result.exploitability, 1e-12) near(percent, chips, 1e-12)
      near(s:ev().oop, 75, 0.1) near(s:ev("ip"), 25, 0.1) near(s:ev().oop + s:ev().ip, 100, 1e-6)
      near(s:equity().oop, 0.5, 1e-9) near(s:equity("ip"), 0.5, 1e-9) near(s:equity("oop", "AhAd"), 1, 1e-9) near(s:equity("oop", "3h3d"), 0, 1e-9)
      near(s:ev("oop", "AsAc"), 150, 1) near(s:ev("oop", "3s3c"), 0, 1)
      near(s:strategy("", "AhAs").probabilities.b100, 1, 0.01) near(s:strategy("", "3h3s").probabilities.b100, 0.5, 0.02)
      local root = s:strategy("")
      assert(root.player == "oop" and #root.labels == 2 and root.labels[1] == "x" and root.labels[2] == "b100")
      near(root.probabilities.b100, 0.75, 0.01) near(root.probabilities.x + root.probabilities.b100, 1, 1e-9)
      near(s:strategy("b100", "QdQc").probabilities.c, 0.5, 0.02) near(s:strategy("b100").probabilities.f, 0.5, 0.02)
      local best = s:best_response()
      near((best.oop - s:ev().oop + best.ip - s:ev().ip) / 2, s:exploitability(), 1e-9)
      """)
    #expect(outcome.message == "")
  }

  @Test("hands that are never met have no value; blocked hands no strategy")
  func missing() {
    let outcome = run(
      """
      local s = holdem.solver(job { game = holdem.spot(spot { ranges = { oop = "AsAh", ip = "AsAd,QhQd" } }) })
      s:run { iterations = 20 }
      assert(s:ev("ip", "AsAd") == nil and s:equity("ip", "AsAd") == nil)
      near(s:equity("oop", "AsAh"), 1, 1e-9)
      """)
    #expect(outcome.message == "")
  }

  @Test("limits, reasons and counts of runs")
  func runs() {
    let outcome = run(
      """
      local s = solver()
      local first = s:run { iterations = 7 }
      assert(first.iterations == 7 and first.stopped == "iterations" and s.iterations == 7 and first.seconds >= 0)
      local second = s:run { iterations = 5, hours = 1 }
      assert(second.iterations == 12 and second.stopped == "iterations")
      assert(s:run { target = 1000 }.stopped == "target")
      assert(s:run { seconds = 1e-6 }.stopped == "time")
      assert(s:run { target = "0.1%", iterations = 5000 }.exploitability <= 0.1)
      """)
    #expect(outcome.message == "")
  }

  @Test("rake, unequal stacks, a bare pot and a board that plays")
  func money() {
    let outcome = run(
      """
      local raked = holdem.solver(job { game = holdem.spot(spot { rake = { rate = 0.05, cap = 3 } }), bets = "" })
      near(raked:run { iterations = 3 }.exploitability, 0, 1e-6)
      near(raked:ev().oop + raked:ev().ip, 97, 1e-6) near(raked:ev().oop, 97 * raked:equity().oop, 1e-6)
      local unequal = holdem.solver(job { game = holdem.spot(spot { stack = none, stacks = { oop = 40, ip = 1000 } }), bets = "a" })
      assert(unequal:strategy("").labels[2] == "b40" and unequal:strategy("x").labels[2] == "b40")
      local chopped = holdem.solver(job { game = holdem.spot(spot { board = "AsKsQsJsTs", ranges = { oop = "22", ip = "AA,72o" } }) })
      chopped:run { iterations = 300 }
      near(chopped:equity().ip, 0.5, 1e-9) near(chopped:ev().ip, 50, 0.2)
      local halves = holdem.solver(job { game = holdem.spot(spot { pot = 1.5, stack = 20, chip = 0.5 }), bets = "min" })
      assert(halves:strategy("").labels[2] == "b0.5")
      """)
    #expect(outcome.message == "")
  }

  @Test("Kuhn poker: the value of the game is -1/18 ante for the first player")
  func kuhn() {
    let outcome = run(
      """
      local s = holdem.solver { game = holdem.kuhn(), workers = 0 }
      s:run { iterations = 3000 }
      near(s:ev().oop, -1 / 18, 1e-3) near(s:ev().ip, 1 / 18, 1e-3)
      """)
    #expect(outcome.message == "")
  }

  @Test("reports are text with the line's own actions")
  func reports() {
    let outcome = run(
      """
      local s = solver() s:run { iterations = 20 }
      for _, text in ipairs { s:summary(), s:grid "", s:grid "b50", s:actions "", s:actions("", 2), s:tree(), s:tree(9), tostring(s), tostring(s:strategy("")) } do
        assert(type(text) == "string" and #text > 10 and not text:find("nan"), text)
      end
      assert(s:actions(""):find("b50") and s:tree():find("all%-in 100") and s:summary():find("exploitability"))
      assert(tostring(s:strategy("")):match("^x +[%d.]+%%  b50 +[%d.]+%%  b100 +[%d.]+%%$"), tostring(s:strategy("")))
      """)
    #expect(outcome.message == "")
  }

  @Test("rake in a small game: the house takes its share of every pot that is contested, in both engines")
  func smallGamesWithRake() {
    let outcome = run(
      """
      local function solve(rake, method)
        local s = holdem.solver { game = holdem.kuhn(rake and { rake = rake }), method = method, workers = 0 }
        s:run { iterations = 2000 }
        return s
      end
      local free, raked, capped = solve(), solve { rate = 0.1 }, solve { rate = 0.1, cap = 0 }
      near(free:ev().oop + free:ev().ip, 0, 1e-9)
      -- Of pots of 2 to 4 chips (an uncalled bet is returned).
      local house = -(raked:ev().oop + raked:ev().ip)
      assert(house > 0.2 and house < 0.4, house)
      assert(capped:fingerprint() == free:fingerprint())
      local sampled = solve({ rate = 0.1 }, holdem.mccfr { traversals = 20 })
      assert(sampled:exploitability() < 0.05, sampled:exploitability())
      """)
    #expect(outcome.message == "")
  }
}
