/// What one seat has at stake at the end of a hand, as levels that side pots are cut at: first the antes, then the bets.
///
/// A seat that anted in full contends for every ante, whatever it was asked to post (with a big-blind ante the others post
/// nothing); its bets start above the largest ante. A seat that could not contends for the antes up to what it had.
struct Stake {
  private let ante: Chips
  private let bets: Chips
  private let betsFrom: Chips
  /// Up to where the seat contends.
  let level: Chips

  /// The stake of a seat that has put in `contributed` units, antes included.
  init(seat: Int, contributed: Chips, _ rules: GameRules) {
    ante = rules.postedAnte(seat)
    bets = contributed - ante
    betsFrom = rules.antes.max() ?? 0
    level = ante == rules.antes[seat] ? betsFrom + bets : ante
  }

  /// The chips the seat put in between two levels.
  func amount(above floor: Chips, upTo ceiling: Chips = .max) -> Chips {
    let fromAnte = max(0, min(ante, ceiling) - floor)
    let fromBets = max(0, min(betsFrom + bets, ceiling) - max(betsFrom, floor))
    return fromAnte + fromBets
  }

  /// The part of the largest of at least two stakes that no other seat matched, and whose it is.
  static func uncalled(_ stakes: [Stake]) -> (seat: Int, amount: Chips) {
    var top = 0
    var matched = 0
    for seat in stakes.indices.dropFirst() {
      if stakes[seat].level > stakes[top].level {
        matched = stakes[top].level
        top = seat
      } else {
        matched = max(matched, stakes[seat].level)
      }
    }
    return (top, stakes[top].amount(above: matched))
  }
}
