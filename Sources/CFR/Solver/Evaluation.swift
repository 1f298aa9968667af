/// What the average strategies are worth, and what could be won against them. Exact, in f64, in chips.
public struct Evaluation: Hashable, Sendable, Codable {
  /// A player's counterfactual values at the root, by root hand: sums over opposing hands of weight times payoff.
  public struct PlayerValues: Sendable {
    public let bestResponse: [Double]
    public let average: [Double]
  }

  /// Expected chips of each player when both play their average strategy.
  public let values: [Double]
  /// Expected chips of each player's best response to the other's average strategy.
  public let bestResponses: [Double]
  /// Expected chips of each root hand of each player under the average strategies; nil for a hand that cannot be dealt.
  public let handValues: [[Double?]]

  /// - Parameter opposing: each player's `VectorGame.opposingWeights`, which never change.
  init(values rows: [PlayerValues], game: VectorGame, opposing: [[Double]]) {
    let weights = (0..<2).map { game.weights($0) }
    func expectation(_ player: Int, _ row: [Double]) -> Double {
      zip(weights[player].indices, row).reduce(0) { $0 + weights[player][$1.0] * $1.1 } / game.pairWeight
    }
    values = (0..<2).map { expectation($0, rows[$0].average) }
    bestResponses = (0..<2).map { expectation($0, rows[$0].bestResponse) }
    handValues = (0..<2).map { player in
      zip(opposing[player], rows[player].average).map { $0 > 0 ? $1 / $0 : nil }
    }
  }

  /// What a player could gain by deviating, in chips.
  public func gain(_ player: Int) -> Double { bestResponses[player] - values[player] }

  /// Sum of the gains of best responses / number of players, in chips (NashConv / 2). For a game that is not zero-sum (rake) it is no
  /// certificate of equilibrium.
  public var exploitability: Double { (gain(0) + gain(1)) / 2 }
}

extension VectorGame {
  /// For each root hand of a player: the total weight of opposing hands that share no card with it.
  func opposingWeights(_ player: Int) -> [Double] {
    let mine = boards[0].hands(player), theirs = boards[0].hands(1 - player)
    let weights = weights(1 - player)
    return (0..<Int(mine.count)).map { i in
      var total = 0.0
      for j in 0..<Int(theirs.count) where !sharesCard(mine.offset + i, theirs.offset + j) { total += weights[j] }
      return total
    }
  }

  func sharesCard(_ i: Int, _ j: Int) -> Bool {
    card0[i] == card0[j] || card0[i] == card1[j] || (card1[i] < 52 && (card1[i] == card0[j] || card1[i] == card1[j]))
  }
}
