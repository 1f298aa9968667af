-- Preflop lossless, then 1000 buckets a street: by equity among the boards of one texture, the flushes, pairs and straights
-- that they allow. Quick to build.
local holdem = require "holdem"

return holdem.cards {
  preflop = "lossless",
  flop    = { buckets = 1000, feature = "texture-percentile" },
  turn    = { buckets = 1000, feature = "texture-percentile" },
  river   = { buckets = 1000, feature = "texture-percentile" },
}
