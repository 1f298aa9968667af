-- All-in or fold before the flop, two players: which hands to push with from the small blind, and which to call with from the big blind.
-- The first run on a machine works out a table of all all-ins, which takes some seconds.
local holdem = require "holdem"

local function solve(stack)
  local solver = holdem.solver {
    game        = holdem.nolimit { stack = stack, small_blind = 0.5, big_blind = 1 },
    bets        = "a",
    bet_options = { limp = false },
  }
  solver:run { target = 1e-6, iterations = 5000 }   -- big blinds
  return solver
end

print("stack   push     call     the small blind wins, in big blinds")
for _, stack in ipairs { 5, 8, 10, 12, 15 } do
  local solver = solve(stack)
  local push = solver:strategy("").probabilities["r" .. stack]
  local call = solver:strategy("r" .. stack).probabilities.c
  print(string.format("%3d bb  %.1f %%   %.1f %%   %+.4f", stack, push * 100, call * 100, solver:ev("ip")))
end

print()
print(solve(10):grid "")
