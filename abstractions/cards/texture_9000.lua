-- Preflop lossless, then 9000 buckets a street: by equity among the boards of one texture, the flushes, pairs and straights
-- that they allow. Quick to build.
local holdem = require "holdem"

return holdem.cards {
  preflop = "lossless",
  flop    = { buckets = 9000, feature = "texture-percentile" },
  turn    = { buckets = 9000, feature = "texture-percentile" },
  river   = { buckets = 9000, feature = "texture-percentile" },
}
