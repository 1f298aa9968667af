/// What best responses gain against the average strategies, in chips a hand; see `ResponseSolver`.
public struct ResponseEstimate: Hashable, Codable, Sendable {
  /// The mean of both players' gains (NashConv / 2): on average no more than the exploitability, by as much as the sample is too small to choose the actions of
  /// the root's street well.
  public var exploitability: Estimate
  /// The same for responses that were chosen on the deals they are measured on: on average no less than the exploitability.
  public var upper: Estimate
  /// Each player's gain, chosen and measured as `exploitability`.
  public var gains: [Estimate]
  /// Whether all deals were looked at: the figures are then exact.
  public var isExact: Bool

  /// - Parameter exact: gains by player and deal.
  init(exact: [[Double]], weights: [Double]) {
    gains = exact.map { Estimate(exactly: zip($0, weights).reduce(0) { $0 + $1.0 * $1.1 }, samples: weights.count) }
    exploitability = Estimate(exactly: (gains[0].mean + gains[1].mean) / 2, samples: weights.count)
    upper = exploitability
    isExact = true
  }

  /// - Parameters:
  ///   - honest: gains by player, half and deal.
  ///   - optimistic: gains by player and deal.
  init(honest: [[[Double]]], optimistic: [[Double]]) {
    gains = honest.map { Estimate(strata: $0) }
    exploitability = Estimate(strata: zip(honest[0], honest[1]).map { zip($0, $1).map { ($0 + $1) / 2 } })
    upper = Estimate(strata: [zip(optimistic[0], optimistic[1]).map { ($0 + $1) / 2 }])
    isExact = false
  }

  /// What a script that is only priced is told.
  public static let priced = ResponseEstimate(exact: [[0], [0]], weights: [1])

  /// An evaluation that enumerated everything.
  public init(_ evaluation: Evaluation) {
    gains = (0..<2).map { Estimate(exactly: evaluation.gain($0), samples: 0) }
    exploitability = Estimate(exactly: evaluation.exploitability, samples: 0)
    upper = exploitability
    isExact = true
  }
}

extension Estimate {
  /// A number that is known.
  init(exactly mean: Double, samples: Int) { (self.mean, self.interval, self.samples) = (mean, 0, samples) }

  /// The mean of the means of some groups of independent numbers.
  init(strata groups: [[Double]]) {
    self.init(
      groups.map { group in
        var sums = Assessment.Sums()
        for x in group { sums.add(x) }
        return sums
      })
  }
}
