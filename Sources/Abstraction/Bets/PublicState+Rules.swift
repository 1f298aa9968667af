import Cards
import Game

extension PublicState {
  init(_ state: BettingState, _ legal: LegalActions, _ rules: GameRules, seat: Int, line: String) {
    let street = rules.streets[state.street]
    // Who acts when, after the first street; an ACPC game may begin with any seat.
    let first = rules.streets[min(max(1, state.street), rules.streets.count - 1)].firstToAct
    func turn(_ seat: Int) -> Int { (seat - first + rules.players) % rules.players }
    self.init(
      street: street.name, streetIndex: state.street, seat: seat, position: rules.seatName(seat),
      playersIn: state.playersIn, isInPosition: state.folded.indices.allSatisfy { turn($0) <= turn(seat) || state.folded[$0] }, pot: state.pot, toCall: legal.call,
      stacks: (0..<rules.players).map { state.stacks[$0] },
      effectiveStack: max(0, state.effectiveAllIn(seat) - state.bets[seat]), raises: state.raises,
      lastAggressor: state.lastAggressor ?? state.previousAggressor,
      isDonk: state.raises == 0 && !state.acted.indices.contains { state.acted[$0] } && state.previousAggressor != nil && state.previousAggressor != seat
        && state.lastAggressor == nil,
      line: line, board: rules.board, bigBlind: rules.bigBlind, unitsPerChip: rules.unitsPerChip)
  }
}

extension BettingState {
  /// Terminal payoffs of every seat. At a heads-up showdown: if the seat wins, ties, loses; a tie is the mean of the two, so that an
  /// odd unit does not favour a seat.
  func payoffs(_ rules: GameRules) -> [BettingTree.Payoff] {
    if case .fold = phase {
      return utilities(strengths: .init(repeating: nil, count: rules.players), rules).map { .init(win: $0, tie: $0, lose: $0) }
    }
    guard rules.players == 2 else { return Array(repeating: .init(win: 0, tie: 0, lose: 0), count: rules.players) }
    let first = headsUpUtilities(winner: 0, rules), second = headsUpUtilities(winner: 1, rules)
    return (0..<2).map { seat in
      let win = seat == 0 ? first[0] : second[1]
      let lose = seat == 0 ? second[0] : first[1]
      return .init(win: win, tie: (win + lose) / 2, lose: lose)
    }
  }
}

extension BettingState {
  /// The end of the hand when everybody checks on all streets that are left.
  public func checkedDown(_ rules: GameRules) -> BettingState {
    var state = self
    while true {
      switch state.phase {
      case .deal: state = state.dealing(rules)
      case .decision: state = state.applying(.call, rules)
      case .fold, .showdown: return state
      }
    }
  }

  /// Utilities of both seats of a heads-up showdown that one of them wins.
  fileprivate func headsUpUtilities(winner: Int, _ rules: GameRules) -> [Double] {
    let better = HandStrength(rawValue: 2), worse = HandStrength(rawValue: 1)
    return utilities(strengths: winner == 0 ? [better, worse] : [worse, better], rules)
  }
}
