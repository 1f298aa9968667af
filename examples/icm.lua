-- All-in or fold before the flop on the bubble of a tournament: with the independent chip model as the utility, losing all chips costs more than
-- winning as many brings. A game that is not zero-sum: exploitability says what the players could gain, and is no proof of an equilibrium.
local holdem = require "holdem"
local icm = require "abstractions.utility.icm"

local function solve(utility)
  local solver = holdem.solver {
    game        = holdem.nolimit { stack = 10, small_blind = 0.5, big_blind = 1 },
    bets        = "a",
    bet_options = { limp = false },
    utility     = utility,
    schedule    = { evaluate = "every 50 iterations" },
  }
  solver:run { iterations = 300 }
  return solver
end

local games = {
  { "chips", nil },
  { "a third player with 4", icm.utility { prizes = { 50, 30 }, others = { 4 } } },
  { "a third player with 20", icm.utility { prizes = { 50, 30 }, others = { 20 } } },
}
for _, game in ipairs(games) do
  local solver = solve(game[2])
  local push, call = solver:strategy("").probabilities.r10, solver:strategy("r10").probabilities.c
  local gain = solver:best_response().ip - solver:ev("ip")
  print(string.format("%-24s pushed %4.1f %%  called %4.1f %%  the pusher could gain %.4f", game[1], push * 100, call * 100, gain))
end
