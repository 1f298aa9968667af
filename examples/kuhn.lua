-- Kuhn poker has a known answer: the first player loses 1/18 of a chip a hand, and bets the king three times as often as the jack.
-- The variants of CFR get there at different speeds.
local holdem = require "holdem"

print("variant   exploitability after 10, 100, 1000 iterations   value x 18   king : jack")
for _, variant in ipairs { "cfr", "linear", "cfr+", "dcfr", "dcfr+", "pcfr+", "pdcfr+" } do
  local solver = holdem.solver { game = holdem.kuhn(), method = holdem.cfr { variant = variant }, schedule = { evaluate = 1000 } }
  local gaps = {}
  for _, iterations in ipairs { 10, 90, 900 } do
    solver:run { iterations = iterations }
    gaps[#gaps + 1] = string.format("%.1e", (solver:exploitability()))
  end
  local jack = solver:strategy("", "Jc").probabilities.b1
  local king = solver:strategy("", "Kc").probabilities.b1
  print(string.format("%-8s  %-46s  %10.5f   %.2f", variant, table.concat(gaps, "  "), solver:ev("oop") * 18, king / jack))
end
