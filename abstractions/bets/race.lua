-- The sizes of the race spots: 60 % of the pot, geometric and all-in, raises to 2.5 times the bet, a half-pot donk bet on the river.
return {
  flop  = "60%, e, a / 2.5x",
  turn  = "60%, e, a / 2.5x",
  river = { "60%, e, a / 2.5x", donk = "50%" },
}
