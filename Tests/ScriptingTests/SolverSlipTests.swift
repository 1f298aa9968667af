import Testing

@Suite("Slips in holdem.solver, its hooks and runs")
struct SolverSlipTests {
  static let slips = [
    Slip(
      "holdem.solver()",
      "holdem.solver: expected a table { game =, bets =, bet_options =, locks =, utility =, method =, schedule =, workers =, memory =, folder =, keep_checkpoints =, resume =, on_start =, on_iteration_begin =, on_worker_lost =, on_evaluate =, on_iteration =, on_checkpoint =, on_stop = }, found nil"
    ),
    Slip(
      "holdem.solver {}",
      "holdem.solver: game: missing: expected a game such as holdem.spot { ... }"),
    Slip(
      "holdem.solver { game = spot() }",
      "holdem.solver: game: expected a game such as holdem.spot { ... }, found a table"),
    Slip(
      "holdem.solver(job { game = holdem.cfr() })",
      "holdem.solver: game: expected a game such as holdem.spot { ... }, found a method"),
    Slip(
      #"holdem.solver(job { method = "dcfr" })"#,
      #"holdem.solver: method: expected a method such as holdem.cfr { variant = "dcfr" }, found "dcfr""#),
    Slip(
      "holdem.solver(job { methods = holdem.cfr() })",
      "holdem.solver: unknown key `methods`; did you mean `method`? (known: game, bets, bet_options, locks, utility, method, schedule, workers, memory, folder, keep_checkpoints, resume, on_start, on_iteration_begin, on_worker_lost, on_evaluate, on_iteration, on_checkpoint, on_stop)"
    ),
    Slip(
      "holdem.solver(job { workers = -1 })",
      #"holdem.solver: workers: -1 is out of range: expected a number of workers from 0 to 1024, or "all""#),
    Slip(
      "holdem.solver(job { workers = 1.5 })",
      #"holdem.solver: workers: expected a number of workers from 0 to 1024, or "all", found 1.5"#),
    Slip(
      "holdem.solver(job { workers = 5000 })",
      #"holdem.solver: workers: 5000 is out of range: expected a number of workers from 0 to 1024, or "all""#),
    Slip(
      #"holdem.solver(job { workers = "al" })"#,
      #"holdem.solver: workers: expected a number of workers from 0, or "all", found "al""#),
    Slip(
      "holdem.solver(job { memory = 8 })",
      #"holdem.solver: memory: expected a size such as "8GB" or "512MiB", found 8"#),
    Slip(
      #"holdem.solver(job { memory = "8 gigs" })"#,
      #"holdem.solver: memory: expected a size such as "8GB" or "512MiB", found "8 gigs""#),
    Slip(
      #"solver { memory = "1KiB" }:run { iterations = 1 }"#,
      "the solve needs 6.3 KiB, over the script's memory limit of 1.0 KiB; most of it is the river: fewer bet sizes there, a lower raise_cap, narrower ranges, or a later starting street shrink it"),
    Slip(
      #"holdem.solver(job { on_iteration = "stop" })"#,
      #"holdem.solver: on_iteration: expected a function, found "stop""#),
    Slip(
      "holdem.solver(job { on_iterations = function() end })",
      "holdem.solver: unknown key `on_iterations`; did you mean `on_iteration`? (known: game, bets, bet_options, locks, utility, method, schedule, workers, memory, folder, keep_checkpoints, resume, on_start, on_iteration_begin, on_worker_lost, on_evaluate, on_iteration, on_checkpoint, on_stop)"
    ),
    Slip(
      "holdem.solver(job { on_end = function() end })",
      "holdem.solver: unknown key `on_end` (known: game, bets, bet_options, locks, utility, method, schedule, workers, memory, folder, keep_checkpoints, resume, on_start, on_iteration_begin, on_worker_lost, on_evaluate, on_iteration, on_checkpoint, on_stop)"
    ),
    Slip(
      #"solver { on_iteration = function(run) error("enough") end }:run { iterations = 3 }"#,
      "enough"),
    Slip(
      "solver { on_iteration = function(run) return run.exploitabilty end }:run { iterations = 3 }",
      "run has no member 'exploitabilty'; did you mean 'exploitability'? (its members: bytes, checkpoint, cpu_seconds, ev, evaluate, evaluated, evaluation, exploitability, exploitability_percent, iteration, iterations_per_second, last_checkpoint, log, measures, nodes, seconds, strategy, total_seconds, traversals, workers, workers_lost)"
    ),
    Slip(
      "solver { on_iteration = function(run) run.iteration = 3 end }:run { iterations = 3 }",
      "cannot set 'iteration': run at iteration 1 is read-only; a hook returns its changes"),
    Slip(
      "solver { on_iteration = function(run) return true end }:run { iterations = 3 }",
      "on_iteration at iteration 1: expected a table { stop =, discount =, evaluate =, checkpoint = }, found true"),
    Slip(
      "solver { on_iteration = function(run) return { stp = true } end }:run { iterations = 3 }",
      "on_iteration at iteration 1: unknown key `stp`; did you mean `stop`? (known: stop, discount, evaluate, checkpoint)"),
    Slip(
      "solver { on_iteration = function(run) return { stop = 1 } end }:run { iterations = 3 }",
      "on_iteration at iteration 1: stop: expected true or false, found 1"),
    Slip(
      #"solver { on_iteration = function(run) return { discount = "dcrf" } end }:run { iterations = 3 }"#,
      #"on_iteration at iteration 1: discount.variant: "dcrf" is not known; did you mean "dcfr"? (known: "cfr", "linear", "cfr+", "dcfr", "dcfr+", "pcfr+", "sapcfr+", "pdcfr+")"#),
    Slip(
      #"solver { on_iteration = function(run) return { discount = "pcfr+" } end }:run { iterations = 3 }"#,
      #"on_iteration at iteration 1: discount: "pcfr+" predicts and the method does not, so their tables differ: choose the method accordingly, holdem.cfr { variant = "pcfr+" }"#),
    Slip(
      "local s; s = solver { on_iteration = function() s:run { iterations = 1 } end } s:run { iterations = 3 }",
      "solver:run: the solver runs already: a hook or schedule cannot run it again; return the changes instead"),
    Slip(
      "local s = solver() coroutine.wrap(function() solver { on_iteration = coroutine.yield }:run { iterations = 3 } end)()",
      "attempt to yield across a C-call boundary"),
    Slip(
      "solver():run()",
      #"solver:run: nothing says when to stop: give `iterations`, `target` (such as "0.3%" of the pot) or `minutes`"#),
    Slip(
      "solver():run(100)",
      "solver:run: expected a table { iterations =, target =, seconds =, minutes =, hours = }, found 100"),
    Slip(
      "solver():run { iteration = 3 }",
      "solver:run: unknown key `iteration`; did you mean `iterations`? (known: iterations, target, seconds, minutes, hours)"),
    Slip(
      "solver():run { iterations = 0 }",
      "solver:run: iterations: 0 is out of range: expected a whole number from 1"),
    Slip(
      "solver():run { iterations = 1.5 }",
      "solver:run: iterations: expected a whole number from 1, found 1.5"),
    Slip(
      #"solver():run { target = "0.3" }"#,
      #"solver:run: target: expected "0.3%" of the starting pot, or a number of chips, found "0.3""#),
    Slip(
      "solver():run { target = 0 }",
      #"solver:run: target: expected "0.3%" of the starting pot, or a number of chips, found 0"#),
    Slip(
      #"solver():run { target = "-1%" }"#,
      #"solver:run: target: expected "0.3%" of the starting pot, or a number of chips, found "-1%""#),
    Slip(
      #"solver { game = holdem.spot(spot { pot = 0 }), bets = "20c" }:run { target = "1%" }"#,
      "solver:run: target: the game starts without a pot to be a share of: give a number of chips"),
    Slip(
      "solver():run { minutes = 0 }",
      "solver:run: minutes: 0 is out of range: expected a time above 0"),
    Slip(
      #"solver():run { minutes = "5" }"#,
      #"solver:run: minutes: expected a time above 0, found "5""#),
    Slip(
      "solver().run { iterations = 1 }",
      "'run' is a method: call it with a colon, as in object:run(...)"),
    Slip(
      "solver():runn { iterations = 1 }",
      "solver has no member 'runn'; did you mean 'run'? (its members: actions, best_response, equity, ev, exploitability, export, fingerprint, grid, iterations, node_id, report, run, save, strategy, summary, tree, value)"
    ),
    Slip(
      "solver().iterations = 3",
      "cannot set 'iterations': solver of a holdem.spot, 0 iterations is read-only; a hook returns its changes"),
  ]

  @Test("the message names the place, the key, what was found and what was expected", arguments: slips)
  func message(_ slip: Slip) { #expect(run(slip.script).message == slip.expected) }
}
