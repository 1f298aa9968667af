import Game

/// One bet or raise size as a player writes it.
public enum BetSize: Hashable, Sendable {
  /// `33%`: a share of the pot, where a raise counts the pot after the call.
  case pot(Double)
  /// `2.5x`: a multiple of the bet faced.
  case multiple(Double)
  /// `2.5bb`: a total in big blinds.
  case bigBlinds(Double)
  /// `120c`: a total in chips.
  case chips(Double)
  /// `e`, `2e`, `3e200%`: the share of the pot that, bet on each of the streets left (or `streets`), is all-in on the last of them; at most `cap` of the pot.
  case geometric(streets: Int?, cap: Double?)
  /// `min`: the smallest legal bet or raise.
  case minimum
  /// `a`: everything.
  case allIn
}

extension BetSize: CustomStringConvertible {
  /// The form that the parser reads back to the same size.
  public var description: String {
    switch self {
    case .pot(let share): return "\(short(share * 100))%"
    case .multiple(let factor): return "\(short(factor))x"
    case .bigBlinds(let count): return "\(short(count))bb"
    case .chips(let amount): return "\(short(amount))c"
    case .geometric(let streets, let cap):
      return "\(streets.map(String.init) ?? "")e\(cap.map { "\(short($0 * 100))%" } ?? "")"
    case .minimum: return "min"
    case .allIn: return "a"
    }
  }

  /// A number without a needless ".0" and without the noise of 0.33 * 100.
  private func short(_ x: Double) -> String {
    let rounded = (x * 1e9).rounded() / 1e9
    let number = abs(rounded - x) <= 1e-12 * abs(x) ? rounded : x
    return number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}

extension BetSize {
  /// The total, in the game's units, that this size bets to on this street; before rounding to what is legal.
  ///
  /// - Parameters:
  ///   - spot: the amounts at the decision.
  ///   - unitsPerChip, bigBlind: for the sizes that are written in chips and big blinds.
  func total(in spot: BetContext) -> Double {
    let called = Double(spot.bet + spot.toCall)
    let potAfterCall = Double(spot.pot + spot.toCall)
    switch self {
    case .pot(let share): return called + share * potAfterCall
    case .multiple(let factor): return factor * called
    case .bigBlinds(let count): return count * Double(spot.bigBlind)
    case .chips(let amount): return amount * Double(spot.unitsPerChip)
    case .geometric(let streets, let cap):
      let count = Double(max(1, streets ?? spot.streetsLeft))
      let stackAfterCall = max(0, Double(spot.allIn) - called)
      guard potAfterCall > 0 else { return Double(spot.allIn) }
      let growth = (potAfterCall + 2 * stackAfterCall) / potAfterCall
      let share = (power(growth, 1 / count) - 1) / 2
      return called + min(share, cap ?? .infinity) * potAfterCall
    case .minimum: return Double(spot.legal.lowerBound)
    case .allIn: return Double(spot.allIn)
    }
  }
}

/// The amounts that sizes are worked out from at one decision; all in the game's units.
struct BetContext {
  /// What the player to act has bet on this street.
  var bet: Chips
  /// What calling costs.
  var toCall: Chips
  /// Everything in the middle, this street's bets included.
  var pot: Chips
  /// The largest total on this street that an opponent can match, whether or not it is legal (pot limit).
  var allIn: Chips
  /// The legal totals, up to what an opponent can match.
  var legal: ClosedRange<Chips>
  /// Streets still to be bet on, this one included.
  var streetsLeft: Int
  var bigBlind: Chips
  var unitsPerChip: Int
}
