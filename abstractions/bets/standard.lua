-- Small and large on the flop, large on later streets, all-in on the river; raises to 2.5 times the bet or all-in; small donk bets.
return {
  flop  = "33%, 75% / 2.5x, a",
  turn  = { "66%, 125% / 2.5x, a", donk = "33%" },
  river = { "50%, 100%, a / 2.5x, a", donk = "33%" },
}
