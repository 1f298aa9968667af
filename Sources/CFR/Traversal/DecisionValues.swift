/// What both players' average strategies do, and are worth, at one decision on one board.
///
/// Rows have a number for each hand that the board leaves a player, in the order of the root's hands (`DecisionValues.hands`).
public struct DecisionValues: Sendable {
  /// The node of the betting tree.
  public let node: Int
  /// The boards that were solved on the way, as indices by level; the last is the decision's.
  public let boards: [Int]
  /// The seat to act.
  public let player: Int
  /// By player: the root hands that the board leaves.
  public let hands: [[Int]]
  /// By player: the product of a hand's own probabilities on the way here, times its weight in the range.
  public let reach: [[Double]]
  /// By player: the opposing reach that shares no card with a hand.
  public let opposing: [[Double]]
  /// Of the player to act: the probability of each action, a row an action.
  public let strategy: [[Double]]
  /// By player: expected chips if both go on with their average strategies: final stack less the stack before the first blind or bet. Nan for a hand
  /// that meets no opposing hand here.
  public let values: [[Double]]
  /// Of the player to act: the same after each action, a row an action.
  public let actionValues: [[Double]]
  /// By player: the share of the pot that a hand wins against what the opponent has here, if no more bets are made. Nan likewise.
  public let equities: [[Double]]
}

extension DecisionValues {
  /// The same with hands in the place of those that stand for them.
  ///
  /// - Parameter representatives: by player, for each root hand: the root hand that stands for it.
  func renamed(_ representatives: [[Int]]) -> DecisionValues {
    // For each hand left, in the order of the root's: where its representative is.
    let found = (0..<2).map { seat -> [(hand: Int, place: Int)] in
      var place: [Int: Int] = [:]
      for (i, hand) in hands[seat].enumerated() { place[hand] = i }
      return representatives[seat].enumerated().compactMap { hand, other in place[other].map { (hand, $0) } }
    }
    func row(_ seat: Int, _ row: [Double]) -> [Double] { found[seat].map { row[$0.place] } }
    func both(_ rows: [[Double]]) -> [[Double]] { [row(0, rows[0]), row(1, rows[1])] }
    return DecisionValues(
      node: node, boards: boards, player: player, hands: found.map { $0.map(\.hand) }, reach: both(reach), opposing: both(opposing),
      strategy: strategy.map { row(player, $0) }, values: both(values), actionValues: actionValues.map { row(player, $0) }, equities: both(equities))
  }

  /// How often a player's hands come here, given that the opponent's do: what means over a range are weighed by.
  private func weight(_ player: Int, _ i: Int) -> Double { reach[player][i] * opposing[player][i] }

  /// The mean of a row over a player's range as it is here; nil where no hand comes here.
  public func mean(_ row: [Double], _ player: Int) -> Double? {
    var sum = 0.0, total = 0.0
    for (i, value) in row.enumerated() where weight(player, i) > 0 && value.isFinite {
      sum += weight(player, i) * value
      total += weight(player, i)
    }
    return total > 0 ? sum / total : nil
  }

  /// The mean of a row of the player to act over the hands that choose an action; nil where none does.
  public func mean(_ row: [Double], choosing action: Int) -> Double? {
    var sum = 0.0, total = 0.0
    for (i, value) in row.enumerated() {
      let w = weight(player, i) * strategy[action][i]
      guard w > 0, value.isFinite else { continue }
      sum += w * value
      total += w
    }
    return total > 0 ? sum / total : nil
  }

  /// A player's combos here: the sum of their reach.
  public func combos(_ player: Int) -> Double { reach[player].reduce(0, +) }

  /// The combos that choose an action.
  public func combos(choosing action: Int) -> Double {
    zip(reach[player], strategy[action]).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
