#!/usr/bin/env holdem-lua
-- What buckets cost: a spot is trained with the buckets of each abstraction, and an exact best response with real cards meets the result.
--   holdem-lua bench/abstraction.lua [--board Td9d6h2c] [--cards fifty,two_hundred,thousand,lossless] [--iterations 400] [--oop RANGE] [--ip RANGE]
-- Every street from the board's on needs its tables, which are built if they are not in the cache folder. A last row solves the spot exactly. The
-- exploitability at half of the iterations says how much of the last is left to sampling.
local holdem = require "holdem"
local opt = holdem.options {
  board      = { "Td9d6h2c", "3, 4 or 5 cards: where the spot begins" },
  cards      = { "fifty,two_hundred,thousand,lossless", "which of abstractions/cards, separated by commas" },
  iterations = { 400, "iterations of each", min = 2, whole = true },
  traversals = { 96, "boards of each iteration, half of them for each player", min = 2, whole = true },
  bets       = { "66%, a / a", "the sizes on each street" },
  oop        = { "22+,A2s+,K7s+,Q8s+,J8s+,T8s+,97s+,86s+,75s+,64s+,54s,A8o+,KTo+,QTo+,JTo,T9o,98o", "the range of who acts first" },
  ip         = { "22+,A2s+,K5s+,Q7s+,J7s+,T7s+,96s+,85s+,75s+,64s+,53s+,A5o+,K9o+,QTo+,JTo,T9o,98o", "the range of who acts last" },
}

local game = holdem.spot {
  board = opt.board, pot = 100, stack = 300, ranges = { oop = opt.oop, ip = opt.ip },
}

local function row(name, half, whole)
  print(string.format("%-16s %9.3f %9.3f", name, half, whole))
end

print(string.format("%-16s %9s %9s", "cards", "half way", "at the end") .. "   exploitability, % of the pot")
for name in opt.cards:gmatch("[%w_]+") do
  local solver = holdem.solver {
    game = game, bets = opt.bets, cards = require("abstractions.cards." .. name), seed = 1,
    method = holdem.mccfr { sampling = "public-chance", traversals = opt.traversals },
    schedule = { discount = "dcfr", evaluate = "every 1000000 iterations" }, evaluation = { against = {} },
  }
  solver:run { iterations = opt.iterations // 2 }
  local _, half = solver:exploitability()
  solver:run { iterations = opt.iterations - opt.iterations // 2 }
  local _, whole = solver:exploitability()
  row(name, half, whole)
end

local exact = holdem.solver { game = game, bets = opt.bets, method = holdem.cfr { variant = "dcfr" } }
exact:run { iterations = 300 }
local _, half = exact:exploitability()
exact:run { iterations = 300 }
row("exact", half, select(2, exact:exploitability()))
