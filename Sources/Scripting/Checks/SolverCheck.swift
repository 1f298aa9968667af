import Abstraction
import Training

/// What a check says of a solver by vector CFR: its job, its price.
public struct SolverCheck: ScriptCheck {
  public var job: VectorJob
  public var price: SolvePrice
  public var method: String

  public var tree: BettingTree { job.tree }

  public func report(available: Int) -> any Encodable { CheckReport(self, available: available) }
}
