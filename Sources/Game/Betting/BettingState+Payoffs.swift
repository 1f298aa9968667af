import Cards

extension BettingState {
  /// What each seat wins or loses, in units: its final stack less the stack it began the hand with.
  ///
  /// Uncalled bets are returned; the rake is taken from what is left; each pot is shared on its own among the best hands
  /// that can win it (TDA rule 21), dead money with the main pot. The sum over the seats is the dead money less the rake.
  ///
  /// - Parameters:
  ///   - strengths: each seat's hand; nil for a seat that folded. After a fold they are not looked at.
  ///   - rules: the rules the hand is played by.
  /// - Precondition: the phase is `.fold` or `.showdown`, and at a showdown everyone who is in has a strength.
  public func utilities(strengths: [HandStrength?], _ rules: GameRules) -> [Double] {
    let stakes = stakes(rules)
    let uncalled = Stake.uncalled(stakes)
    let pots = pots(stakes, uncalled: uncalled.amount, deadMoney: rules.deadMoney)
    var won = contributed.map { -Double($0) }
    won[uncalled.seat] += Double(uncalled.amount)
    let total = pots.reduce(0) { $0 + $1.amount }
    let rake = rules.rake.taken(fromPot: total, sawFlop: sawBoard(rules))
    for pot in pots {
      let net = Double(pot.amount) - rake * (Double(pot.amount) / Double(total))
      let winners = winners(of: pot, strengths)
      switch rules.oddChips {
      case .shared:
        for seat in winners { won[seat] += net / Double(winners.count) }
      case .toFirstSeat:
        let share = Double(Int(net / Double(winners.count)))  // whole units
        for seat in winners { won[seat] += share }
        won[winners[0]] += net - share * Double(winners.count)
      }
    }
    return won
  }

  /// The main pot and the side pots, without uncalled bets. Precondition: the phase is `.fold` or `.showdown`.
  ///
  /// Seats contend up to the level they paid in full. The money of those who folded stays in the pots it was bet into.
  public func pots(_ rules: GameRules) -> [Pot] {
    let stakes = stakes(rules)
    return pots(stakes, uncalled: Stake.uncalled(stakes).amount, deadMoney: rules.deadMoney)
  }

  /// The part of the largest stake that nobody matched, which goes back, and whose it is. Precondition: as for `pots`.
  public func uncalledBet(_ rules: GameRules) -> (seat: Int, amount: Chips) { Stake.uncalled(stakes(rules)) }

  private func pots(_ stakes: [Stake], uncalled: Chips, deadMoney: Chips) -> [Pot] {
    switch phase {
    case .fold, .showdown: break
    case .decision, .deal: preconditionFailure("the hand is not over: \(phase)")
    }
    var eligible = stakes.indices.filter { !folded[$0] }
    var pots: [Pot] = []
    var floor = 0
    var carried = deadMoney
    while let level = eligible.map({ stakes[$0].level }).min() {
      let above = eligible.filter { stakes[$0].level > level }
      let ceiling = above.isEmpty ? Chips.max : level
      var amount = stakes.reduce(carried) { $0 + $1.amount(above: floor, upTo: ceiling) }
      if above.isEmpty { amount -= uncalled }
      if amount > 0 { pots.append(Pot(amount: amount, eligible: eligible)) }
      (floor, carried, eligible) = (level, 0, above)
    }
    return pots
  }

  private func stakes(_ rules: GameRules) -> [Stake] {
    contributed.indices.map { Stake(seat: $0, contributed: contributed[$0], rules) }
  }

  private func winners(of pot: Pot, _ strengths: [HandStrength?]) -> [Int] {
    guard pot.eligible.count > 1 else { return pot.eligible }
    precondition(pot.eligible.allSatisfy { strengths[$0] != nil }, "a seat at the showdown has no hand strength")
    let best = pot.eligible.compactMap { strengths[$0] }.max()
    return pot.eligible.filter { strengths[$0] == best }
  }

  /// Whether board cards lie on the table when the pot is awarded.
  private func sawBoard(_ rules: GameRules) -> Bool {
    let last = if case .fold = phase { street } else { rules.streets.count - 1 }
    return rules.boardCards(onStreet: last) > 0
  }
}
