-- Exploit a player who folds too much: lock what he does against a bet, solve the rest, and compare with the equilibrium.
local holdem = require "holdem"

local function solve(locks)
  local solver = holdem.solver {
    game = holdem.spot {
      board  = "Kh8d4c2s7h",
      ranges = { oop = "88,44,22,AKs,AKo,KJs+,KQo,T9s,65s,QTs", ip = "77,AKs,KTs+,KQo,KJo,A8s,98s,J9s,QJs" },
      pot = 20, stack = 40,
    },
    bets  = "75%",
    locks = locks,
  }
  solver:run { target = 0.01, iterations = 5000 }   -- 0.01 chips
  return solver
end

local fair = solve()
-- He calls with sets, with three of ten top pairs, and folds the rest. He never raises.
local tight = solve { b15 = { ["77"] = "c", ["AKs,KQ,KJ,KTs"] = { f = 0.7, c = 0.3 }, ["A8s,98s,J9s,QJs"] = "f" } }

for name, solver in pairs { ["in equilibrium"] = fair, ["against folds"] = tight } do
  print(string.format("%-14s  oop wins %.2f of the pot of 20", name, solver:ev("oop")))
  print("  at the root:     " .. tostring(solver:strategy("")))
  print("  AdKc there:      " .. tostring(solver:strategy("", "AdKc")))
  print("  ip after a bet:  " .. tostring(solver:strategy("b15")))
end
