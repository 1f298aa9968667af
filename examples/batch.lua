-- The same spot on several boards, one CSV line each. Redirect standard output to keep the table: progress goes to standard error.
--   holdem-lua examples/batch.lua > turns.csv
local holdem = require "holdem"

local turns = { "2s", "6s", "Tc", "Qc", "Ad", "8d" }
print "board,oop_equity,oop_ev,ip_ev,check,exploitability_percent"

for _, turn in holdem.batch(turns) do        -- one progress line for all; Ctrl-C ends the loop
  local solver = holdem.solver {
    game = holdem.spot {
      board  = "Td9d6h" .. turn,
      ranges = { oop = "66+,A8s+,AJo+,KQo,QTs+,JTs", ip = "22+,A2s+,ATo+,KTs+,QJs,JTs,T9s" },
      pot = 200, stack = 900,
    },
    bets = "60%, a",
  }
  local result = solver:run { target = arg[1] or "0.5%", minutes = 5 }
  local ev = solver:ev()
  print(string.format("%s,%.4f,%.2f,%.2f,%.4f,%.3f", "Td9d6h" .. turn, solver:equity("oop"), ev.oop, ev.ip,
    solver:strategy("").probabilities.x, result.exploitability_percent))
end
