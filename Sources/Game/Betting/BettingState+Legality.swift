extension BettingState {
  /// What the player to act may do. Precondition: it is somebody's turn.
  ///
  /// - No limit and pot limit: a raise adds at least `lastRaise` to the bet; an all-in below that is allowed.
  /// - Fixed limit: a raise adds the street's bet size, or is an all-in for less.
  /// - Nobody may raise when no opponent could put in another chip.
  /// - A player who has acted may raise again only if facing at least a full raise: an all-in for less does not reopen the
  ///   betting, several of them do once they add up to a full raise for the player in question (TDA rule 47). In fixed limit
  ///   half a bet is enough (the same rule).
  /// - The upper end in no limit is the player's own all-in, even if no opponent can match it (see `effectiveAllIn(_:)`).
  public func legalActions(_ rules: GameRules) -> LegalActions {
    guard let seat = actor else { preconditionFailure("nobody is to act: \(phase)") }
    let call = priceToCall(seat)
    return LegalActions(canFold: call > 0, call: call, raise: mayRaise(seat, rules) ? raiseRange(seat, rules) : nil)
  }

  private func mayRaise(_ seat: Int, _ rules: GameRules) -> Bool {
    guard allIn(seat) > currentBet, largestAllIn(against: seat) > currentBet else { return false }
    if let most = rules.streets[street].maxRaises, raises >= most { return false }
    return !acted[seat] || isReopened(for: seat, rules)
  }

  /// Whether a seat that has acted faces a bet large enough to let it raise again.
  private func isReopened(for seat: Int, _ rules: GameRules) -> Bool {
    let facing = currentBet - bets[seat]
    switch rules.betting {
    case .noLimit, .potLimit: return facing >= lastRaise
    case .fixedLimit: return 2 * facing >= rules.streets[street].betSize
    }
  }

  private func raiseRange(_ seat: Int, _ rules: GameRules) -> ClosedRange<Chips> {
    let allIn = allIn(seat)
    switch rules.betting {
    case .noLimit:
      return min(currentBet + lastRaise, allIn)...allIn
    case .potLimit:
      let least = currentBet + lastRaise
      let potAfterCall = pot + currentBet - bets[seat]
      return min(least, allIn)...min(max(least, currentBet + potAfterCall), allIn)
    case .fixedLimit:
      let total = min(currentBet + rules.streets[street].betSize, allIn)
      return total...total
    }
  }
}
