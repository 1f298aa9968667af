import Abstraction
import CKernels

/// How a variant of CFR weighs the past: the stored value behind `holdem.cfr { variant = ... }`.
///
/// T counts iterations from 1. R are regrets, S the sums of strategies, r the instantaneous regrets of iteration T.
public enum Discount: Hashable, Sendable, Codable {
  /// R <- R + r; every strategy counts the same (Zinkevich et al. 2007).
  case vanilla
  /// R and S weighed by T: DCFR(1, 1, 1) (Brown & Sandholm 2019).
  case linear
  /// R <- max(R + r, 0); S weighed by T^power (Tammelin 2014).
  case cfrPlus(averagePower: Double)
  /// R <- R d + r with d = (T-1)^a / ((T-1)^a + 1) where R > 0, else with b; S <- S ((T-1)/T)^g (Brown & Sandholm 2019).
  case dcfr(alpha: Double, beta: Double, gamma: Double)
  /// R <- max(R (T-1)^a / ((T-1)^a + 1.5) + r, 0); S as in DCFR (Hang Xu et al. 2024, arXiv 2404.09097).
  case dcfrPlus(alpha: Double, gamma: Double)
  /// CFR+ that plays from max(R + step * r of the last iteration, 0): PCFR+ with step 1 (Farina et al. 2021), SAPCFR+ with step 1/3 (arXiv 2503.12770).
  case pcfrPlus(gamma: Double, step: Double)
  /// R <- max(R d_T + r, 0), plays in iteration T from max(R d_T + r of the last iteration, 0), d_T = (T-1)^a / ((T-1)^a + 1) (arXiv 2404.09097).
  case pdcfrPlus(alpha: Double, gamma: Double)

  /// Whether play needs the last instantaneous regrets, which cost one more table.
  public var predicts: Bool {
    switch self {
    case .pcfrPlus, .pdcfrPlus: true
    default: false
    }
  }

  /// The factors of iteration T.
  public func factors(iteration: Int) -> DiscountFactors {
    var factors = factorsAlone(iteration: iteration)
    factors.lookAhead(to: factorsAlone(iteration: iteration + 1))
    return factors
  }

  /// The factors of iteration T, without those of the next.
  public func factorsAlone(iteration: Int) -> DiscountFactors {
    let t = Double(iteration)
    let past = t - 1
    switch self {
    case .vanilla: return DiscountFactors()
    case .linear: return Discount.dcfr(alpha: 1, beta: 1, gamma: 1).factorsAlone(iteration: iteration)
    case .cfrPlus(let averagePower):
      return DiscountFactors(average: power(past / t, averagePower), floorsAtZero: true)
    case .dcfr(let alpha, let beta, let gamma):
      return DiscountFactors(
        positive: Self.weight(past, alpha, 1), negative: Self.weight(past, beta, 1), average: power(past / t, gamma))
    case .dcfrPlus(let alpha, let gamma):
      return DiscountFactors(positive: Self.weight(past, alpha, 1.5), average: power(past / t, gamma), floorsAtZero: true)
    case .pcfrPlus(let gamma, let step):
      return DiscountFactors(average: power(past / t, gamma), floorsAtZero: true, prediction: step)
    case .pdcfrPlus(let alpha, let gamma):
      return DiscountFactors(
        positive: Self.weight(past, alpha, 1), average: power(past / t, gamma), floorsAtZero: true,
        play: Self.weight(past, alpha, 1), prediction: 1)
    }
  }

  /// x^a / (x^a + c).
  private static func weight(_ x: Double, _ exponent: Double, _ offset: Double) -> Double {
    let p = power(x, exponent)
    return p.isFinite ? p / (p + offset) : 1
  }
}

/// What one iteration multiplies by; see `Discount`.
public struct DiscountFactors: Hashable, Sendable, Codable {
  /// For regrets above 0.
  public var positive: Double
  /// For regrets below 0.
  public var negative: Double
  /// For the sum of strategies.
  public var average: Double
  /// `average` of the next iteration; nil where it is the same, or not known. Player 0 moves first, so the strategies of its that the second pass of iteration T
  /// adds up are those of iteration T + 1, and count as such.
  public private(set) var averageAhead: Double?
  /// `play` of the next iteration, likewise: in the second pass player 0 plays as in iteration T + 1.
  public private(set) var playAhead: Double?
  /// `prediction` of the next iteration, likewise.
  public private(set) var predictionAhead: Double?
  /// Whether regrets are cut off at 0 after the update.
  public var floorsAtZero: Bool
  /// For the regret that play is derived from; matters only with a prediction.
  public var play: Double
  /// Weight of the last instantaneous regret in play.
  public var prediction: Double

  public init(
    positive: Double = 1, negative: Double = 1, average: Double = 1, floorsAtZero: Bool = false, play: Double = 1, prediction: Double = 0
  ) {
    self.positive = positive
    self.negative = negative
    self.average = average
    self.floorsAtZero = floorsAtZero
    self.play = play
    self.prediction = prediction
  }

  /// Whether all are numbers from 0.
  public var areUsable: Bool { min(positive, negative, average, play, prediction) >= 0 && (positive + negative + average + play + prediction).isFinite }

  /// Takes over what the next iteration's factors decide already.
  public mutating func lookAhead(to next: DiscountFactors) {
    averageAhead = next.average == average ? nil : next.average
    playAhead = next.play == play ? nil : next.play
    predictionAhead = next.prediction == prediction ? nil : next.prediction
  }

  /// The factors of a player's pass; the sums of strategies are the other's.
  ///
  /// - Parameter iteration: counted from 1.
  func update(traverser player: Int, iteration: Int) -> hl_update {
    hl_update(
      positive: positive, negative: floorsAtZero ? positive : negative, average: player == 1 ? averageAhead ?? average : average, play: play, prediction: prediction,
      opponent_play: player == 1 ? playAhead ?? play : play, opponent_prediction: player == 1 ? predictionAhead ?? prediction : prediction, floors: floorsAtZero ? 1 : 0,
      turn: UInt32(truncatingIfNeeded: iteration) &* 0x9E37_79B9, streams: 0)
  }
}
