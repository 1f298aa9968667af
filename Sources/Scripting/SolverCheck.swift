import Abstraction
import Training

/// What a check says of a solver: its job, its price, what is worth a warning.
public struct SolverCheck {
  public var job: VectorJob
  public var price: SolvePrice
  public var method: String

  public var tree: BettingTree { job.tree }

  /// What the builder noted, such as sizes that were merged, and streets that are never reached.
  public var warnings: [String] {
    let rules = tree.rules
    let unreached = rules.streets.indices.filter { level in !tree.nodes.contains { Int($0.street) == level } }.map { rules.streets[$0].name }
    guard !unreached.isEmpty else { return tree.notes }
    return tree.notes + ["no betting is left on the \(unreached.joined(separator: ", ")): no line of the tree gets there"]
  }
}
