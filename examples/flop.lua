#!/usr/bin/env holdem-lua
-- Solve a full flop spot, then look at the result.
local holdem = require "holdem"

local solver = holdem.solver {
  game = holdem.spot {
    board  = "Td9d6h",
    ranges = {
      oop = "66+,A8s+,A5s-A4s,AJo+,K9s+,KQo,QTs+,JTs,96s+,85s+,75s+,65s,54s",
      ip  = "QQ-22,AQs-A2s,ATo+,K5s+,KJo+,Q8s+,J8s+,T7s+,96s+,86s+,75s+,64s+,53s+",
    },
    pot = 200, stack = 900,
  },
  bets        = require "abstractions.bets.race",
  bet_options = { add_all_in = "150%", force_all_in = "15%", merge = "10%" },
  method      = holdem.cfr { variant = "dcfr", gamma = 4 },
}

solver:run { target = arg[1] or "0.5%", minutes = 20 }

print(solver:summary())
print()
print(solver:grid "")            -- the root: out of position acts
print()
print(solver:grid "x-b120")      -- after check, bet 120: out of position faces the bet
print()
print("AhKh at the root:", solver:strategy("", "AhKh"))
