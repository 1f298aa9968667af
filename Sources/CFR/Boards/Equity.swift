extension VectorGame {
  /// Each root hand's share of the pot when no more bets are made: P(win) + P(tie) / 2 over all deals and runouts; nil for a hand that
  /// cannot be dealt. By player.
  public func equities() -> [[Double?]] {
    (0..<2).map { player in
      let weights = weights(1 - player)
      let rows = EquitySweep(game: self, player: player)
      let edges = rows.edges(board: 0, reach: weights.indices.map { weights[$0] })
      return zip(edges, opposingWeights(player)).map { $1 > 0 ? ($0 / $1 + 1) / 2 : nil }
    }
  }

  /// Each player's equity of the whole range, from the hands' equities: their mean, weighed by how often each hand is dealt.
  public func rangeEquity(_ player: Int, _ equities: [Double?]) -> Double {
    let weights = weights(player), opposing = opposingWeights(player)
    return weights.indices.reduce(0) { $0 + weights[$1] * opposing[$1] * (equities[$1] ?? 0) } / pairWeight
  }
}

/// Weighs what a hand beats against what beats it, over all runouts.
private struct EquitySweep {
  let game: VectorGame
  let player: Int

  /// For each hand of the player on a board: the opposing reach that it beats less what beats it, averaged over the runouts.
  func edges(board index: Int, reach: [Double]) -> [Double] {
    let board = game.boards[index]
    let own = board.hands(player), theirs = board.hands(1 - player)
    if Int(board.level) == game.rankedLevel { return compare(own, theirs, reach) }
    if Int(board.level) == game.lastLevel { return multiply(own, theirs, reach) }
    var sums = [Double](repeating: 0, count: Int(own.count))
    for child in board.children {
      let next = game.boards[child]
      let hands = next.hands(player), opposing = next.hands(1 - player)
      let below = edges(
        board: child, reach: (0..<Int(opposing.count)).map { reach[Int(game.parentHand[opposing.memberOffset + $0])] })
      for member in 0..<Int(next.members) {
        let map = hands.memberOffset + member * Int(hands.count)
        for i in 0..<Int(hands.count) { sums[Int(game.parentHand[map + i])] += below[i] }
      }
    }
    let probability = game.dealProbability[Int(board.level) + 1]
    return sums.map { $0 * probability }
  }

  /// Where no board is dealt: by the all-in matrix.
  private func multiply(_ own: RunoutBoard.Hands, _ theirs: RunoutBoard.Hands, _ reach: [Double]) -> [Double] {
    (0..<Int(own.count)).map { i in
      (0..<Int(theirs.count)).reduce(0) { $0 + Double(game.matrix[own.matrixOffset + $1 * Int(own.stride) + i]) * reach[$1] }
    }
  }

  private func compare(_ own: RunoutBoard.Hands, _ theirs: RunoutBoard.Hands, _ reach: [Double]) -> [Double] {
    (0..<Int(own.count)).map { i in
      var edge = 0.0
      let place = own.offset + i
      for j in 0..<Int(theirs.count) {
        let sign = j < Int(game.below[place]) ? 1.0 : j >= Int(game.atMost[place]) ? -1.0 : 0
        if sign != 0, !game.sharesCard(place, theirs.offset + j) { edge += sign * reach[j] }
      }
      return edge
    }
  }
}
