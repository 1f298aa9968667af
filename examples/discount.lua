-- A discount schedule as a Lua function. DCFR (Brown & Sandholm 2019) written out by hand gives the very bytes of the stored
-- variant: the fingerprints of all regrets and strategies are equal.
local holdem = require "holdem"

local alpha, beta, gamma = 1.5, 0, 2

local function dcfr(t)                       -- t counts iterations from 1
  local function weight(exponent)
    local power = (t - 1) ^ exponent
    return power / (power + 1)
  end
  return { positive = weight(alpha), negative = weight(beta), average = ((t - 1) / t) ^ gamma }
end

local function solve(discount)
  local solver = holdem.solver {
    game     = holdem.spot { board = "Td9d6hQc2s", ranges = { oop = "66+,AJs+,JTs", ip = "22+,ATs+,T9s" }, pot = 200, stack = 900 },
    bets     = "60%, a / 2.5x",
    schedule = { discount = discount },
  }
  solver:run { iterations = 200 }
  print(solver:fingerprint(), string.format("%.4f %% of the pot", select(2, solver:exploitability())))
end

solve { variant = "dcfr", alpha = alpha, beta = beta, gamma = gamma }
solve(dcfr)
