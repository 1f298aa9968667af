-- A run with a folder: stop it with Ctrl-C or kill it, start it again, and it goes on where it was.
--   holdem-lua examples/resume.lua [target]
local holdem = require "holdem"

local solver = holdem.solver {
  game = holdem.spot {
    board  = "Td9d6hQc",
    ranges = { oop = "66+,A8s+,AJo+,KQo,QTs+,JTs", ip = "22+,A2s+,ATo+,KTs+,QJs,JTs,T9s" },
    pot = 200, stack = 900,
  },
  bets     = "60%, a / 2.5x",
  schedule = { checkpoint = "10s", evaluate = "every 20 iterations" },
  folder   = "runs/resume", keep_checkpoints = 3,
  resume   = true,                              -- from the newest checkpoint, if there is one

  on_start       = function(run) if run.iteration > 0 then print("resumed after " .. run.iteration .. " iterations") end end,
  on_worker_lost = function(_, loss) print("worker " .. loss.pid .. " " .. loss.reason) end,
  on_evaluate    = function(run)
    run:log { bets = run:strategy("").probabilities.b120 }     -- a line of runs/resume/metrics.jsonl
  end,
}

local result = solver:run { target = arg[1] or "0.1%" }
print("stopped by: " .. result.stopped .. " after " .. result.iterations .. " iterations")
print("checkpoint: " .. result.checkpoint)
