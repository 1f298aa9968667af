-- Options of a script: declared once, given on the command line, checked like everything else.
--   holdem-lua examples/options.lua --help
--   holdem-lua examples/options.lua 1% --board "Ks7h2c 4d" --stack 300 --grid
local holdem = require "holdem"

local opt = holdem.options {
  target = { "1%", "when to stop: exploitability in % of the pot", position = 1 },
  board  = { "Td9d6h Qc", "flop and turn" },
  bets   = { "75%", "bet sizes on all streets" },
  stack  = { 400, "chips behind", min = 1, max = 10000 },
  player = { "oop", "whose EV to print", choices = { "oop", "ip" } },
  grid   = { false, "whether to print the grid of the root" },
}

local solver = holdem.solver {
  game = holdem.spot {
    board = opt.board, ranges = { oop = "66+,A8s+,AJo+,KQo,QTs+,JTs", ip = "22+,A2s+,ATo+,KTs+,QJs" }, pot = 100, stack = opt.stack,
  },
  bets = opt.bets,
}
solver:run { target = opt.target, iterations = 1000 }
print(opt)
print(string.format("%s has an EV of %.1f chips, equity %.3f", opt.player, solver:ev(opt.player), solver:equity(opt.player)))
if opt.grid then print(solver:grid "") end
