-- A blueprint of a whole game by sampled training: heads-up no-limit with 10 big blinds, preflop to river. The first run on a machine
-- builds the buckets of hands, which takes a minute.
local holdem = require "holdem"

local solver = holdem.solver {
  game     = holdem.nolimit { players = 2, stack = 10, small_blind = 0.5, big_blind = 1 },
  bets     = { preflop = "a / 2x, a", flop = "50%, a", turn = "a", river = "a" },
  cards    = require "abstractions.cards.percentile",
  method   = holdem.mccfr { sampling = "external" },
  schedule = { discount = "linear", evaluate = "10s" },
  seed     = 7,
}
solver:run { iterations = 300 }

print("the button opens with", solver:strategy("", "AhTc"), solver:strategy("", "7h2c"))
print("against all-in",        solver:strategy("r10", "AhTc"), solver:strategy("r10", "7h2c"))
for _, opponent in ipairs { "always-call", "jam-fold", "uniform" } do
  local won = solver:against(opponent, { deals = 200000 })
  print(string.format("against %-12s %+.0f (%.0f) bb/100", opponent, 100 * won.mean, 100 * won.interval))
end
