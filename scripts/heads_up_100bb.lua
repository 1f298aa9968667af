#!/usr/bin/env holdem-lua
-- A blueprint of heads-up no-limit with 100 big blinds and the classic menus. holdem-lua scripts/heads_up_100bb.lua [minutes]
local holdem = require "holdem"
local opt = holdem.options {
  minutes = { 60, "time to train", min = 0.01, position = 1 },
  deals   = { 1000000, "deals of each match of an evaluation", min = 64, whole = true },
}

local solver = holdem.solver {
  game        = holdem.nolimit { players = 2, stack = 100, small_blind = 0.5, big_blind = 1 },
  bets        = require "abstractions.bets.classic" (),
  bet_options = { force_all_in = "15%", merge = "10%" },
  cards       = require "abstractions.cards.percentile",
  method      = holdem.mccfr { sampling = "external", prune = { below = -3e6, in_fraction = 0.95, start = "20m" } },
  -- As Pluribus: discount by iteration for a while, then not any more.
  schedule    = { discount = function(t) return t < 4000 and t / (t + 1) or 1 end, evaluate = "5m", checkpoint = "10m" },
  evaluation  = { against = { "always-call", "jam-fold", "uniform" }, deals = opt.deals, responses = opt.deals // 100000 * 2 },
  folder = "runs/heads_up_100bb", resume = true, seed = 7,
  on_evaluate = require "progress",
}
solver:run { minutes = opt.minutes }
solver:save "runs/heads_up_100bb/blueprint.hlb"
