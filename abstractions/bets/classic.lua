-- The classic street-and-position menus of no-limit blueprints, as a function of the public state:
--   preflop 25, 50, 100, 200 % of the pot; flop 33, 75, 100, 150 % in position and 33, 75, 100 % out of position;
--   turn 66, 100, 150 %; river 75, 100, 150 % and all-in.
-- The whole menu is offered for the first bets of a street; `raises` (2 before the flop, 1 after) says how many bets and raises may use it.
-- After those there is all-in.
local menus = {
  preflop = "25%, 50%, 100%, 200%",
  flop    = { [true] = "33%, 75%, 100%, 150%", [false] = "33%, 75%, 100%" },
  turn    = "66%, 100%, 150%",
  river   = "75%, 100%, 150%, a",
}

return function(options)
  options = options or {}
  if options.street then error("bets.classic: call it to get the menus: require \"abstractions.bets.classic\" ()", 2) end
  for key in pairs(options) do
    if key ~= "preflop_raises" and key ~= "raises" then error("bets.classic: unknown key `" .. tostring(key) .. "` (known: preflop_raises, raises)", 2) end
  end
  local preflop, postflop = options.preflop_raises or 2, options.raises or 1
  return function(state)
    local raises = state.street == "preflop" and preflop or postflop
    if state.raises >= raises then return "a / a" end
    local menu = menus[state.street]
    if type(menu) == "table" then menu = menu[state.in_position] end
    return menu .. " / " .. menu
  end
end
