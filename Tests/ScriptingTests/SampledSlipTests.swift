import Foundation
import Testing

/// Wrong scripts of sampled training, each with its message.
@Suite("Slips in sampled training")
struct SampledSlipTests {
  private static let start = "local function train(t) t.game = t.game or holdem.leduc() t.method = t.method or holdem.mccfr() return holdem.solver(t) end "

  private static let slips = [
    Slip(
      "holdem.mccfr { samplng = \"external\" }",
      "holdem.mccfr: unknown key `samplng`; did you mean `sampling`? (known: sampling, traversals, exploration, prune, average, floor)"),
    Slip(
      "holdem.mccfr { sampling = \"externl\" }",
      "holdem.mccfr: sampling: \"externl\" is not known; did you mean \"external\"? (known: \"external\", \"outcome\", \"public-chance\")"),
    Slip("holdem.mccfr { traversals = 0 }", "holdem.mccfr: traversals: 0 is out of range: expected a whole number from 1, or \"auto\""),
    Slip("holdem.mccfr { traversals = \"many\" }", "holdem.mccfr: traversals: expected a whole number from 1, or \"auto\", found \"many\""),
    Slip(
      "holdem.mccfr { exploration = 0.5 }",
      "holdem.mccfr: exploration: only sampling = \"outcome\" explores: the others walk every action of the traverser"),
    Slip(
      "holdem.mccfr { sampling = \"outcome\", exploration = 1.5 }",
      "holdem.mccfr: exploration: expected a share from 0 to 1, a table of breakpoints such as { {0, 1}, {1000, 0.5} }, or a function of the iteration, found 1.5"),
    Slip("holdem.mccfr { sampling = \"outcome\", exploration = { {0, 0.6}, {0, 0.3} } }", "holdem.mccfr: exploration: breakpoints must come in ascending order"),
    Slip(
      "holdem.mccfr { sampling = \"outcome\", exploration = { {5, 0.6}, {\"10m\", 0.3} } }",
      "holdem.mccfr: exploration: breakpoints by iteration and by time do not mix"),
    Slip(
      "holdem.mccfr { sampling = \"outcome\", exploration = { 0.6, 0.3 } }",
      "holdem.mccfr: exploration[1]: expected a breakpoint such as {1000, 0.3} or {\"10m\", 0.3}, found 0.6"),
    Slip(
      "holdem.mccfr { sampling = \"outcome\", exploration = {} }",
      "holdem.mccfr: exploration: expected breakpoints such as { {0, 0.3}, {1000, 0.3} }, found none"),
    Slip("holdem.mccfr { prune = {} }", "holdem.mccfr: prune.below: missing: expected a regret in chips, such as -300e6"),
    Slip("holdem.mccfr { sampling = \"outcome\", prune = { below = -100 } }", "holdem.mccfr: prune: only sampling = \"external\" prunes"),
    Slip(
      "holdem.mccfr { prune = { below = 100 } }",
      "holdem.mccfr: prune.below: expected a regret in chips up to 0, such as -300e6, a table of breakpoints such as { {0, 1}, {1000, 0.5} }, or a function of the iteration, found 100"),
    Slip(
      "train { method = holdem.mccfr { sampling = \"public-chance\" }, game = holdem.nolimit { players = 3, stack = 5, small_blind = 0.5, big_blind = 1 }, bets = \"a\" }",
      "holdem.solver: method: sampling = \"public-chance\" is for two players; this game has 3"),
    Slip(
      "train { cards = \"lossless\" }",
      "holdem.solver: cards: expected buckets such as holdem.cards { ... } or require \"abstractions.cards.two_hundred\", found \"lossless\""),
    Slip(
      "train { cards = holdem.cards { river = { buckets = 5, feature = \"equity\" } }, game = holdem.nolimit { stack = 5, small_blind = 0.5, big_blind = 1 }, bets = \"a\" }",
      "holdem.solver: cards: the turn has 13960050 different hands: put them into buckets, with cards = require \"abstractions.cards.percentile\""),
    Slip(
      "train { game = holdem.spot { board = \"Td9d6h2c3s\", ranges = { oop = \"AhAs\", ip = \"AhKh\" }, pot = 10, stack = 10 }, bets = \"a\" }",
      "holdem.solver: game: no deal is possible: every hand of one range shares a card with every hand of the other"),
    Slip(
      "train { cards = holdem.cards { recall = \"perfect\", river = { buckets = 200, feature = \"equity\" } }, game = holdem.spot { board = \"Td9d6h\", ranges = { oop = \"AA\", ip = \"KK\" }, pot = 10, stack = 10 }, bets = \"a\" }",
      "holdem.solver: cards: with perfect recall the river has 721 x 30022 x 200 paths of buckets, more than 2147483647: fewer buckets, or recall = \"imperfect\""),
    Slip(
      "train { evaluation = { against = { \"always-cal\" } } }",
      "holdem.solver: evaluation.against: \"always-cal\" is not known (known: \"uniform\", \"always-call\", \"always-fold\", \"jam-fold\")"),
    Slip("train { evaluation = { against = { \"uniform\", \"uniform\" } } }", "holdem.solver: evaluation.against: \"uniform\" is there twice"),
    Slip(
      "train { evaluation = { against = { \"jam-fold\" } } }",
      "holdem.solver: evaluation.against: the jam/fold equilibrium is one of no-limit Hold'em for two players from the first card"),
    Slip(
      "train { evaluation = { against = { uniform = true } } }",
      "holdem.solver: evaluation.against: expected a list such as { \"always-call\", \"jam-fold\" }, found a table"),
    Slip(
      "train { schedule = { discount = { every = \"1s\", stop = \"1e20s\", factor = 0.9 } } }",
      "holdem.solver: schedule.discount.stop: expected \"every 10 iterations\", or a time such as \"10m\", found \"1e20s\""),
    Slip(
      "train { evaluation = { responses = 100 }, game = holdem.nolimit { players = 3, stack = 5, small_blind = 0.5, big_blind = 1 }, bets = \"a\", bet_options = { last_street = \"preflop\" } }",
      "holdem.solver: evaluation.responses: local best response is for games of two players; this game has 3"),
    Slip("train { evaluation = { flops = 3 } }", "holdem.solver: evaluation.flops: 3 is out of range: expected 0 for none, or a whole number from 4"),
    Slip("train { game = holdem.kuhn(), evaluation = { flops = 8 } }", "holdem.solver: evaluation.flops: the game has one street: its best responses are exact"),
    Slip(
      "train { evaluation = { flops = 8 }, game = holdem.nolimit { players = 3, stack = 5, small_blind = 0.5, big_blind = 1 }, bets = \"a\", bet_options = { last_street = \"preflop\" } }",
      "holdem.solver: evaluation.flops: best responses bound the exploitability of two players; this game has 3"),
    Slip("train { evaluation = { responses = 1 } }", "holdem.solver: evaluation.responses: 1 is out of range: expected 0 for none, or a whole number from 2"),
    Slip("train { evaluation = { responses_from = \"turn\" } }", "holdem.solver: evaluation.responses_from: \"turn\" is not known (known: \"round 1\", \"round 2\")"),
    Slip("train {}:local_best_response { from = 2 }", "solver:local_best_response: from: expected one of \"round 1\", \"round 2\", found 2"),
    Slip("train {}:local_best_response { deals = 2 }", "solver:local_best_response: unknown key `deals` (known: boards, from)"),
    Slip("train {}:best_response { flops = 2 }", "solver:best_response: flops: 2 is out of range: expected a whole number from 4"),
    Slip("train {}:best_response { deals = 2 }", "solver:best_response: unknown key `deals` (known: flops)"),
    Slip(
      "local s = train {} s:against(s, { boards = 10, deals = 100 })",
      "solver:against: deals: either `deals` that are played, or `boards` on which both play all their hands"),
    Slip(
      "train { game = holdem.nolimit { players = 3, stack = 5, small_blind = 0.5, big_blind = 1 }, bets = \"a\", bet_options = { last_street = \"preflop\" } }:best_response()",
      "best responses bound the exploitability of two players; this game has 3"),
    Slip(
      "train { game = holdem.nolimit { players = 3, stack = 5, small_blind = 0.5, big_blind = 1 }, bets = \"a\", bet_options = { last_street = \"preflop\" } }:run { target = 1 }",
      "solver:run: target: it is an exploitability, which evaluations of this game do not work out (it has 3 players): give `iterations`, or a time"),
    Slip(
      "train { evaluation = { exact = false } }:run { target = 1, iterations = 3 }",
      "solver:run: target: it is an exploitability, which evaluations of this game do not work out (`evaluation` says `exact = false`): give `iterations`, or a time"),
    Slip(
      "train { evaluation = { exact = false } }:exploitability()",
      "solver:exploitability: it is not worked out (`evaluation` says `exact = false`): solver:best_response { flops = 50 } estimates it, solver:local_best_response() gives a lower bound"),
    Slip(
      "train { schedule = { discount = 1e30 } }:run { iterations = 30 }",
      "after iteration 30 the regrets or strategies are no longer finite numbers: the discount makes them grow too fast; its factors are usually from 0 to 1"),
    Slip(
      "local s = train { schedule = { discount = 1e30 } } pcall(s.run, s, { iterations = 30 }) s:save(\"x.hlb\")",
      "after iteration 30 the regrets or strategies are no longer finite numbers: the discount makes them grow too fast; its factors are usually from 0 to 1"),
    Slip("train { seed = -1 }", "holdem.solver: seed: -1 is out of range: expected a whole number from 0"),
    Slip(
      "train { schedule = { discount = \"pcfr+\" } }",
      "holdem.solver: schedule.discount: \"pcfr+\" predicts and the method does not, so their tables differ: choose the method accordingly, holdem.cfr { variant = \"pcfr+\" }"),
    Slip(
      "train { schedule = { traversals = function() return nil end } }",
      "holdem.solver: schedule.traversals(1): expected a whole number from 1, found nil"),
    Slip(
      "train { schedule = { discount = function() return 0 / 0 end } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount(1): nan (not a number): expected a number from 0"),
    Slip(
      "train { on_iteration = function() return { exploration = 0.1 } end }:run { iterations = 3 }",
      "on_iteration at iteration 1: exploration: only sampling = \"outcome\" explores: the others walk every action of the traverser"),
    Slip(
      "train { schedule = { traversals = 2.7 } }",
      "holdem.solver: schedule.traversals: expected a whole number from 1, a table of breakpoints such as { {0, 1}, {1000, 0.5} }, or a function of the iteration, found 2.7"),
    Slip(
      "train { evaluation = { responses_from = \"flop\" }, game = holdem.nolimit { players = 3, stack = 5, small_blind = 0.5, big_blind = 1 }, bets = \"a\", bet_options = { last_street = \"preflop\" } }",
      "holdem.solver: evaluation.responses_from: local best response is for games of two players; this game has 3"),
    Slip("train { bet_options = { merge = \"10%\" } }", "holdem.solver: bet_options.merge: the game fixes the size of every bet: leave it out"),
    Slip(
      "train { cards = holdem.cards { flop = { buckets = 5, feature = \"equity\" } } }",
      "holdem.solver: cards: buckets are for Hold'em's 52 cards and two in the hand; this game is played with 6, and 1 in the hand"),
    Slip("train { schedule = { discount = { every = 5, stop = 2, factor = 0.5 } } }", "holdem.solver: schedule.discount.stop: 2 comes before the first 5: nothing would be weighed"),
    Slip("holdem.solver { game = holdem.leduc(), seed = 3 }", "holdem.solver: seed: it is of sampled training: add `method = holdem.mccfr { ... }`"),
    Slip("holdem.mccfr { prune = { below = -1, in_fraction = { {0, 1} } } }", "holdem.mccfr: prune.in_fraction: expected a share from 0 to 1, found a table"),
    Slip(
      "holdem.solver { method = holdem.mccfr(), game = holdem.nolimit { players = 3, stack = 9, small_blind = 0.5, big_blind = 1 }, bets = { all = { oop = \"a\", ip = \"a\" } } }",
      "holdem.solver: bets.all: unknown key `ip` (known: seat1, seat2, seat3, donk)"),
    Slip("train {}:against \"nobody\"", "solver:against: expected a solver by holdem.mccfr, or one of \"uniform\", \"always-call\", \"always-fold\", \"jam-fold\", found \"nobody\""),
    Slip("train {}:against \"jam-fold\"", "the jam/fold equilibrium is one of no-limit Hold'em for two players from the first card"),
    Slip("train {}:strategy(\"\", \"AsKs\")", "solver:strategy: expected a hand of 1 card, found \"AsKs\""),
    Slip("train {}:strategy(\"\", \"As\")", "solver:strategy: As is not in the deck"),
    Slip("train {}:strategy(\"x-x\", \"Kc\")", "solver:strategy: line \"x-x\": the round 2 is dealt there: add its cards, as in \"x-x/Qc\""),
    Slip("train {}:strategy(\"x-x/Jc\", \"Jc\")", "solver:strategy: the board blocks \"Jc\""),
    Slip("train {}:strategy(\"x-x/As\", \"Jc\")", "solver:strategy: line \"x-x/As\": As is not in the deck"),
    Slip(
      "train { memory = \"1KiB\" }:run { iterations = 1 }",
      "the training needs 95.1 KiB, over the script's memory limit of 1.0 KiB; fewer bet sizes, a lower raise_cap or fewer buckets shrink it"),
  ]

  @Test("the message names the place, the key, what was found and what was expected", arguments: slips)
  func message(_ slip: Slip) {
    #expect(run(Self.start + slip.script).message == slip.expected)
  }

  @Test("best responses, matches on boards and processor time are told to scripts")
  func answers() {
    let outcome = run(
      Self.start + """
        local cpu
        local solver = train { seed = 5, on_iteration = function(run) cpu = run.cpu_seconds end }
        local other = train { seed = 6 }
        solver:run { iterations = 50 }
        local found = solver:best_response { flops = 8 }
        print(found.exact, found.interval, found.mean == solver:exploitability(), found.upper == found.mean, found.mbb)
        print(math.abs((found.gains.oop.mean + found.gains.ip.mean) / 2 - found.mean) < 1e-9)
        local match = solver:against(other, { boards = 60 })
        print(match.mean > 0, match.interval > 0, match.samples)
        print(math.abs(solver:against(solver, { boards = 6 }).mean) < 1e-6, cpu > 0)
        """)
    #expect(outcome.message == "")
    #expect(outcome.printed == "true\t0.0\ttrue\ttrue\tnil\ntrue\ntrue\ttrue\t60\ntrue\ttrue\n")
  }

  @Test("who responds on a street that nobody bets on finds nothing")
  func responseWithoutDecisions() {
    let outcome = run(
      Self.start + """
        local solver = train { game = holdem.nolimit { stack = 5, small_blind = 0.5, big_blind = 1 }, bets = "a", bet_options = { last_street = "preflop" } }
        solver:run { iterations = 20 }
        local late, early = solver:local_best_response { from = "river", boards = 12 }, solver:local_best_response()
        print(late.mean, late.interval, late.samples)
        near(early.mean, solver:exploitability(), 1e-6)
        """)
    #expect(outcome.message == "")
    #expect(outcome.printed == "0.0\t0.0\t12\n")
  }

  @Test("a loaded training evaluates what it is told to; what it is told is checked")
  func loadedEvaluation() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("loaded-\(UUID().uuidString).hlb").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let outcome = run(
      Self.start + """
        local solver = train { evaluation = { against = { "always-fold" }, deals = 200, exact = false } }
        solver:run { iterations = 50 } solver:save "\(path)"
        local loaded = holdem.load("\(path)", { evaluation = { against = { "uniform" }, deals = 200, responses = 4 } })
        loaded:run { iterations = 1 }
        local before, after = solver:measures(), loaded:measures()
        print(before.against_always_fold.samples, before.against_uniform)
        print(after.against_uniform.samples, after.against_always_fold, after.local_best_response, loaded:exploitability() > 0)
        holdem.load("\(path)", { evaluation = { against = { "nobody" } } })
        """)
    #expect(outcome.printed == "200\tnil\n200\tnil\tnil\ttrue\n")
    #expect(
      outcome.message
        == "script.lua:9: holdem.load: evaluation.against: \"nobody\" is not known (known: \"uniform\", \"always-call\", \"always-fold\", \"jam-fold\")")
  }

  @Test("sizes by seat, with more than two players")
  func seats() {
    let outcome = run(
      Self.start + """
        local game = holdem.nolimit { players = 3, stack = 9, small_blind = 0.5, big_blind = 1 }
        local function tree(bets)
          return holdem.solver { method = holdem.mccfr(), game = game, bets = bets, bet_options = { last_street = "preflop" } }:tree(1)
        end
        print(tree { preflop = { "a", seat3 = "3bb" } })
        assert(tree { preflop = { "a", seat3 = "3bb" } } == tree { preflop = { seat1 = "a", seat2 = "a", seat3 = "3bb" } })
        """)
    #expect(outcome.message == "")
    #expect(outcome.printed.contains("r3  raise to 3"), "\(outcome.printed)")
  }

  @Test(
    "an interruption ends a match",
    arguments: ["solver:against(other, { deals = 1e9 })", "solver:against('uniform', { deals = 1e9 })", "solver:against(other, { boards = 1e6 })"])
  func interruptedMatch(_ match: String) {
    var asked = 0
    let outcome = run(
      Self.start + "local solver, other = train { seed = 5 }, train { seed = 6 } solver:run { iterations = 5 } other:run { iterations = 5 }\n" + match + " print 'after'",
      isInterrupted: {
        asked += 1
        return asked > 100
      })
    #expect(outcome.message == "script.lua:3: interrupted")
    #expect(outcome.printed == "")
  }

  @Test("hooks change a training, and what they change holds")
  func hooks() {
    let outcome = run(
      Self.start + """
        local seen = {}
        local solver = train { seed = 5, schedule = { evaluate = "every 100 iterations" },
          on_iteration = function(run)
            if run.iteration == 3 then return { traversals = 10, discount = 1, prune_below = -5 } end
            if run.iteration == 6 then return { stop = true } end
          end,
          on_evaluate = function(run) seen[#seen + 1] = run.exploitability ~= nil end }
        local result = solver:run { iterations = 100 }
        print(result.stopped, result.iterations, solver.traversals, seen[1])
        """)
    #expect(outcome.message == "")
    #expect(outcome.printed == "hook\t6\t72\ttrue\n")
  }
}
