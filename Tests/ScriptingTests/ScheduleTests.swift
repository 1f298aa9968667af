import Testing

/// A schedule says the same in every form in which it can be written.
@Suite("Schedules")
struct ScheduleTests {
  /// A variant, its parameters, and its factors of iteration t as a Lua function.
  struct Variant: CustomStringConvertible, Sendable {
    var name: String
    var parameters: String
    var factors: String
    var predicts = false
    var description: String { name }
  }

  /// The formulas as the papers have them; see `Discount`.
  static let variants = [
    Variant(name: "cfr", parameters: "", factors: "1"),
    Variant(name: "linear", parameters: "", factors: "(t - 1) / t"),
    Variant(name: "cfr+", parameters: "gamma = 1", factors: "{ average = (t - 1) / t, floor = true }"),
    Variant(
      name: "dcfr", parameters: "alpha = 1.5, beta = 0, gamma = 2",
      factors: "{ positive = (t - 1) ^ 1.5 / ((t - 1) ^ 1.5 + 1), negative = 0.5, average = ((t - 1) / t) ^ 2 }"),
    Variant(
      name: "dcfr+", parameters: "alpha = 1.5, gamma = 4",
      factors: "{ positive = (t - 1) ^ 1.5 / ((t - 1) ^ 1.5 + 1.5), average = ((t - 1) / t) ^ 4, floor = true }"),
    Variant(name: "pcfr+", parameters: "gamma = 2", factors: "{ average = ((t - 1) / t) ^ 2, floor = true, prediction = 1 }", predicts: true),
    Variant(
      name: "pdcfr+", parameters: "alpha = 2.3, gamma = 5",
      factors:
        "{ positive = (t - 1) ^ 2.3 / ((t - 1) ^ 2.3 + 1), play = (t - 1) ^ 2.3 / ((t - 1) ^ 2.3 + 1), average = ((t - 1) / t) ^ 5, floor = true, prediction = 1 }",
      predicts: true),
  ]

  @Test("by method, by name, as a table and as a function: the same bytes", arguments: variants)
  func forms(_ variant: Variant) {
    let method = variant.predicts ? "holdem.cfr { variant = \"pcfr+\" }" : "holdem.cfr { variant = \"cfr\" }"
    let outcome = run(
      """
      local function mark(changes) local s = solver(changes) s:run { iterations = 40 } return s:fingerprint() end
      local stored = mark { method = holdem.cfr { variant = "\(variant.name)" } }
      local forms = {
        parameters = mark { method = holdem.cfr { variant = "\(variant.name)", \(variant.parameters) } },
        name = mark { method = \(method), schedule = { discount = "\(variant.name)" } },
        table = mark { method = \(method), schedule = { discount = { variant = "\(variant.name)", \(variant.parameters) } } },
        hook = mark { method = \(method), schedule = { discount = "\(variant.name)" },
          on_iteration = function(run) return { discount = "\(variant.name)" } end },
      }
      for form, found in pairs(forms) do assert(found == stored, form .. ": " .. found .. " is not " .. stored) end
      assert(#stored == 16 and stored ~= mark { method = \(method), schedule = { discount = 0.5 } })
      """)
    #expect(outcome.message == "")
  }

  @Test("a function of the iteration that gives a variant's factors", arguments: variants)
  func functions(_ variant: Variant) {
    let method = variant.predicts ? "holdem.cfr { variant = \"pcfr+\" }" : "holdem.cfr { variant = \"cfr\" }"
    let outcome = run(
      """
      local function solved(changes) local s = solver(changes) s:run { iterations = 40 } return s end
      local stored = solved { method = holdem.cfr { variant = "\(variant.name)" } }
      local asked = 0
      local own = solved { method = \(method), schedule = { discount = function(t)
        asked = asked + 1
        assert(t == asked and math.type(t) == "integer")
        return \(variant.factors)
      end } }
      assert(asked == 41)
      assert(own:fingerprint() == stored:fingerprint())
      """)
    #expect(outcome.message == "")
  }

  @Test("linear weights and the number 1 to the bit")
  func exact() {
    let outcome = run(
      """
      local function mark(changes) local s = solver(changes) s:run { iterations = 40 } return s:fingerprint() end
      local plain = mark { method = holdem.cfr { variant = "cfr" } }
      assert(plain == mark { schedule = { discount = 1 } } and plain == mark { schedule = { discount = function() return 1 end } })
      assert(plain == mark { schedule = { discount = function() return { positive = 1 } end } })
      assert(plain ~= mark { method = holdem.cfr { variant = "linear" } })
      """)
    #expect(outcome.message == "")
  }

  @Test("hooks receive the run, change the discount from the next iteration on, and stop it")
  func hooks() {
    let outcome = run(
      """
      local seen, last = 0, nil
      local s = solver { schedule = { evaluate = "every 5 iterations" }, on_iteration = function(run)
        seen = seen + 1
        assert(run.iteration == seen and run.workers == 0 and run.bytes > 1000 and run.seconds >= 0 and run.iterations_per_second > 0)
        assert(run.evaluated == (seen % 5 == 0))
        assert((run.exploitability == nil) == (seen < 5))
        if run.exploitability then near(run.exploitability_percent, run.exploitability, 1e-12) end
        last = run
        if seen == 17 then return { stop = true } end
      end }
      local result = s:run { iterations = 100 }
      assert(result.stopped == "hook" and result.iterations == 17 and seen == 17 and last.iteration == 17)

      local function mark(changes) local s = solver(changes) s:run { iterations = 20 } return s:fingerprint() end
      local switched = mark { method = holdem.cfr { variant = "cfr" }, on_iteration = function(run) if run.iteration == 10 then return { discount = "dcfr" } end end }
      local split = solver { method = holdem.cfr { variant = "cfr" }, schedule = { discount = "cfr" },
        on_iteration = function(run) if run.iteration == 10 then return { discount = { variant = "dcfr" } } end end }
      split:run { iterations = 10 } split:run { iterations = 10 }
      assert(switched == split:fingerprint() and switched ~= mark { method = holdem.cfr { variant = "cfr" } })
      """)
    #expect(outcome.message == "")
  }

  /// The second pass of an iteration plays as the next one, prediction included. The numbers are those of an implementation of CFR in Python; locks keep ties from being broken by roundings.
  @Test func aPredictionThatChangesIsLookedAhead() {
    let outcome = run(
      """
      local function x(discount, iterations)
        local s = holdem.solver {
          game = holdem.kuhn { rake = { rate = 0.0371, cap = 1 } }, method = holdem.cfr { variant = "pcfr+", precision = "f64" }, workers = 0, schedule = { discount = discount },
          locks = { [""] = { Jc = { x = .83, b1 = .17 }, Kc = { x = .37, b1 = .63 } }, ["x-b1"] = { Qc = { f = .41, c = .59 } } } }
        s:run { iterations = iterations }
        return s:strategy("", "Qc").probabilities.x
      end
      local function changing(t) return { positive = .8, average = t / (t + 2), floor = true, play = t / (t + 3), prediction = 1 / t } end
      near(x(changing, 2), 0.428960, 1e-6)
      near(x(changing, 5), 0.879715, 1e-6)
      near(x({ { 1, "pcfr+" }, { 4, "sapcfr+" } }, 5), 0.878057, 1e-6)
      near(x({ { 1, "sapcfr+" }, { 4, "pcfr+" } }, 5), 0.886235, 1e-6)
      """)
    #expect(outcome.message == "")
  }
}
