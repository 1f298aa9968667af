import Foundation
import Testing

/// Hooks, the folder of a run and its resumption, as a script sees them.
@Suite("Hooks and run folders")
struct HookTests {
  /// A folder for one test's runs; scripts know it as `folder`.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("scripting-\(UUID().uuidString)").path
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func run(_ script: String, resumes: Bool = false, isInterrupted: @escaping () -> Bool = { false }) -> Outcome {
      ScriptingTests.run("local folder = \"\(path)\"; " + script, resumes: resumes, isInterrupted: isInterrupted)
    }

    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
  }

  @Test("every hook is called with the run, in order, and reads what it offers")
  func order() {
    let folder = Folder()
    let outcome = folder.run(
      """
      local heard = {}
      local function note(name) return function(run, more)
        heard[#heard + 1] = name .. " " .. run.iteration .. (type(more) == "string" and more:match("^%a+$") and " " .. more or "")
        assert(run.total_seconds >= run.seconds and run.workers_lost == 0 and (run.evaluation == nil) == (run.exploitability == nil))
        if name == "checkpoint" then assert(more == run.last_checkpoint and more:find(folder, 1, true) == 1) end
        if run.evaluated then
          assert(run.evaluation.iteration == run.iteration and run.evaluation.exploitability == run.exploitability)
          near(run.evaluation.ev.oop + run.evaluation.ev.ip, 100, 1e-6)
          near((run.evaluation.best_response.oop + run.evaluation.best_response.ip - 100) / 2, run.exploitability, 1e-6)
        end
      end end
      local s = solver { folder = folder, schedule = { evaluate = 2, checkpoint = "every 2 iterations" },
        on_start = note "start", on_iteration_begin = note "begin", on_iteration = note "iteration", on_evaluate = note "evaluate",
        on_checkpoint = note "checkpoint", on_stop = note "stop", on_worker_lost = note "lost" }
      local result = s:run { iterations = 3 }
      print(table.concat(heard, ", "))
      assert(result.checkpoint == folder .. "/iteration-000000003.checkpoint")
      """)
    #expect(outcome.message == "")
    #expect(
      outcome.printed
        == "start 0, begin 0, iteration 1, begin 1, evaluate 2, iteration 2, checkpoint 2, begin 2, evaluate 3, iteration 3, checkpoint 3, stop 3 iterations\n")
    #expect(folder.names == ["iteration-000000002.checkpoint", "iteration-000000003.checkpoint", "metrics.jsonl", "script-as-run.lua"])
  }

  @Test("a hook evaluates, asks, writes checkpoints and logs")
  func methods() throws {
    let folder = Folder()
    let outcome = folder.run(
      """
      local kept
      local s; s = solver { folder = folder, schedule = { evaluate = 1000 }, on_iteration = function(run)
        kept = run
        if run.iteration ~= 4 then return end
        assert(run.exploitability == nil and not run.evaluated)
        local chips, percent = run:evaluate()
        assert(run.exploitability == chips and run.evaluated and run.evaluation.iteration == 4)
        near(percent, chips, 1e-12)
        assert(run:strategy("", "AsAh").player == "oop" and run:ev("oop") == s:ev("oop") and run:ev().ip == s:ev("ip"))
        assert(run.last_checkpoint == nil and run:checkpoint() == folder .. "/iteration-000000004.checkpoint" and run:checkpoint() == run.last_checkpoint)
        run:log { bluffs = run:strategy("").probabilities.b50, name = "four", whole = 3, flag = true }
      end }
      s:run { iterations = 6 }
      local ok, message = pcall(function() return kept:evaluate() end)
      assert(not ok and message:find("the run is over", 1, true), message)
      """)
    #expect(outcome.message == "")
    let lines = try String(contentsOfFile: folder.path + "/metrics.jsonl", encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("{\"iteration\":4,\"seconds\":"))
    #expect(lines[0].contains("\"flag\":true") && lines[0].contains("\"name\":\"four\"") && lines[0].contains("\"whole\":3"))
    #expect(lines[1].hasPrefix("{\"iteration\":6,") && lines[1].contains("\"exploitability_percent\":"))
  }

  @Test("what a hook returns changes the cadences")
  func cadences() {
    let folder = Folder()
    let outcome = folder.run(
      """
      local evaluated, written = {}, {}
      solver { folder = folder, schedule = { evaluate = "every 3 iterations" },
        on_start = function() return { checkpoint = "every 5 iterations" } end,
        on_iteration = function(run) if run.iteration == 4 then return { evaluate = 7, checkpoint = 100 } end end,
        on_evaluate = function(run) evaluated[#evaluated + 1] = run.iteration end,
        on_checkpoint = function(run) written[#written + 1] = run.iteration return { stop = run.iteration > 14 } end,
      }:run { iterations = 15 }
      print(table.concat(evaluated, " ") .. " / " .. table.concat(written, " "))
      """)
    #expect(outcome.message == "")
    #expect(outcome.printed == "3 7 14 15 / 15\n")
  }

  /// A script with two runs and a hook, to be interrupted.
  private let job = """
    local s = solver { folder = folder, resume = arg[1] == "resume", schedule = { evaluate = 4, checkpoint = 3 },
      on_iteration = function(run) if run.iteration == 9 then return { discount = "cfr+" } end end }
    local first = s:run { iterations = 10 }
    local second = s:run { iterations = 12, target = 1e-9 }
    print(first.stopped, second.stopped, s.iterations, s:fingerprint())
    """

  @Test("a script that is interrupted and run again with --resume ends as if nothing had happened", arguments: [1, 5, 9, 10, 17])
  func resume(_ stop: Int) {
    let whole = Folder().run(job).printed
    let folder = Folder()
    var asked = 0
    let first = folder.run(job) {
      asked += 1
      return asked > stop
    }
    // A run asks once before its first iteration.
    #expect(stop > 10 || first.message.hasSuffix("interrupted"), "\(first.message)")
    let second = folder.run(job, resumes: true)
    #expect(second.message == "")
    #expect(whole.hasPrefix("iterations\titerations\t22\t"))
    #expect(second.printed == (stop > 10 ? whole.replacing("iterations\titerations", with: "resumed\titerations") : whole))
  }

  /// Memory that was short when a run began, or is now, does not keep it from going on.
  @Test("a run keeps the precision that it began with, whatever memory there is later")
  func precisionOfARun() {
    let folder = Folder()
    let outcome = folder.run(
      """
      local function wide(more)
        more.game = holdem.spot(spot { ranges = { oop = "22+,A2s+,KTs+", ip = "22+,A2s+,KTs+" } })
        return solver(more)
      end
      local function narrow(more)
        more.method = holdem.cfr { precision = "16-bit" }
        return wide(more)
      end
      local begun, kib = nil, 8
      repeat
        kib = kib + 4
        begun = wide { memory = kib .. "KiB", folder = folder }
      until pcall(begun.run, begun, { iterations = 6 })
      local whole = narrow {}
      whole:run { iterations = 6 }
      assert(begun:fingerprint() == whole:fingerprint(), "16 bits are what fits first")
      """)
    #expect(outcome.message == "")
    let resumed = folder.run(
      """
      local function wide(more)
        more.game = holdem.spot(spot { ranges = { oop = "22+,A2s+,KTs+", ip = "22+,A2s+,KTs+" } })
        return solver(more)
      end
      local s = wide { folder = folder, resume = true }
      assert(s:run { iterations = 6 }.iterations == 6)
      s:run { iterations = 6 }
      local whole = wide { method = holdem.cfr { precision = "16-bit" } }
      whole:run { iterations = 6 } whole:run { iterations = 6 }
      assert(s:fingerprint() == whole:fingerprint())
      """)
    #expect(resumed.message == "")
  }

  @Test("a folder that holds checkpoints is not begun anew by mistake")
  func occupied() {
    let folder = Folder()
    let script = "solver { folder = folder }:run { iterations = 4 }"
    #expect(folder.run(script).message == "")
    #expect(
      folder.run(script).message
        == "script.lua:2: solver:run: \"\(folder.path)\" holds checkpoints up to iteration 4: go on from there with `resume = true` or --resume, or name another folder")
    #expect(folder.run("solver { folder = folder, resume = true }:run { iterations = 4 }").message == "")
    let other = folder.run("solver { folder = folder, resume = true, bets = \"75%\" }:run { iterations = 4 }").message
    #expect(other.contains("000000004.checkpoint\" is of another training: the betting tree has 8 entries there, 6 here"), "\(other)")
    #expect(other.hasSuffix(": name another folder than \"\(folder.path)\", or delete that to begin anew"), "\(other)")
    let sampled = folder.run("holdem.solver { game = holdem.leduc(), method = holdem.mccfr(), folder = folder, resume = true }:run { iterations = 4 }").message
    #expect(sampled.contains("is of another training: the method is holdem.cfr there, holdem.mccfr here: name another folder"), "\(sampled)")
    let shared = folder.run("local a, b = solver { folder = folder, resume = true }, solver { folder = folder, resume = true }; a:run { iterations = 4 } b:run { iterations = 4 }")
    #expect(shared.message == "script.lua:2: \"\(folder.path)\" is in use by another run")
  }

  @Test("a checkpoint is a saved solve")
  func load() {
    let folder = Folder()
    let outcome = folder.run(
      """
      local s = solver { folder = folder }
      s:run { iterations = 6 }
      local loaded = holdem.load(folder .. "/iteration-000000006.checkpoint", { workers = 0 })
      assert(loaded:fingerprint() == s:fingerprint())
      s:run { iterations = 3 } loaded:run { iterations = 3 }
      assert(loaded:fingerprint() == s:fingerprint() and loaded.iterations == 9)
      """)
    #expect(outcome.message == "")
  }

  @Test("a hook that raises leaves a checkpoint, and says where")
  func raise() {
    let folder = Folder()
    let outcome = folder.run("solver { folder = folder, on_evaluate = function(run) error(\"enough\") end }:run { iterations = 50 }")
    #expect(outcome.message == "script.lua:2: enough")
    #expect(outcome.error?.traceback.contains("script.lua:2: in ") == true)
    #expect(folder.names.contains("iteration-000000010.checkpoint"))
  }

  /// Wrong words in hooks and schedules; `folder` is a folder.
  static let slips = [
    ("holdem.solver(job { on_stop = 3 })", "holdem.solver: on_stop: expected a function, found 3"),
    ("holdem.solver(job { on_stopp = print })", "holdem.solver: unknown key `on_stopp`; did you mean `on_stop`?"),
    ("holdem.solver(job { schedule = { checkpoint = \"10m\" } })", "holdem.solver: schedule.checkpoint: there is no folder to write checkpoints to: give `folder`, such as \"runs/turn\""),
    ("holdem.solver(job { resume = true })", "holdem.solver: resume: there is no folder to keep checkpoints in: give `folder`, such as \"runs/turn\""),
    ("holdem.solver(job { keep_checkpoints = 3 })", "holdem.solver: keep_checkpoints: there is no folder to keep checkpoints in"),
    ("holdem.solver(job { folder = folder, keep_checkpoints = 0 })", "holdem.solver: keep_checkpoints: 0 is out of range: expected a whole number from 1"),
    ("holdem.solver(job { folder = \"\" })", "holdem.solver: folder: expected a folder such as \"runs/turn\", found \"\""),
    ("holdem.solver(job { folder = 7 })", "holdem.solver: folder: expected a folder such as \"runs/turn\", found 7"),
    (
      "holdem.solver(job { folder = folder, schedule = { checkpoint = \"10 parsecs\" } })",
      "holdem.solver: schedule.checkpoint: expected \"every 10 iterations\", or a time such as \"10m\", found \"10 parsecs\""
    ),
    ("holdem.solver(job { schedule = { evaluate = \"-3s\" } })", "holdem.solver: schedule.evaluate: expected \"every 10 iterations\", or a time such as \"10m\", found \"-3s\""),
    ("holdem.solver(job { schedule = { evaluate = 0 } })", "holdem.solver: schedule.evaluate: expected \"every 10 iterations\", or a time such as \"10m\", found 0"),
    ("holdem.solver(job { schedule = { evaluate = 2.5 } })", "holdem.solver: schedule.evaluate: expected \"every 10 iterations\", or a time such as \"10m\", found 2.5"),
    ("solver { on_start = function() return { halt = true } end }:run { iterations = 3 }", "on_start at iteration 0: unknown key `halt` (known: stop, discount, evaluate, checkpoint)"),
    ("solver { on_iteration_begin = function() return 3 end }:run { iterations = 3 }", "on_iteration_begin at iteration 0: expected a table { stop =, discount =, evaluate =, checkpoint = }, found 3"),
    (
      "solver { on_evaluate = function() return { evaluate = \"often\" } end }:run { iterations = 3 }",
      "on_evaluate at iteration 3: evaluate: expected \"every 10 iterations\", or a time such as \"10m\", found \"often\""
    ),
    (
      "solver { on_iteration = function() return { checkpoint = 5 } end }:run { iterations = 3 }",
      "on_iteration at iteration 1: checkpoint: there is no folder to write checkpoints to: give holdem.solver { folder = \"runs/name\" }"
    ),
    ("solver { on_stop = function() return { stop = true } end }:run { iterations = 3 }", "on_stop: the run is over, nothing can be changed; found a table"),
    ("solver { on_iteration = function(run) run:checkpoint() end }:run { iterations = 3 }", "the run has no folder to write to: give holdem.solver { folder = \"runs/name\" }"),
    ("solver { on_iteration = function(run) run:log { a = 1 } end }:run { iterations = 3 }", "the run has no folder to write to: give holdem.solver { folder = \"runs/name\" }"),
    ("solver { folder = folder, on_iteration = function(run) run:log(3) end }:run { iterations = 3 }", "run:log: expected a table such as { bluffs = 0.31 }, found 3"),
    ("solver { folder = folder, on_iteration = function(run) run:log { a = 0 / 0 } end }:run { iterations = 3 }", "run:log: a: expected a number, a text, true or false, found nan (not a number)"),
    ("solver { folder = folder, on_iteration = function(run) run:log { seconds = 1 } end }:run { iterations = 3 }", "run:log: seconds: lines of the program have it: choose another name"),
  ]

  @Test("wrong words are errors that say what was expected", arguments: slips)
  func slip(_ script: String, _ expected: String) {
    let message = Folder().run(script).message
    #expect(message.hasPrefix("script.lua:2: " + expected), "\(message)")
  }

  @Test("times are written in several ways", arguments: ["\"1s\"", "\"every 1s\"", "\"0.5 m\"", "\"every 10 minutes\"", "\"2h\"", "100", "\"every 1 iteration\""])
  func times(_ text: String) {
    #expect(Folder().run("solver { folder = folder, schedule = { checkpoint = \(text) } }:run { iterations = 2 }").message == "")
  }
}
