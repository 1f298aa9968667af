extension BettingState {
  /// The state after the player to act did `action`. Precondition: the action is among `legalActions(_:)`.
  public func applying(_ action: Action, _ rules: GameRules) -> BettingState {
    guard let seat = actor else { preconditionFailure("nobody is to act: \(phase)") }
    precondition(legalActions(rules).contains(action), "\(action) is not legal here")
    var next = self
    next.acted[seat] = true
    switch action {
    case .fold:
      next.folded[seat] = true
    case .call:
      next.bet(bets[seat] + priceToCall(seat), by: seat)
    case .raise(let total):
      next.bet(total, by: seat)
      next.lastRaise = max(lastRaise, total - currentBet)
      next.currentBet = total
      next.raises += 1
      next.lastAggressor = seat
    }
    next.advance(from: seat + 1, rules)
    return next
  }

  /// The first decision of the street that is to be dealt. Precondition: the phase is `.deal`.
  public func dealing(_ rules: GameRules) -> BettingState {
    guard case .deal(let street) = phase else { preconditionFailure("no street is to be dealt: \(phase)") }
    var next = self
    next.street = street
    next.bets = PerSeat(repeating: 0, count: players)
    next.acted = PerSeat(repeating: false, count: players)
    next.currentBet = 0
    next.lastRaise = rules.streets[street].betSize
    next.raises = 0
    next.previousAggressor = lastAggressor
    next.lastAggressor = nil
    next.advance(from: rules.streets[street].firstToAct, rules)
    return next
  }

  /// Makes a seat's total on this street `total`.
  private mutating func bet(_ total: Chips, by seat: Int) {
    pay(total - bets[seat], from: seat)
    bets[seat] = total
  }

  /// Finds out what happens next, asking the seats in turn from `first` on.
  mutating func advance(from first: Int, _ rules: GameRules) {
    if playersIn == 1 {
      phase = .fold(winner: folded.firstIndex(of: false) ?? 0)
      return
    }
    for step in 0..<players {
      let seat = (first + step) % players
      if mustAct(seat) {
        phase = .decision(seat: seat)
        return
      }
    }
    let withChips = stacks.indices.count { !folded[$0] && stacks[$0] > 0 }
    let isLast = street + 1 == rules.streets.count
    phase = isLast || withChips <= 1 ? .showdown : .deal(street: street + 1)
  }

  /// Whether a seat has something to decide: a bet to answer, or a first turn while someone else could answer its bet.
  private func mustAct(_ seat: Int) -> Bool {
    guard !folded[seat], stacks[seat] > 0 else { return false }
    if priceToCall(seat) > 0 { return true }
    return !acted[seat] && stacks.indices.contains { $0 != seat && !folded[$0] && stacks[$0] > 0 }
  }
}
