#!/usr/bin/env holdem-lua
-- A blueprint of three-handed no-limit with 50 big blinds. holdem-lua scripts/three_handed.lua [minutes]
local holdem = require "holdem"

local solver = holdem.solver {
  game        = holdem.nolimit { players = 3, stack = 50, small_blind = 0.5, big_blind = 1 },
  bets        = require "abstractions.bets.compact",
  bet_options = { limp = false, force_all_in = "15%" },
  cards       = require "abstractions.cards.percentile",
  method      = holdem.mccfr { sampling = "external" },
  schedule    = { discount = "linear", evaluate = "5m", checkpoint = "10m" },
  evaluation  = { against = { "always-call", "always-fold", "uniform" }, deals = 1000000 },
  folder = "runs/three_handed", resume = true, seed = 7,
  on_evaluate = require "progress",
}
solver:run { minutes = tonumber(arg[1]) or 60 }
solver:save "runs/three_handed/blueprint.hlb"
