import Testing

/// Schedules by breakpoints and at intervals, as scripts write them.
@Suite("Breakpoints")
struct BreakpointTests {
  /// Two schedules that are the same, whatever they are written as.
  static let same = [
    ("{ {0, 'cfr+'}, {11, 'dcfr'} }", "function(t) if t < 11 then return { average = (t - 1) / t, floor = true } end return factors(t) end"),
    (
      "{ {0, 0.5}, {5, { positive = 0.9, negative = 0.25 }}, {9, factors} }",
      "function(t) if t < 5 then return 0.5 elseif t < 9 then return { positive = 0.9, negative = 0.25 } end return factors(t) end"
    ),
    // Mixed half and half at 10, so as to be exact.
    (
      "{ {0, { positive = 0, average = 1 }}, {20, { positive = 1, average = 0.5 }}, shape = 'linear' }",
      "function(t) local x = math.min(t, 20) / 20 return { positive = x, negative = 1, average = 1 - x * 0.5 } end"
    ),
    ("{ {3, 0.5} }", "0.5"),
    ("{ every = 7, factor = 0.5 }", "function(t) return t > 1 and (t - 1) % 7 == 0 and 0.5 or 1 end"),
    (
      "{ every = 'every 7 iterations', stop = 'every 21 iterations', factor = 'linear' }",
      "function(t) local n = (t - 1) // 7 return t > 1 and (t - 1) % 7 == 0 and n <= 3 and n / (n + 1) or 1 end"
    ),
    (
      "{ every = 2, stop = 6, factor = function(n) return { negative = n / 4, average = 0.5 } end }",
      "function(t) local n = (t - 1) // 2 return t > 1 and t % 2 == 1 and n <= 3 and { negative = n / 4, average = 0.5 } or 1 end"
    ),
    ("{ positive = 0.5, floor = true }", "function() return { positive = 0.5, floor = true } end"),
  ]

  private static let names = """
    local function factors(t) return { positive = (t - 1) ^ 1.5 / ((t - 1) ^ 1.5 + 1), negative = 0.5, average = ((t - 1) / t) ^ 2 } end \
    local function mark(make, discount) local s = make(discount) s:run { iterations = 40 } return s:fingerprint() end \
    local function vector(discount) return solver { method = holdem.cfr { variant = 'cfr' }, schedule = { discount = discount } } end \
    local function sampled(discount) return holdem.solver { game = holdem.leduc(), method = holdem.mccfr(), workers = 0, schedule = { discount = discount } } end \

    """

  @Test("the same bytes as a function of the iteration", arguments: same)
  func asFunctions(_ table: String, _ function: String) {
    let outcome = run(
      Self.names + """
        for name, make in pairs { vector = vector, sampled = sampled } do
          local one, other = mark(make, \(table)), mark(make, \(function))
          assert(one == other, name)
          assert(one ~= mark(make, 0.25), name)
        end
        """)
    #expect(outcome.message == "")
  }

  @Test("a run in parts sees the same iterations")
  func parts() {
    let outcome = run(
      Self.names + """
        local function table() return { {0, 'cfr+'}, {11, 0.9}, {25, 'dcfr'}, shape = 'linear' } end
        local parts = vector(table())
        for _, n in ipairs { 3, 8, 9, 20 } do parts:run { iterations = n } end
        assert(parts:fingerprint() == mark(vector, table()))
        -- From a hook on, too.
        local hooked = solver { method = holdem.cfr { variant = 'cfr' }, schedule = { discount = 'dcfr' },
          on_iteration_begin = function(run) if run.iteration == 0 then return { discount = { {0, 'cfr+'}, {11, 'dcfr'} } } end end }
        hooked:run { iterations = 40 }
        assert(hooked:fingerprint() == mark(vector, { {0, 'cfr+'}, {11, 'dcfr'} }))
        """)
    #expect(outcome.message == "")
  }

  @Test("evaluations and other numbers by breakpoints and functions")
  func cadences() {
    let outcome = run(
      """
      local seen = {}
      local function watch(evaluate)
        seen = {}
        solver { schedule = { evaluate = evaluate }, on_evaluate = function(run) seen[#seen + 1] = run.iteration end }:run { iterations = 30 }
        return table.concat(seen, " ")
      end
      assert(watch { {0, 5}, {16, "every 10 iterations"} } == "5 10 15 20 30")
      assert(watch(function(t) return t <= 8 and 4 or "every 11 iterations" end) == "4 8 11 22 30")
      assert(watch { {0, "1h"}, {20, 10} } == "20 30")
      """)
    #expect(outcome.message == "")
  }

  static let slips = [
    Slip(
      "holdem.solver(job { schedule = { discount = { {0, 'dcfr'}, 5 } } })",
      "holdem.solver: schedule.discount[2]: expected a breakpoint such as {1000, 0.9} or {\"10m\", 0.9}, found 5"),
    Slip(
      "holdem.solver(job { schedule = { discount = { {0, 'dcfr'}, {'soon', 0.5} } } })",
      "holdem.solver: schedule.discount[2]: expected an iteration or a time such as \"10m\", found \"soon\""),
    Slip("holdem.solver(job { schedule = { discount = { {10, 'dcfr'}, {5, 0.5} } } })", "holdem.solver: schedule.discount: breakpoints must come in ascending order"),
    Slip("holdem.solver(job { schedule = { discount = { {10, 'dcfr'}, {'5m', 0.5} } } })", "holdem.solver: schedule.discount: breakpoints by iteration and by time do not mix"),
    Slip("holdem.solver(job { schedule = { discount = { {0, 'dcfr'}, {5, -1} } } })", "holdem.solver: schedule.discount[2]: -1: expected a number from 0"),
    Slip(
      "holdem.solver(job { schedule = { discount = { {0, 'dcfr'}, {5, 'pcfr+'} } } })",
      "holdem.solver: schedule.discount[2]: \"pcfr+\" predicts and the method does not, so their tables differ: choose the method accordingly, holdem.cfr { variant = \"pcfr+\" }"),
    Slip(
      "holdem.solver(job { schedule = { discount = { {0, 'dcfr'}, {5, { {0, 1} } } } } })",
      "holdem.solver: schedule.discount[2]: a breakpoint holds a number, a variant, a table of factors or a function, not another schedule"),
    Slip(
      "holdem.solver(job { schedule = { discount = { {0, 'dcfr'}, shape = 'round' } } })",
      "holdem.solver: schedule.discount.shape: \"round\" is not known (known: \"steps\", \"linear\")"),
    Slip(
      "holdem.solver(job { schedule = { discount = { {0, 'dcfr'}, shap = 'linear' } } })",
      "holdem.solver: schedule.discount: unknown key `shap`; did you mean `shape`? (known: shape)"),
    Slip(
      "holdem.solver(job { schedule = { discount = { {0, { positive = 1, gamma = 2 }} } } })",
      "holdem.solver: schedule.discount[1]: unknown key `gamma` (known: positive, negative, average, floor, play, prediction)"),
    Slip(
      "holdem.solver(job { schedule = { discount = { every = '10m' } } })",
      "holdem.solver: schedule.discount.factor: missing: expected a number, a variant's name, a table of factors, or a function of the multiple's number"),
    Slip(
      "holdem.solver(job { schedule = { discount = { every = 0, factor = 0.5 } } })",
      "holdem.solver: schedule.discount.every: expected \"every 10 iterations\", or a time such as \"10m\", found 0"),
    Slip(
      "holdem.solver(job { schedule = { discount = { every = '10m', stop = 40, factor = 0.5 } } })",
      "holdem.solver: schedule.discount.stop: `every` and `stop` are both iterations or both times, found \"10m\" and 40"),
    Slip(
      "holdem.solver(job { schedule = { discount = { every = 5, factor = 'dcrf' } } })",
      "holdem.solver: schedule.discount.factor.variant: \"dcrf\" is not known; did you mean \"dcfr\"? (known: \"cfr\", \"linear\", \"cfr+\", \"dcfr\", \"dcfr+\", \"pcfr+\", \"sapcfr+\", \"pdcfr+\")"),
    Slip(
      "holdem.solver(job { schedule = { discount = { every = 5, factor = 0.5, gamma = 2 } } })",
      "holdem.solver: schedule.discount: unknown key `gamma` (known: every, stop, factor)"),
    Slip(
      "holdem.solver(job { method = holdem.cfr { variant = 'pcfr+' }, schedule = { discount = { every = 5, factor = 0.5 } } })",
      "holdem.solver: schedule.discount: a method that predicts needs its factors in every iteration: `every` is for the others"),
    Slip(
      "solver { schedule = { discount = { every = 1, factor = function(n) return -n end } } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount.factor(1): -1: expected a number from 0"),
    Slip(
      "holdem.solver(job { schedule = { evaluate = { {0, 'often'} } } })",
      "holdem.solver: schedule.evaluate[1]: expected \"every 10 iterations\", or a time such as \"10m\", found \"often\""),
    Slip(
      "holdem.solver(job { schedule = { evaluate = { {0, 5}, shape = 'linear' } } })", "holdem.solver: schedule.evaluate.shape: a cadence is not half of one and half of another: it changes in steps"),
    Slip(
      "solver { schedule = { evaluate = function(t) return t - 1 end } }:run { iterations = 3 }",
      "holdem.solver: schedule.evaluate(1): expected \"every 10 iterations\", or a time such as \"10m\", found 0"),
  ]

  @Test(arguments: slips) func slip(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
