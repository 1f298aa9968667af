-- One or two sizes a street, for trees of three players and more.
return function(state)
  if state.street == "preflop" then
    if state.raises == 0 then return "2.5bb / 2.5bb" end
    return state.raises == 1 and "a / 3x" or "a / a"
  end
  if state.raises > 0 then return "a / a" end
  if state.players > 2 then return "66%" end
  return state.street == "river" and "75%, a" or "50%, 100%"
end
