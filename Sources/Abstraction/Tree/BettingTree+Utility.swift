/// What a hand is worth to the players, where that is not the chips they win.
extension BettingTree {
  /// The tree with payoffs measured by a utility: the utility of the stacks after the hand less that of the stacks before the first blind or bet.
  ///
  /// - Parameter utility: from each seat's stack in chips to each seat's utility. It is asked once for each distinct outcome: a fold, and at a
  ///   showdown a win of either seat and a tie. One of utility counts as one chip from here on.
  /// - Precondition: two players.
  public func measured(by utility: ([Double]) throws -> [Double]) rethrows -> BettingTree {
    precondition(players == 2, "utilities are for two players")
    let unit = Double(rules.unitsPerChip), start = rules.stacks.map { Double($0) }
    var known: [[Double]: [Double]] = [:]
    func value(_ first: Double, _ second: Double) throws -> [Double] {
      let stacks = [(start[0] + first) / unit, (start[1] + second) / unit]
      if let value = known[stacks] { return value }
      let value = try utility(stacks)
      known[stacks] = value
      return value
    }
    let before = try value(0, 0)
    var measured: [Payoff] = []
    for terminal in stride(from: 0, to: payoffs.count, by: 2) {
      let (first, second) = (payoffs[terminal], payoffs[terminal + 1])
      let outcomes = try [value(first.win, second.lose), value(first.tie, second.tie), value(first.lose, second.win)]
      let worth = (0..<2).map { seat in outcomes.map { ($0[seat] - before[seat]) * unit } }
      measured.append(Payoff(win: worth[0][0], tie: worth[0][1], lose: worth[0][2]).tidied)
      measured.append(Payoff(win: worth[1][2], tie: worth[1][1], lose: worth[1][0]).tidied)
    }
    return with(payoffs: measured)
  }

  /// The tree with the payoffs of a utility that was measured earlier; nil if they do not fit.
  public func measured(_ payoffs: [Payoff]) -> BettingTree? {
    guard payoffs.count == self.payoffs.count, payoffs.allSatisfy({ $0.win.isFinite && $0.tie.isFinite && $0.lose.isFinite }) else { return nil }
    return with(payoffs: payoffs)
  }

  private func with(payoffs: [Payoff]) -> BettingTree {
    BettingTree(
      rules: rules, nodes: nodes, payoffs: payoffs, terminalIndex: terminalIndex, lastStreet: lastStreet, notes: notes, hasUtility: true)
  }

  /// Whether what the two players get adds up to the same at every end, so that one's gain is the other's loss.
  public var isConstantSum: Bool {
    var low = Double.infinity, high = -Double.infinity, size = 0.0
    for terminal in stride(from: 0, to: payoffs.count, by: 2) {
      let (first, second) = (payoffs[terminal], payoffs[terminal + 1])
      for (one, other) in [(first.win, second.lose), (first.tie, second.tie), (first.lose, second.win)] {
        (low, high, size) = (min(low, one + other), max(high, one + other), max(size, abs(one), abs(other)))
      }
    }
    return high - low <= 1e-9 * size
  }
}

extension BettingTree.Payoff {
  /// The payoff with a tie that differs from the mean of the other two by rounding alone set to that mean.
  fileprivate var tidied: BettingTree.Payoff {
    let mean = (win + lose) / 2
    return abs(tie - mean) <= 1e-12 * max(abs(win), abs(lose)) ? .init(win: win, tie: mean, lose: lose) : self
  }
}
