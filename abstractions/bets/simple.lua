-- Half the pot or all-in on every street, as bets and as raises: a small tree for a first look at a spot.
return { all = "50%, a" }
