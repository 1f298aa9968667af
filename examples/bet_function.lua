-- Bet sizes as a function of the public state. It is asked once for each decision, while the tree is built.
--   holdem-lua check examples/bet_function.lua     prints the tree it makes
local holdem = require "holdem"

local function bets(state)
  if state.raises >= 2 then return "a" end                       -- after two raises: all-in, call or fold
  if state.to_call > 0 then return "/ 3x" end                    -- one raise size
  if state.donk then return "" end                               -- never lead into the last aggressor
  if state.street == "river" then
    return state.spr < 1 and "a" or "75%, a"
  end
  return state.position == "oop" and "33%" or "33%, 75%"
end

local solver = holdem.solver {
  game = holdem.spot {
    board  = "Ks7h2d 4c",
    ranges = { oop = "22-99,A2s-AJs,KTs+,KJo+,QTs+,JTs,T9s,98s", ip = "22+,A2s+,ATo+,K9s+,KTo+,Q9s+,J9s+,T8s+,97s+" },
    pot = 60, stack = 270,
  },
  bets = bets,
}

print(solver:tree(3))
solver:run { target = arg[1] or "0.5%", minutes = 5 }
print()
print(solver:actions "")
