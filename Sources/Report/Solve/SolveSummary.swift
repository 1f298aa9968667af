import Abstraction
import CFR
import Game

/// The result of a solve: what each player wins, and how far the strategies are from an equilibrium.
public struct SolveSummary: Sendable {
  /// One player's side of the result.
  public struct Player: Hashable, Sendable {
    /// `OOP`, `IP`.
    public let name: String
    /// The range's share of the pot when no more bets are made, from 0 to 1; nil if it was not worked out.
    public let equity: Double?
    /// Expected chips under the average strategies: final stack less the stack before the first blind or bet.
    public let value: Double
    /// What the best response to the others would win on top of that, in chips.
    public let gain: Double

    public init(name: String, equity: Double? = nil, value: Double, gain: Double) {
      self.name = name
      self.equity = equity
      self.value = value
      self.gain = gain
    }
  }

  /// Seat by seat.
  public let players: [Player]
  /// The pot at the root, in chips: what percentages are of.
  public let startingPot: Double
  /// In chips; nil in a game without blinds.
  public let bigBlind: Double?
  public let iterations: Int
  public let seconds: Double
  /// Whether values are in the unit of a script's utility and not in chips.
  public let isUtility: Bool
  /// Why the players' payoffs do not add up to a constant, such as `rake`; nil where they do.
  public let notZeroSum: String?

  public init(
    players: [Player], startingPot: Double, bigBlind: Double?, iterations: Int, seconds: Double, isUtility: Bool = false, notZeroSum: String? = nil
  ) {
    self.players = players
    self.startingPot = startingPot
    self.bigBlind = bigBlind
    self.iterations = iterations
    self.seconds = seconds
    self.isUtility = isUtility
    self.notZeroSum = notZeroSum
  }

  /// The summary of an evaluation.
  ///
  /// - Parameters:
  ///   - equities: of both ranges (`VectorGame.rangeEquity`), if they were worked out.
  ///   - seconds: the time the iterations took.
  ///   - bigBlind: in chips; left out, the largest blind of the rules. A spot has no blinds, so there it must be given.
  public init(
    _ evaluation: Evaluation, tree: BettingTree, equities: [Double]? = nil, iterations: Int, seconds: Double, bigBlind: Double? = nil
  ) {
    let rules = tree.rules
    let blind = rules.bigBlind > 0 ? tree.chips(rules.bigBlind) : nil
    let reason = tree.hasUtility ? "utility" : "rake"
    self.init(
      players: (0..<rules.players).map {
        Player(name: tree.seatTitle($0), equity: equities?[$0], value: evaluation.values[$0], gain: evaluation.gain($0))
      },
      startingPot: tree.hasUtility ? 0 : tree.startingPot, bigBlind: tree.hasUtility ? nil : bigBlind ?? blind, iterations: iterations,
      seconds: seconds, isUtility: tree.hasUtility, notZeroSum: tree.isConstantSum ? nil : reason)
  }

  /// (Sum of the gains) / players, in chips.
  public var exploitability: Double { players.reduce(0) { $0 + $1.gain } / Double(players.count) }

  /// A share of the starting pot; nil without one.
  func shareOfPot(_ chips: Double) -> Double? { startingPot > 0 ? chips / startingPot : nil }
}
