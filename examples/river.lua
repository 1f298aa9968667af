-- A river where the answer is known (the clairvoyance game): one player holds the nuts or nothing, the other a bluff-catcher.
-- With a pot of 100 and a bet of 100, the bluffs are half of the value bets, and the bluff-catcher calls half of the time.
local holdem = require "holdem"

local solver = holdem.solver {
  game = holdem.spot {
    board  = "2c2d2h7s8d",
    ranges = { oop = "AA,33", ip = "KK" },   -- a full house that beats KK, and one that loses to it
    pot = 100, stack = 100,
  },
  bets = "a",
  schedule = { evaluate = 100 },
}

solver:run { target = "0.01%", iterations = 20000 }
print(solver:summary())
print()
print("AA bets", solver:strategy("", "AsAh"))
print("33 bets", solver:strategy("", "3s3h"))
print("KK after the bet", solver:strategy("b100"))
