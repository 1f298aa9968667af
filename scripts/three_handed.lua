#!/usr/bin/env holdem-lua
-- A blueprint of three-handed no-limit with 50 big blinds. holdem-lua scripts/three_handed.lua [minutes]
local holdem = require "holdem"
local opt = holdem.options {
  minutes = { 60, "time to train", min = 0.01, position = 1 },
  deals   = { 1000000, "deals of each match of an evaluation", min = 64, whole = true },
}

local solver = holdem.solver {
  game        = holdem.nolimit { players = 3, stack = 50, small_blind = 0.5, big_blind = 1 },
  bets        = require "abstractions.bets.classic" (),
  bet_options = { limp = false, force_all_in = "15%" },
  cards       = require "abstractions.cards.percentile",
  method      = holdem.mccfr { sampling = "external" },
  schedule    = { discount = "linear", evaluate = "5m", checkpoint = "10m" },
  evaluation  = { against = { "always-call", "always-fold", "uniform" }, deals = opt.deals },
  folder = "runs/three_handed", resume = true, seed = 7,
  on_evaluate = require "progress",
}
solver:run { minutes = opt.minutes }
solver:save "runs/three_handed/blueprint.hlb"
