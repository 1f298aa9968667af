-- Numbers that change over a run: how iterations are weighed, and how often they are evaluated, by breakpoints.
local holdem = require "holdem"

local function solve(name, discount)
  local gaps = {}
  local solver = holdem.solver {
    game     = holdem.spot { board = "Td9d6hQc2s", ranges = { oop = "66+,AJs+,JTs", ip = "22+,ATs+,T9s" }, pot = 200, stack = 900 },
    bets     = "60%, a / 2.5x",
    schedule = {
      discount = discount,
      evaluate = { {0, 10}, {21, 40}, {201, "every 200 iterations"} },        -- often at first, then rarely
    },
    on_evaluate = function(run) gaps[#gaps + 1] = string.format("%8.4f", run.exploitability_percent) end,
  }
  solver:run { iterations = 400 }
  print(string.format("%-28s", name) .. table.concat(gaps))
end

print "% of the pot after               10      20      40      80     120     160     200     400 iterations"
solve("dcfr",                       "dcfr")
solve("first cfr+, then dcfr",      { {0, "cfr+"}, {40, "dcfr"} })
solve("numbers, mixed in between",  { {0, 0.5}, {40, 0.95}, {400, 1}, shape = "linear" })
solve("linear, every 20 iterations", { every = 20, stop = 200, factor = "linear" })
