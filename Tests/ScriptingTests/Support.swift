import Foundation
import Logging
import Lua
import Report
import Scripting
import Training
import Workers

/// What a script printed, and how it ended.
struct Outcome {
  var printed: String
  var error: LuaError?
  /// What `check` would show of each solver, if the script was checked.
  var checks: [any ScriptCheck]

  /// The message as people see it; empty if the script ran to its end.
  var message: String { error.map { "\($0)" } ?? "" }
}

/// Names that the scripts of the tests share, all on one line, so that a script's own first line is line 2.
private let names = """
  local holdem = require "holdem"; \
  local none = {}; \
  local function but(t, changes) \
    for k, v in pairs(changes or {}) do if v == none then t[k] = nil else t[k] = v end end; return t end; \
  local function spot(changes) \
    return but({ board = "Ks7d2c4h9s", ranges = { oop = "AA,QQ", ip = "KK,JJ" }, pot = 100, stack = 100 }, changes) end; \
  local function table_stakes(changes) return but({ stack = 100, small_blind = 0.5, big_blind = 1 }, changes) end; \
  local function job(changes) return but({ game = holdem.spot(spot()), bets = "50%, a", workers = 0 }, changes) end; \
  local function solver(changes) return holdem.solver(job(changes)) end; \
  local function near(a, b, within) if math.abs(a - b) > within then error(a .. " is not near " .. b, 2) end end

  """

/// The source tree, whose `abstractions` scripts may require.
private let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// Runs a script, whose first line is line 2, without worker processes.
func run(
  _ source: String, arguments: [String] = [], isChecking: Bool = false, resumes: Bool = false, seconds: Double = 60, isInterrupted: @escaping () -> Bool = { false },
  adjust: (inout ScriptHost) -> Void = { _ in }
)
  -> Outcome
{
  var outcome = Outcome(printed: "", checks: [])
  var options = LuaOptions()
  options.searchFolders = [checkout]
  options.chunkTimeLimit = seconds
  options.print = { outcome.printed += $0 }
  var logger = Logger(label: "tests")
  logger.logLevel = .critical
  var host = ScriptHost(
    check: isChecking ? { outcome.checks.append($0) } : nil, isInterrupted: isInterrupted, style: .plain, width: 100, processors: 0,
    crew: WorkerCrew(launch: WorkerLaunch(arguments: []), logger: logger), logger: logger)
  host.resumes = resumes
  adjust(&host)
  do throws(LuaError) { try ScriptRunner(host: host, options: options).run(source: names + source, name: "script.lua", arguments: arguments) } catch {
    outcome.error = error
  }
  return outcome
}

/// A wrong script, and the message that it must give, without the place in front.
struct Slip: CustomStringConvertible, Sendable {
  var script: String
  var message: String
  var line = 2

  init(_ script: String, _ message: String, line: Int = 2) {
    self.script = script
    self.message = message
    self.line = line
  }

  var description: String { script }
  var expected: String { "script.lua:\(line): \(message)" }
}
