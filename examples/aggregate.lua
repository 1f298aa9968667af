-- The same spot on a weighted list of flops: a row a flop and the totals, as a table, CSV and a page of HTML.
--   holdem-lua examples/aggregate.lua 0.5% --flops 49 --folder runs/flops      (Ctrl-C; the same with --resume goes on)
local holdem = require "holdem"

local opt = holdem.options {
  target = { "2%", "exploitability of each flop", position = 1 },
  flops  = { "few", "which flops", choices = { "few", "15", "25", "49", "95", "184", "all" } },
  folder = { "", "keep finished flops, and the reports, here" },
}
local few = { "AsKs7d", { board = "Td9d6h", weight = 24 }, "8s8h3d" }

local aggregate = holdem.aggregate {
  flops = opt.flops == "few" and few or opt.flops,
  solver = function(board)
    return holdem.solver {
      game = holdem.spot { board = board, ranges = { oop = "TT+,AQs+,KQs", ip = "QQ-88,AJs+,KQs,QJs" }, pot = 60, stack = 270 },
      bets = { flop = "50%", turn = "75%", river = "75%" },
      bet_options = { raise_cap = 1 },
    }
  end,
  run    = { target = opt.target, iterations = 200 },
  lines  = { "", "x" },
  folder = opt.folder ~= "" and opt.folder or nil,
}

print(aggregate:text { sort = "-ev_oop" })
print(string.format("out of position bets %.1f %% of the time", 100 * aggregate:total()["root b30"]))
if opt.folder ~= "" then
  aggregate:csv(opt.folder .. "/flops.csv")
  aggregate:html(opt.folder .. "/flops.html", { sort = "-ev_oop" })
  holdem.database(opt.folder .. "/flops.sqlite"):insert("flops", aggregate:rows(), { key = "board" })
end
