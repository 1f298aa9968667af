-- Solve a turn spot to a target, then look at one line in three ways: the range, one hand, a table.
--   holdem-lua examples/turn.lua [target]
local holdem = require "holdem"

local solver = holdem.solver {
  game = holdem.spot {
    board  = "Td9d6hQc",
    ranges = { oop = "66+,A8s+,AJo+,KQo,QTs+,JTs,T9s,98s", ip = "QQ-22,A2s+,ATo+,KTs+,KQo,QTs+,J9s+,T8s+,98s,87s" },
    pot = 200, stack = 900,
  },
  bets = { turn = "60%, a / 2.5x", river = { "60%, a / 2.5x", donk = "50%" } },
  bet_options = { add_all_in = "150%", force_all_in = "15%", merge = "10%" },
}

solver:run { target = arg[1] or "0.3%", minutes = 5 }
print(solver:summary())
print()

local line = "x-b120-c/2s/x"     -- check, bet 120, call; the deuce of spades; check: in position may bet again
print(line)
print("the range:", solver:strategy(line))
for _, hand in ipairs { "QsJs", "TsTc", "KsJs", "AsKs" } do
  print(hand .. ":    ", solver:strategy(line, hand))
end
print()
print(solver:actions(line, 8))  -- the table of actions, and the first 8 hands
