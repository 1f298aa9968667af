-- Preflop lossless, then 50 buckets a street: potential-aware on the flop, equity histograms on the turn,
-- equity against eight clusters of opponents on the river.
local holdem = require "holdem"

return holdem.cards {
  preflop = "lossless",
  flop    = { buckets = 50, feature = "potential" },
  turn    = { buckets = 50, feature = "equity-histogram" },
  river   = { buckets = 50, feature = "ochs" },
}
