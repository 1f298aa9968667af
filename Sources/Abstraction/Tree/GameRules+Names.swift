import Game

extension GameRules {
  /// An amount of units as chips, without needless digits: `75`, `2.5`.
  public func chipText(_ amount: Chips) -> String {
    if amount % unitsPerChip == 0 { return String(amount / unitsPerChip) }
    let rounded = (Double(amount) / Double(unitsPerChip) * 1e6).rounded() / 1e6
    return String(rounded)
  }

  /// The position that bet abstractions and lines name: heads-up "oop" and "ip" (the button acts last after the first betting round), else "seat1"...
  public func seatName(_ seat: Int) -> String {
    players == 2 ? ["oop", "ip"][seat] : "seat\(seat + 1)"
  }
}
