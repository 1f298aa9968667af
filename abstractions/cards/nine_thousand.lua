-- Preflop lossless, then 9000 buckets a street: equity histograms on the flop and the turn, equity against eight clusters of opponents on the river.
local holdem = require "holdem"

return holdem.cards {
  preflop = "lossless",
  flop    = { buckets = 9000, feature = "equity-histogram" },
  turn    = { buckets = 9000, feature = "equity-histogram" },
  river   = { buckets = 9000, feature = "ochs" },
}
