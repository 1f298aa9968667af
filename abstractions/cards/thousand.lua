-- Preflop lossless, then 1000 buckets a street: potential-aware on the flop, equity histograms on the turn,
-- equity against eight clusters of opponents on the river.
local holdem = require "holdem"

return holdem.cards {
  preflop = "lossless",
  flop    = { buckets = 1000, feature = "potential" },
  turn    = { buckets = 1000, feature = "equity-histogram" },
  river   = { buckets = 1000, feature = "ochs" },
}
