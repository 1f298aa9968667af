// What scripting costs, in CPU time of this process: `script-bench [calls]`, one figure a line. See docs/ARCHITECTURE.md.

import Foundation
import Logging
import Lua
import Report
import Scripting
import Training
import Workers

/// Seconds of CPU that `body` takes.
func cpu(_ body: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
  let start = now()
  try body()
  return now() - start
}

/// The smallest of three measurements.
func best(_ body: () throws -> Double) rethrows -> Double { try (0..<3).map { _ in try body() }.min() ?? 0 }

func show(_ what: String, _ figure: String, _ limit: String) {
  print("\(what)\(String(repeating: " ", count: max(1, 52 - what.count)))\(figure)   (limit \(limit))")
}

func text(_ number: Double, _ unit: String, digits: Int = 2) -> String { String(format: "%.\(digits)f ", number) + unit }

/// What runs scripts without workers, or checks them only.
func runner(isChecking: Bool = false) -> ScriptRunner {
  var options = LuaOptions()
  options.searchFolders = [checkout.path]
  options.print = { _ in }
  var logger = Logger(label: "bench")
  logger.logLevel = .critical
  let host = ScriptHost(
    check: isChecking ? { _ in } : nil, style: .plain, width: 100, processors: 0, crew: WorkerCrew(launch: WorkerLaunch(arguments: []), logger: logger),
    logger: logger)
  return ScriptRunner(host: host, options: options)
}

func run(_ source: String) throws { try runner().run(source: source, name: "bench.lua") }

/// The source tree.
let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
let calls = CommandLine.arguments.count > 1 ? max(1, Int(CommandLine.arguments[1]) ?? 1_000_000) : 1_000_000

// A call of Lua from Swift: a function of the iteration, as a schedule has it.
let state = try LuaState()
guard case .function(let function) = try state.run(source: "return function(t) return t / (t + 1) end").first else { fatalError("a function") }
let call = try best {
  try cpu { for t in 0..<calls { _ = try state.call(function, [.integer(Int64(t))]) } } / Double(calls)
}
show("a Lua call from Swift", text(call * 1e6, "us", digits: 3), "0.2 us")

// The tree of spot A, with its bets as strings and as a function that returns the same.
let spot = """
  local holdem = require "holdem"
  local race = require "abstractions.bets.race"
  local function bets(state)
    if state.street == "river" and state.donk then return race.river.donk end
    local menu = race[state.street]
    return type(menu) == "table" and menu[1] or menu
  end
  holdem.solver {
    game = holdem.spot { board = "Td9d6h", pot = 200, stack = 900, ranges = { oop = "AA", ip = "KK" } },
    bets = BETS, bet_options = { add_all_in = "150%", force_all_in = "15%", merge = "10%" },
  }
  """
func tree(_ bets: String) throws -> Double { try best { try cpu { try run(spot.replacing("BETS", with: bets)) } } }
show("spot A's tree: a bet function instead of strings", text((try tree("bets") - tree("race")) * 1e3, "ms"), "50 ms")

// A hook that is there, against none.
func kuhn(_ hook: String) throws -> Double {
  let iterations = max(1000, calls / 5)
  let script = "local h = require 'holdem' h.solver { game = h.kuhn(), schedule = { evaluate = 1000000 }, \(hook) }:run { iterations = \(iterations) }"
  return try best { try cpu { try run(script) } / Double(iterations) }
}
let idle = try kuhn("")
show("a hook that returns nothing", text((try kuhn("on_iteration = function(run) end") - idle) * 1e6, "us"), "5 us")
show("a hook that reads run.iteration", text((try kuhn("on_iteration = function(run) if run.iteration < 0 then return { stop = true } end end") - idle) * 1e6, "us"), "5 us")

// The price of a large job.
let job = checkout.appendingPathComponent("scripts/six_max.lua").path
show("check of scripts/six_max.lua", text(try cpu { try runner(isChecking: true).run(file: job) }, "s"), "10 s")
