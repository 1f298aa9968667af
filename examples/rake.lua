-- What rake does to a spot: solve it without and with, and compare. With rake the game is not zero-sum: exploitability still says how
-- much each player could gain, but is no proof of an equilibrium.
local holdem = require "holdem"

local function solve(rake)
  local solver = holdem.solver {
    game = holdem.spot {
      board  = "Kh8d4c2s7h",
      ranges = { oop = "88,44,22,AKs,AKo,KJs+,KQo,T9s,65s,QTs", ip = "77,AKs,KTs+,KQo,KJo,A8s,98s,J9s,QJs" },
      pot = 20, stack = 40, rake = rake,
    },
    bets = "33%, 75%, a",
  }
  solver:run { target = 0.01, iterations = 5000 }   -- 0.01 chips
  local ev = solver:ev()
  return ev, solver:strategy("")
end

for _, rake in ipairs { { rate = 0 }, { rate = 0.05, cap = 3 }, { rate = 0.10 } } do
  local ev, root = solve(rake)
  print(string.format("rake %2.0f %%, cap %s", rake.rate * 100, rake.cap or "none"))
  print(string.format("  EV oop %.2f, ip %.2f, the house %.2f of 20 chips", ev.oop, ev.ip, math.max(0, 20 - ev.oop - ev.ip)))
  print("  at the root: " .. tostring(root))
end
