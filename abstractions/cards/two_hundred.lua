-- Preflop lossless, then 200 buckets a street: potential-aware on the flop, equity histograms on the turn,
-- equity against eight clusters of opponents on the river.
local holdem = require "holdem"

return holdem.cards {
  preflop = "lossless",
  flop    = { buckets = 200, feature = "potential" },
  turn    = { buckets = 200, feature = "equity-histogram" },
  river   = { buckets = 200, feature = "ochs" },
}
