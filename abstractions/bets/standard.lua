-- Small and large on the flop, large on later streets, all-in everywhere; raises to 2.5 times the bet; small donk bets.
-- A function of the state, so that it fits a spot that starts on any street.
return function(state)
  if state.donk then return "33%" end
  if state.street == "flop" then return "33%, 75% / 2.5x, a" end
  if state.street == "turn" then return "66%, 125% / 2.5x, a" end
  return "50%, 100%, a / 2.5x, a"
end
