/// A row of opposing reach at which hands end in one player's pass: in a showdown, by a fold, or in either way, as the player may choose.
public struct Sweep: BitwiseCopyable, Sendable {
  public var reach: Int32
  /// The places of the showdown and of the fold in the forest; -1 for none.
  public var showdown: Int32 = -1
  public var fold: Int32 = -1
  /// A showdown pays middle * mass + half * edge + tie * (mass that ties), in chips; see `hl_lane`.
  public var middle = 0.0
  public var half = 0.0
  /// What a tie pays beyond the mean of a win and a loss. 0 where payoffs are money; see `VectorGame.hasTies`.
  public var tie = 0.0
  /// A fold pays so many chips for each unit of mass.
  public var folded = 0.0

  /// Showdowns first, folds last, so that few groups of rows have both.
  var order: Int { showdown < 0 ? 2 : fold < 0 ? 0 : 1 }
}
