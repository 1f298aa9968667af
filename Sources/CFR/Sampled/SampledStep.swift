/// How traversals choose what to visit.
public enum Sampling: String, BitwiseCopyable, Codable, Hashable, Sendable, CaseIterable {
  /// All actions of the traverser, one action of everybody else, one deal (Lanctot et al. 2009).
  case external
  /// One action of everybody: a single hand a traversal (Lanctot et al. 2009).
  case outcome
  /// One board, all private hands and all actions (Johanson et al. 2012). Two players.
  case publicChance = "public-chance"
}

/// Regret-based pruning as in Pluribus (Brown & Sandholm 2019): in most traversals, actions of much regret are not walked.
///
/// Never on the last street, nor where the action ends the hand.
public struct Pruning: BitwiseCopyable, Hashable, Codable, Sendable {
  /// Actions with a regret below this, in chips summed over traversals, are left out.
  public var below: Double
  /// The share of traversals that leave them out, 0 ... 1.
  public var fraction: Double

  public init(below: Double, fraction: Double) {
    self.below = below
    self.fraction = fraction
  }

  public static let off = Pruning(below: -.infinity, fraction: 0)
}

/// What one iteration does: the values of all schedules at its start.
public struct SampledStep: BitwiseCopyable, Hashable, Sendable {
  /// Traversals of the iteration, over all players.
  public var traversals: Int
  /// Outcome sampling: the share of the traverser's choices that are made at random.
  public var exploration: Double
  public var pruning: Pruning
  /// Whether strategies are added to the average.
  public var averages: Bool
  /// Regrets are never kept below this.
  public var floor: Double

  public init(traversals: Int, exploration: Double = 0.6, pruning: Pruning = .off, averages: Bool = true, floor: Double = -.infinity) {
    self.traversals = traversals
    self.exploration = exploration
    self.pruning = pruning
    self.averages = averages
    self.floor = floor
  }
}
