import Abstraction
import Cards

/// What a solve of one flop of an aggregate came to.
public struct AggregateRow: Hashable, Sendable, Codable {
  /// What the range does at a line of the flop.
  public struct Line: Hashable, Sendable, Codable {
    /// The line; empty at the root.
    public var line: String
    /// The probability that play gets there.
    public var reach: Double
    public var labels: [String]
    /// Of the whole range that gets there, in the order of the labels.
    public var frequencies: [Double]

    public init(line: String, reach: Double, labels: [String], frequencies: [Double]) {
      self.line = line
      self.reach = reach
      self.labels = labels
      self.frequencies = frequencies
    }
  }

  public var board: String
  /// How many flops it stands for.
  public var weight: Int
  /// Pairs of hands that the ranges can hold there, weighed: a flop that blocks much is dealt less often.
  public var deals: Double
  /// The pot at the root, in chips; 0 where a utility measures something else.
  public var pot: Double
  public var iterations: Int
  /// In chips.
  public var exploitability: Double
  /// By player, out of position first: shares of the pot, chips.
  public var equity: [Double]
  public var ev: [Double]
  public var lines: [Line]

  public init(
    board: String, weight: Int, deals: Double, pot: Double, iterations: Int, exploitability: Double, equity: [Double], ev: [Double], lines: [Line]
  ) {
    self.board = board
    self.weight = weight
    self.deals = deals
    self.pot = pot
    self.iterations = iterations
    self.exploitability = exploitability
    self.equity = equity
    self.ev = ev
    self.lines = lines
  }

  /// Whether a row that was read has all numbers, of both players and of every action.
  public var isSound: Bool {
    equity.count == 2 && ev.count == 2 && lines.allSatisfy { $0.labels.count == $0.frequencies.count }
      && ([deals, pot, exploitability] + equity + ev).allSatisfy(\.isFinite)
  }

  /// How often the flop is dealt to the ranges, up to a factor.
  var share: Double { Double(weight) * deals }
}
