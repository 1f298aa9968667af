import Abstraction
import Training

/// What a check says of a solver: its tree, its price, what the builder noted.
public struct SolverCheck {
  public var tree: BettingTree
  public var price: SolvePrice
  public var method: String
  public var workers: Int
  /// Bytes that the script allows, if it says so.
  public var memoryLimit: Int?
}
