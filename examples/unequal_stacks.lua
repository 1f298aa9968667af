-- Stacks that differ. The shorter one bounds every bet, so that the deeper player's further chips change nothing:
-- the fingerprints of the first two solves are equal.
local holdem = require "holdem"

local function solve(stacks)
  local solver = holdem.solver {
    game = holdem.spot {
      board  = "Jc7d3h5sQs",
      ranges = { oop = "TT+,AQs+,KQs,QJs,JTs,77,33,64s,98s", ip = "22+,AJs+,KJs+,QTs+,J9s+,T8s+,64s" },
      pot = 100, stacks = stacks,
    },
    bets = "50%, a",
  }
  solver:run { iterations = 500 }
  local ev = solver:ev()
  print(string.format("oop %4d, ip %4d: EV oop %.2f, ip %.2f, fingerprint %s", stacks.oop, stacks.ip, ev.oop, ev.ip, solver:fingerprint()))
end

solve { oop = 150, ip = 150 }
solve { oop = 150, ip = 1000 }
solve { oop = 1000, ip = 1000 }
