#!/usr/bin/env holdem-lua
-- A blueprint of six-handed no-limit with 100 big blinds; at most two players see a flop. holdem-lua scripts/six_max.lua [minutes]
local holdem = require "holdem"
local opt = holdem.options {
  minutes = { 480, "time to train", min = 0.01, position = 1 },
  deals   = { 1000000, "deals of each match of an evaluation", min = 64, whole = true },
}

local solver = holdem.solver {
  game        = holdem.nolimit { players = 6, stack = 100, small_blind = 0.5, big_blind = 1 },
  bets        = require "abstractions.bets.classic" { preflop_raises = 1 },
  bet_options = { limp = false, flop_players = 2, force_all_in = "15%" },
  cards       = require "abstractions.cards.percentile",
  method      = holdem.mccfr { sampling = "external", prune = { below = -3e6, in_fraction = 0.95, start = "20m" } },
  schedule    = { discount = "linear", evaluate = "10m", checkpoint = "10m" },
  evaluation  = { against = { "always-call", "always-fold", "uniform" }, deals = opt.deals },
  folder = "runs/six_max", resume = true, seed = 7,
  on_evaluate = require "progress",
}
solver:run { minutes = opt.minutes }
solver:save "runs/six_max/blueprint.hlb"
