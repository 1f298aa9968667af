import Testing

/// Mistakes in `holdem.aggregate` and `holdem.database`, and what they answer.
struct AggregateSlipTests {
  /// An aggregate of a flop without later betting, changed.
  private static func aggregate(_ changes: String, then more: String = "") -> String {
    """
    local a = holdem.aggregate(but({ flops = { "2c2d2h", "KhKc2s" }, run = { iterations = 3 }, solver = function(board) return solver { game = holdem.spot(spot { board = board, stack = 20 }), bets = "a", bet_options = { last_street = "flop" } } end }, \(changes))) \(more)
    """
  }

  @Test(arguments: [
    Slip("holdem.aggregate()", "holdem.aggregate: expected a table { flops =, solver =, run =, lines =, folder =, resume = }, found nil"),
    Slip(aggregate("{ flop = 1 }"), "holdem.aggregate: unknown key `flop`; did you mean `flops`? (known: flops, solver, run, lines, folder, resume)"),
    Slip(aggregate("{ flops = \"50\" }"), "holdem.aggregate: flops: \"50\" is no list of flops (known: \"15\", \"25\", \"49\", \"95\", \"184\", \"all\")"),
    Slip(
      aggregate("{ flops = {} }"),
      "holdem.aggregate: flops: expected one of \"15\", \"25\", \"49\", \"95\", \"184\", \"all\", or a list such as { \"Td9d6h\", { board = \"AsKh7d\", weight = 24 } }, found an empty list"),
    Slip(aggregate("{ flops = { \"2c2d2h\", \"2h2c2d\" } }"), "holdem.aggregate: flops: 2h2c2d is there twice"),
    Slip(aggregate("{ flops = { \"2c2d2hAs\" } }"), "holdem.aggregate: flops[1]: \"2c2d2hAs\" has 4 cards: a flop has 3"),
    Slip(aggregate("{ flops = { { board = \"2c2d2h\", weight = 0 } } }"), "holdem.aggregate: flops[1].weight: 0 is out of range: expected a whole number from 1"),
    Slip(aggregate("{ flops = { { weight = 4 } } }"), "holdem.aggregate: flops[1].board: missing: expected a flop such as \"Td9d6h\""),
    Slip(aggregate("{ solver = none }"), "holdem.aggregate: solver: missing: expected a function of a board that returns holdem.solver { ... }"),
    Slip(aggregate("{ run = none }"), "holdem.aggregate: run: missing: expected what each solver is run with, such as { target = \"0.5%\" }"),
    Slip(aggregate("{ run = { iteration = 3 } }"), "holdem.aggregate: run: unknown key `iteration`; did you mean `iterations`? (known: iterations, target, seconds, minutes, hours)"),
    Slip(aggregate("{ solver = function() end }"), "holdem.aggregate: solver(\"2c2d2h\"): expected a solver with the method holdem.cfr, found nil"),
    Slip(
      aggregate("{ solver = function(board) return solver { game = holdem.spot(spot { board = board }), method = holdem.mccfr { sampling = \"external\" } } end }"),
      "holdem.aggregate: solver(\"2c2d2h\"): the solver's method is holdem.mccfr, which works out no exact equities, EVs and frequencies to compare: "
        + "give it `method = holdem.cfr { ... }`, or none"),
    Slip(aggregate("{ solver = function() return solver() end }"), "holdem.aggregate: solver(\"2c2d2h\"): the solver's game has the board \"Ks7d2c4h9s\""),
    Slip(aggregate("{ lines = { \"\", \"x-x\" } }"), "holdem.aggregate: lines: \"x-x\": the hand is over there"),
    Slip(aggregate("{ lines = { \"x\", \"x\" } }"), "holdem.aggregate: lines: \"x\" is there twice"),
    Slip(aggregate("{ resume = true }"), "holdem.aggregate: resume: there is no folder to go on from: give `folder`, such as \"runs/flops\""),
    Slip(
      aggregate("{}", then: "a:rows { sort = \"ev_opp\" }"),
      "aggregate:rows: sort: \"ev_opp\" is no column; did you mean \"ev_oop\"? (known: board, weight, deals, high, suits, pairing, straights, iterations, exploitability, equity_oop, equity_ip, ev_oop, ev_ip, eqr_oop, eqr_ip, root x, root b20)"
    ),
    Slip(aggregate("{}", then: "a:rows { filter = function() return 1 end }"), "aggregate:rows: filter: expected true or false, found 1"),
    Slip(aggregate("{}", then: "a:csv()"), "aggregate:csv: expected a path such as \"flops.csv\", found nil"),
    Slip("holdem.database()", "holdem.database: expected a path such as \"flops.sqlite\", found nil"),
    Slip("holdem.database(\":memory:\"):insert(\"t\", {})", "database:insert: expected a row such as { board = \"Td9d6h\", ev = 107.2 }, found an empty table"),
    Slip("holdem.database(\":memory:\"):insert(\"t\", { a = {} })", "database:insert: a: expected a number, a text, true or false, found a table"),
    Slip("holdem.database(\":memory:\"):insert(\"t\", { { a = 1 }, 2 })", "database:insert: row 2: expected a row such as { board = \"Td9d6h\", ev = 107.2 }, found 2"),
    Slip("local d = holdem.database(\":memory:\") d:insert(\"t\", { a = 1 }) d:insert(\"t\", { b = 1 })", "database:insert: table \"t\": no column \"b\" (its columns: a)"),
    Slip("holdem.database(\":memory:\"):rows(\"drop table t\")", "database:rows: expected a SELECT, found \"drop table t\""),
    Slip("solver():export(\"x.csv\", { value = true })", "solver:export: unknown key `value`; did you mean `values`? (known: streets, line, values)"),
    Slip("solver():export(\"x.csv\", { line = \"x\", streets = { \"river\" } })", "solver:export: line: there are `streets` too: give one of them"),
    Slip("solver():export(\"x.csv\", { line = \"x-x\" })", "solver:export: line: \"x-x\": the hand is over there"),
    Slip("solver():export(\"x.csv\", { line = \"b1\" })", "solver:export: line: line \"b1\": no action `b1` for oop; there are x, b50, b100"),
  ])
  func isTold(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }

  /// Rows in order, wanted ones only, with totals of those.
  @Test func arrangement() {
    let script = Self.aggregate(
      "{ flops = \"15\" }",
      then: """
        local rows = a:rows { sort = "-ev_oop" }
        for i = 2, #rows do assert(rows[i - 1].ev_oop >= rows[i].ev_oop) end
        local paired = a:rows { filter = function(row) return row.pairing == "paired" end, sort = "weight" }
        local sum = 0
        for i, row in ipairs(paired) do sum = sum + row.weight; assert(row.pairing == "paired" and (i == 1 or paired[i - 1].weight <= row.weight)) end
        local total = a:total { filter = function(row) return row.pairing == "paired" end }
        print(#rows, sum == total.weight, a:total().weight, a.complete, total.board)
        print(select(2, a:text():gsub("\\n", "\\n")))
        """)
    let outcome = run(script)
    #expect(outcome.message == "")
    #expect(outcome.printed.hasPrefix("15\ttrue\t22100\ttrue\tnil\n"))
  }

  /// A solver of an aggregate has given its tables up: a question would be answered by nothing.
  @Test func itsSolversAreClosed() {
    let script = """
      local make = function(board)
        last = solver { game = holdem.spot(spot { board = board, stack = 20 }), bets = "a", bet_options = { last_street = "flop" } }
        return last
      end
      holdem.aggregate { flops = { "2c2d2h", "KhKc2s" }, run = { iterations = 3 }, solver = make }
      last:ev()
      """
    let outcome = run(script)
    #expect(outcome.message.contains("the solver of KhKc2s ended with holdem.aggregate, which keeps its row only"), "\(outcome.message)")
  }

  @Test func aCheckPricesTheFirstFlop() {
    let outcome = run(Self.aggregate("{ folder = \"/nowhere/at/all\" }", then: "a:csv(\"/nowhere/x.csv\") print(a:total().ev_oop)"), isChecking: true)
    #expect(outcome.message == "")
    #expect(outcome.checks.count == 1)
  }
}
