import Foundation
import Testing

@Suite("Utilities")
struct UtilityTests {
  @Test("the independent chip model: numbers worked out by hand, and what must always hold")
  func icm() {
    let outcome = run(
      """
      local icm = require "abstractions.utility.icm"
      local e = icm.equities({ 50, 30, 20 }, { 50, 30, 20 })
      -- First: a share of the chips; second: .3 x .5/.7 + .2 x .5/.8 for the first player; third: the rest.
      near(e[1], 25 + 30 * (0.3 * 5 / 7 + 0.2 * 5 / 8) + 20 * (0.5 - 0.3 * 5 / 7 - 0.2 * 5 / 8), 1e-9)
      near(e[1], 38.392857, 1e-6) near(e[2], 32.75, 1e-9) near(e[3], 28.857143, 1e-6)
      -- One prize: chips are money. Equal stacks: equal shares. Two players, two prizes: linear.
      local one = icm.equities({ 700, 200, 100 }, { 10 })
      near(one[1], 7, 1e-12) near(one[2], 2, 1e-12) near(one[3], 1, 1e-12)
      for _, value in ipairs(icm.equities({ 5, 5, 5, 5 }, { 50, 30, 20 })) do near(value, 25, 1e-9) end
      near(icm.equities({ 30, 10 }, { 100, 60 })[1], 60 + 40 * 0.75, 1e-12)
      -- Who has no chips shares the places that are left.
      local bust = icm.equities({ 60, 0, 40, 0 }, { 50, 30, 15, 5 })
      near(bust[1], 30 * 0.4 + 50 * 0.6, 1e-9) near(bust[2], 10, 1e-9) near(bust[4], 10, 1e-9)
      local total = 0
      for _, value in ipairs(icm.equities({ 0.1, 0.2, 0.3, 0.7, 1.9, 0 }, { 40, 30, 20, 10 })) do total = total + value end
      near(total, 100, 1e-9)
      assert(not pcall(icm.equities, { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 }, { 1 }))
      """)
    #expect(outcome.message == "")
  }

  @Test("a utility that is chips changes nothing; one that is twice the chips doubles the values")
  func linear() {
    let outcome = run(
      """
      local function solve(utility)
        local s = solver { utility = utility, method = holdem.cfr { precision = "f64" } }
        s:run { iterations = 50 }
        return s
      end
      local plain, same = solve(), solve(function(stacks) return stacks end)
      assert(plain:fingerprint() == same:fingerprint())
      near(plain:ev().oop, same:ev().oop, 1e-12)
      local double = solve(function(stacks) return { 2 * stacks[1], 2 * stacks[2] } end)
      near(double:ev().oop, 2 * plain:ev().oop, 1e-6) near(double:exploitability(), 2 * plain:exploitability(), 1e-6)
      assert(select("#", double:exploitability()) == 1 and select("#", plain:exploitability()) == 2)
      assert(double:run({ iterations = 1 }).exploitability_percent == nil)
      assert(plain:summary():find("EV chips") and double:summary():find("EV utility") and not double:summary():find("pot"))
      assert(not double:summary():find("zero%-sum"))
      local concave = solve(function(stacks) return { stacks[1] ^ 0.5, stacks[2] ^ 0.5 } end)
      assert(concave:summary():find("not zero%-sum %(utility%): no certificate of equilibrium"))
      """)
    #expect(outcome.message == "")
  }

  @Test("bounties and a bubble: who risks a prize calls with less")
  func bubble() {
    let outcome = run(
      """
      local icm = require "abstractions.utility.icm"
      local function solve(utility)
        local s = holdem.solver { workers = 0, bets = "a", utility = utility,
          game = holdem.spot { board = "Ks7d2c4h9s", ranges = { oop = "AA,KQs,QJs,T8s,65s", ip = "KJs,A9s,88,A7s" }, pot = 20, stack = 40 } }
        s:run { iterations = 300 }
        return s
      end
      local chips = solve(nil)
      local bubble = solve(icm.utility { prizes = { 50, 30 }, others = { 10 } })
      local bounty = solve(function(stacks) return { stacks[1] + (stacks[2] == 0 and 40 or 0), stacks[2] + (stacks[1] == 0 and 40 or 0) } end)
      local function calls(s) return s:strategy("b40").probabilities.c end
      local function bets(s) return s:strategy("").probabilities.b40 end
      assert(calls(bubble) < calls(chips) - 0.02, "a caller who risks a prize")
      assert(bets(bounty) < bets(chips) - 0.02, "a bluffer whose callers are paid a bounty")
      """)
    #expect(outcome.message == "")
  }

  static let slips = [
    Slip("holdem.solver(job { utility = 3 })", "holdem.solver: utility: expected a function, found 3"),
    Slip("holdem.solver(job { utility = function() end })", "holdem.solver: utility({ 100, 100 }): expected a list of 2 numbers, one a seat, found nil"),
    Slip(
      "holdem.solver(job { utility = function(stacks) return { stacks[1] } end })",
      "holdem.solver: utility({ 100, 100 }): expected a list of 2 numbers, one a seat, found a list of 1"),
    Slip(
      "holdem.solver(job { utility = function(stacks) return { oop = 1, ip = 2 } end })",
      "holdem.solver: utility({ 100, 100 }): expected a list of 2 numbers, one a seat, found a table"),
    Slip(
      "holdem.solver(job { utility = function(stacks) return { stacks[1], 'x' } end })",
      "holdem.solver: utility({ 100, 100 }): expected a number for each seat, found \"x\""),
    Slip(
      "holdem.solver(job { utility = function(stacks) return { 1 / (stacks[1] - 150), 0 } end })",
      "holdem.solver: utility({ 150, 150 }): expected a number for each seat, found inf"),
    Slip(
      "holdem.solver(job { utility = function(stacks) return { stacks.oop + 1, 0 } end })",
      "attempt to perform arithmetic on a nil value (field 'oop')"),
    Slip(
      "holdem.solver(job { utility = function(stacks) return { stacks[1], stacks[2] } end }):run { target = \"1%\" }",
      "solver:run: target: a utility is no share of the pot: give a number, in the utility's unit"),
  ]

  @Test("wrong utilities say what is wrong", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }

  @Test("sampled training finds the equilibrium of the utility; files keep it")
  func sampled() {
    let path = "\(FileManager.default.temporaryDirectory.path)/averse-\(UUID().uuidString).hlb"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let outcome = run(
      """
      -- Risk averse: losing hurts more than winning pleases.
      local function roots(stacks) return { math.sqrt(stacks[1]), math.sqrt(stacks[2]) } end
      local function train(utility) return holdem.solver { game = holdem.kuhn(), method = holdem.mccfr { traversals = 20 }, seed = 3, utility = utility } end
      local chips, same, averse = train(), train(function(stacks) return stacks end), train(roots)
      for _, s in ipairs { chips, same, averse } do s:run { iterations = 4000 } end
      assert(chips:fingerprint() == same:fingerprint() and chips:fingerprint() ~= averse:fingerprint())
      -- In the utility's unit, of which a hand is worth about a third.
      assert(averse:exploitability() < 0.01, averse:exploitability())
      averse:save "\(path)"
      local loaded = holdem.load "\(path)"
      assert(loaded:exploitability() == averse:exploitability())
      averse:run { iterations = 10 } loaded:run { iterations = 10 }
      assert(loaded:fingerprint() == averse:fingerprint())
      """)
    #expect(outcome.message == "")
  }

  @Test("matches of spots are in the utility's unit, whatever that is worth in chips")
  func matches() {
    let outcome = run(
      """
      local function train(utility) return holdem.solver {
        game = holdem.spot { board = "Td9d6h2c3s", pot = 10, stack = 10, ranges = { oop = "AA,76s", ip = "KK,QJs" } }, bets = "a",
        method = holdem.mccfr { traversals = 20 }, seed = 3, utility = utility, evaluation = { against = {} } } end
      local function small(stacks) return { stacks[1] / 1000, stacks[2] / 1000 } end
      local function same(stacks) return stacks end
      local won = {}
      for i, utility in ipairs { same, small } do
        local s = train(utility)
        s:run { iterations = 5 }
        won[i] = s:against("always-call", { deals = 20000 }).mean
      end
      -- Both start with 10 and share a pot of 10.
      assert(math.abs(won[1] - 1000 * won[2]) < 1e-3, won[1] .. " " .. won[2])
      assert(math.abs(won[1] - 5) < 3, won[1])
      """)
    #expect(outcome.message == "")
  }

  @Test("the independent chip model refuses what it cannot count")
  func modelSlips() {
    for (call, problem) in [
      ("utility { prizes = { 5 }, other = { 1 } }", "icm.utility: unknown key `other` (known: prizes, others)"),
      ("utility { prizes = { 5 }, others = { -1 } }", "icm: others[1]: expected an amount from 0, found -1"),
      ("utility {}", "icm: prizes: expected a list of amounts from 0, found nil"),
      ("equities({ 1, 0 / 0 }, { 5 })", "icm: stacks[2]: expected an amount from 0, found"),
    ] {
      let outcome = run("local icm = require 'abstractions.utility.icm'\nicm.\(call)")
      #expect(outcome.message.hasPrefix("script.lua:3: \(problem)"), "\(outcome.message)")
    }
  }

  @Test("what sampled training does not take is refused")
  func refused() {
    for (keys, message) in [
      (
        "game = holdem.nolimit { players = 3, stack = 10, small_blind = 1, big_blind = 2 }, bets = 'a', utility = function(s) return s end",
        "holdem.solver: utility: a utility is for games of two players; this one has 3"
      ),
      (
        "game = holdem.leduc(), locks = {}",
        "holdem.solver: locks: holdem.mccfr cannot fix strategies: its rows are of buckets, not of hands; solve the spot with holdem.cfr"
      ),
      ("game = holdem.leduc(), utility = 3", "holdem.solver: utility: expected a function, found 3"),
    ] { #expect(run("holdem.solver { method = holdem.mccfr(), \(keys) }").message == "script.lua:2: \(message)") }
  }
}
