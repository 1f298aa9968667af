-- A spot of the benchmark: prints a line when it begins (workers, CPU seconds) and a line for each evaluation (iteration, seconds, percent of the
-- pot, CPU seconds). scripts/bench runs it.
--   holdem-lua -q bench/spot.lua SPOT [percent [iterations [precision]]]
-- SPOT is A, B, C, D or tiny. It is solved to so many percent of the pot, 0.1 unless given, with a check where the program thinks that it is reached; or
-- for a number of iterations, with one check after them.
local holdem = require "holdem"

local race = require "abstractions.bets.race"
local narrow = {
  oop = "66+,A8s+,A5s-A4s,AJo+,K9s+,KQo,QTs+,JTs,96s+,85s+,75s+,65s,54s",
  ip  = "QQ-22,AQs-A2s,ATo+,K5s+,KJo+,Q8s+,J8s+,T7s+,96s+,86s+,75s+,64s+,53s+",
}
local wide = {
  oop = "22+,A2s+,A9o+,K6s+,KTo+,Q8s+,QJo,J8s+,T8s+,97s+,86s+,75s+,65s,54s",
  ip  = "22+,A2s+,A5o+,K3s+,K9o+,Q6s+,Q9o+,J7s+,J9o+,T7s+,T9o,96s+,98o,85s+,75s+,64s+,53s+",
}

local spots = {
  A    = { board = "Td9d6h",     ranges = narrow, pot = 200, stack = 900, bets = race },
  B    = { board = "Td9d6hQc",   ranges = narrow, pot = 200, stack = 900, bets = "60%, a / 2.5x" },
  C    = { board = "Td9d6hQc2s", ranges = narrow, pot = 200, stack = 900, bets = "60%, a / 2.5x" },
  -- Wide ranges, a deep stack for the pot: tables of 1.3 GB.
  D    = { board = "QsJh2h",     ranges = wide,   pot = 180, stack = 910, bets = race },
  tiny = { board = "2c2d2h7s8d", ranges = { oop = "AA,33", ip = "KK" }, pot = 100, stack = 100, bets = "a" },
}
local name = arg[1]
local spot = spots[name] or error("no spot " .. tostring(name) .. ": it is A, B, C, D or tiny")

local iterations = math.tointeger(arg[3])

local solver = holdem.solver {
  game        = holdem.spot { board = spot.board, ranges = spot.ranges, pot = spot.pot, stack = spot.stack },
  bets        = spot.bets,
  bet_options = { add_all_in = "150%", force_all_in = "15%", merge = "10%" },
  method      = holdem.cfr { variant = "dcfr", gamma = 4, precision = arg[4] },
  schedule    = { evaluate = iterations },
  on_start    = function(run) print("begin", run.workers, string.format("%.6f", run.cpu_seconds)) end,
  on_evaluate = function(run)
    print("check", run.iteration, string.format("%.6f\t%.6f\t%.6f", run.seconds, run.exploitability_percent, run.cpu_seconds))
  end,
}
if iterations then
  solver:run { iterations = iterations }
else
  solver:run { target = (tonumber(arg[2]) or 0.1) .. "%", minutes = 20 }
end
