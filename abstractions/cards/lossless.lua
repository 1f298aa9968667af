-- Every hand its own bucket, up to a renaming of suits: for small games and spots.
local holdem = require "holdem"

return holdem.cards {}
