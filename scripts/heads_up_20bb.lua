#!/usr/bin/env holdem-lua
-- A blueprint of heads-up no-limit with 20 big blinds, preflop to river. holdem-lua scripts/heads_up_20bb.lua [minutes]
local holdem = require "holdem"
local opt = holdem.options {
  minutes = { 10, "time to train", min = 0.01, position = 1 },
  cards   = { "texture_9000", "buckets of hands", choices = { "percentile", "two_hundred", "thousand", "nine_thousand", "texture_1000", "texture_9000" } },
  deals   = { 1000000, "deals of each match of an evaluation", min = 64, whole = true },
  flops   = { 0, "flops to measure best responses on at the end (up to a minute of one core each); 0: none", min = 0, whole = true },
}

local name = "heads_up_20bb" .. (opt.cards == "texture_9000" and "" or "_" .. opt.cards)
local solver = holdem.solver {
  game   = holdem.nolimit { players = 2, stack = 20, small_blind = 0.5, big_blind = 1 },
  bets   = { preflop = "a / 2.5x, a", flop = "33%, 75%, a / 2.5x, a", turn = "66%, a / 2.5x, a", river = "66%, a / a" },
  cards  = require("abstractions.cards." .. opt.cards),
  method = holdem.mccfr { sampling = "external" },
  schedule    = { discount = "linear", evaluate = { { 0, "10s" }, { "11s", "30s" }, { "2m", "2m" } }, checkpoint = "5m" },
  evaluation  = { against = { "always-call", "jam-fold", "uniform" }, deals = opt.deals, responses = opt.deals // 125000 * 2, responses_from = "turn" },
  folder = "runs/" .. name, resume = true, seed = 7,
  on_evaluate = require "progress",
}
solver:run { minutes = opt.minutes }
solver:save("runs/" .. name .. "/blueprint.hlb")
if opt.flops > 0 then
  local found = solver:best_response { flops = opt.flops }
  print(string.format("exploitability: %.0f +- %.0f mbb a hand, at most about %.0f", found.mbb, found.mbb_interval, 1000 * found.upper))
end
