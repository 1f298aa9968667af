import Testing

@Suite("Slips in methods and schedules")
struct MethodSlipTests {
  static let slips = [
    Slip(
      #"holdem.cfr { varient = "dcfr" }"#,
      "holdem.cfr: unknown key `varient`; did you mean `variant`? (known: variant, alpha, beta, gamma, precision)"),
    Slip(
      #"holdem.cfr { variant = "dfcr" }"#,
      #"holdem.cfr: variant: "dfcr" is not known; did you mean "dcfr"? (known: "cfr", "linear", "cfr+", "dcfr", "dcfr+", "pcfr+", "sapcfr+", "pdcfr+")"#),
    Slip(
      #"holdem.cfr { variant = "mccfr" }"#,
      #"holdem.cfr: variant: "mccfr" is not known (known: "cfr", "linear", "cfr+", "dcfr", "dcfr+", "pcfr+", "sapcfr+", "pdcfr+")"#),
    Slip(
      "holdem.cfr { variant = 3 }",
      #"holdem.cfr: variant: expected one of "cfr", "linear", "cfr+", "dcfr", "dcfr+", "pcfr+", "sapcfr+", "pdcfr+", found 3"#),
    Slip(
      #"holdem.cfr { variant = "cfr", alpha = 1 }"#,
      #"holdem.cfr: alpha: the variant "cfr" has no alpha (it takes no parameters)"#),
    Slip(
      #"holdem.cfr { variant = "dcfr+", beta = 1 }"#,
      #"holdem.cfr: beta: the variant "dcfr+" has no beta (it takes `alpha`, `gamma`)"#),
    Slip(
      #"holdem.cfr { variant = "linear", gamma = 2 }"#,
      #"holdem.cfr: gamma: the variant "linear" has no gamma (it takes no parameters)"#),
    Slip(
      #"holdem.cfr { alpha = "1" }"#,
      #"holdem.cfr: alpha: expected a number from -10 to 100, found "1""#),
    Slip(
      "holdem.cfr { alpha = 1000 }",
      "holdem.cfr: alpha: 1000 is out of range: expected a number from -10 to 100"),
    Slip(
      "holdem.cfr { gamma = -1 }",
      "holdem.cfr: gamma: -1 is negative: later iterations would count less; expected a number from 0"),
    Slip(
      "holdem.cfr { gamma = 0/0 }",
      "holdem.cfr: gamma: expected a number from -10 to 100, found nan (not a number)"),
    Slip(
      #"holdem.cfr { precision = "f16" }"#,
      #"holdem.cfr: precision: "f16" is not known (known: "auto", "16-bit", "f32", "f64")"#),
    Slip(
      #"holdem.cfr { variant = "pcfr+", precision = "16-bit" }"#,
      #"holdem.cfr: precision: "16-bit" tables do not hold the last regrets that "pcfr+" predicts from; expected "f32" or "f64""#),
    Slip(
      #"holdem.cfr "dcfr""#,
      #"holdem.cfr: expected a table { variant =, alpha =, beta =, gamma =, precision = }, found "dcfr""#),
    Slip(
      #"holdem.cfr { "dcfr" }"#,
      #"holdem.cfr: expected `key = value` entries, found "dcfr" without a key (known: variant, alpha, beta, gamma, precision)"#),
    Slip(
      #"holdem.solver(job { schedule = "dcfr" })"#,
      #"holdem.solver: schedule: expected a table { discount =, evaluate =, checkpoint = }, found "dcfr""#),
    Slip(
      "holdem.solver(job { schedule = { discont = 1 } })",
      "holdem.solver: schedule: unknown key `discont`; did you mean `discount`? (known: discount, evaluate, checkpoint)"),
    Slip(
      #"holdem.solver(job { schedule = { discount = "dcrf" } })"#,
      #"holdem.solver: schedule.discount.variant: "dcrf" is not known; did you mean "dcfr"? (known: "cfr", "linear", "cfr+", "dcfr", "dcfr+", "pcfr+", "sapcfr+", "pdcfr+")"#),
    Slip(
      "holdem.solver(job { schedule = { discount = true } })",
      #"holdem.solver: schedule.discount: expected a variant's name, a table such as { variant = "dcfr", gamma = 3 }, a number, breakpoints, or a function of the iteration, found true"#),
    Slip(
      "holdem.solver(job { schedule = { discount = -1 } })",
      "holdem.solver: schedule.discount: -1: expected a number from 0"),
    Slip(
      "holdem.solver(job { schedule = { discount = { gamma = 3 } } })",
      #"holdem.solver: schedule.discount.variant: missing: expected a name such as "dcfr""#),
    Slip(
      #"holdem.solver(job { schedule = { discount = { variant = "cfr", gamma = 3 } } })"#,
      #"holdem.solver: schedule.discount.gamma: the variant "cfr" has no gamma (it takes no parameters)"#),
    Slip(
      #"holdem.solver(job { schedule = { discount = "pcfr+" } })"#,
      #"holdem.solver: schedule.discount: "pcfr+" predicts and the method does not, so their tables differ: choose the method accordingly, holdem.cfr { variant = "pcfr+" }"#),
    Slip(
      #"holdem.solver(job { method = holdem.cfr { variant = "pcfr+" }, schedule = { discount = "dcfr" } })"#,
      #"holdem.solver: schedule.discount: "dcfr" does not predict and the method does, so their tables differ: choose the method accordingly, holdem.cfr { variant = "dcfr" }"#),
    Slip(
      "holdem.solver(job { schedule = { evaluate = 0 } })",
      #"holdem.solver: schedule.evaluate: expected "every 10 iterations", or a time such as "10m", found 0"#),
    Slip(
      #"holdem.solver(job { schedule = { evaluate = "every 10 moons" } })"#,
      #"holdem.solver: schedule.evaluate: expected "every 10 iterations", or a time such as "10m", found "every 10 moons""#),
    Slip(
      "holdem.solver(job { schedule = { exploration = 1 } })",
      "holdem.solver: schedule: unknown key `exploration` (known: discount, evaluate, checkpoint)"),
    Slip(
      "solver { schedule = { discount = function() end } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount(1): expected a number from 0, or a table { positive =, negative =, average =, floor = }, found nil"),
    Slip(
      "solver { schedule = { discount = function(t) return 0/0 end } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount(1): nan (not a number): expected a number from 0"),
    Slip(
      #"solver { schedule = { discount = function(t) return "0.5" end } }:run { iterations = 3 }"#,
      #"holdem.solver: schedule.discount(1): expected a number from 0, or a table { positive =, negative =, average =, floor = }, found "0.5""#),
    Slip(
      "solver { schedule = { discount = function(t) return 1 - t end } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount(2): -1: expected a number from 0"),
    Slip(
      "solver { schedule = { discount = function(t) return { positve = 1 } end } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount(1): unknown key `positve`; did you mean `positive`? (known: positive, negative, average, floor, play, prediction)"),
    Slip(
      "solver { schedule = { discount = function(t) return { positive = -1 } end } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount(1).positive: -1 is out of range: expected a number from 0"),
    Slip(
      "solver { schedule = { discount = function(t) return { floor = 1 } end } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount(1).floor: expected true or false, found 1"),
    Slip(
      "solver { schedule = { discount = function(t) return { floor = true, negative = 0.5 } end } }:run { iterations = 3 }",
      "holdem.solver: schedule.discount(1).negative: with `floor = true` no regret is negative: leave one of them out"),
    Slip(
      "solver { schedule = { discount = function(t) return { prediction = 1 } end } }:run { iterations = 3 }",
      #"holdem.solver: schedule.discount(1): `play` and `prediction` need a method that predicts, such as holdem.cfr { variant = "pcfr+" }"#),
    Slip(
      "solver { schedule = { discount = function(t) return t.x end } }:run { iterations = 3 }",
      "attempt to index a number value (local 't')"),
    Slip(
      "solver { schedule = { discount = 1e30 } }:run { iterations = 20 }",
      "after iteration 10 the regrets or strategies are no longer finite numbers: the discount makes them grow too fast; its factors are usually from 0 to 1"),
  ]

  @Test("the message names the place, the key, what was found and what was expected", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
