-- Preflop lossless, then 200 buckets of equal mass a street, in the order of expected equity: the quickest to build.
local holdem = require "holdem"

return holdem.cards {
  preflop = "lossless",
  flop    = { buckets = 200, feature = "percentile" },
  turn    = { buckets = 200, feature = "percentile" },
  river   = { buckets = 200, feature = "percentile" },
}
