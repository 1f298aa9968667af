-- on_iteration sees the run after every iteration, and returns what it wants changed.
--   holdem-lua examples/hooks.lua [target]
local holdem = require "holdem"

local last = math.huge
local solver = holdem.solver {
  game = holdem.spot {
    board  = "Td9d6hQc",
    ranges = { oop = "66+,A8s+,AJo+,KQo,QTs+,JTs", ip = "22+,A2s+,ATo+,KTs+,QJs,JTs,T9s" },
    pot = 200, stack = 900,
  },
  bets     = "60%, a / 2.5x",
  method   = holdem.cfr { variant = "dcfr" },
  schedule = { evaluate = "every 20 iterations" },

  on_iteration = function(run)
    if run.iteration == 100 then
      print("100: from here on the average forgets faster")
      return { discount = { variant = "dcfr", gamma = 4 } }
    end
    if not run.evaluated then return end        -- no new exploitability: nothing to decide
    print(string.format("%3d: %.3f %% of the pot", run.iteration, run.exploitability_percent))
    if run.exploitability > 0.9 * last then return { stop = true } end    -- slow progress: enough
    last = run.exploitability
  end,
}

local result = solver:run { iterations = 400, target = arg[1] }
print("stopped by: " .. result.stopped .. " after " .. result.iterations .. " iterations")
