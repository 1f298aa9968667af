import Abstraction
import CFR
import Training

/// What a check says of a sampled training: its tree, its buckets, what it will take.
public struct SampledCheck: ScriptCheck {
  public var tree: BettingTree
  public var plan: SampledPlan
  /// By street.
  public var buckets: [Int]
  public var sampling: Sampling
  public var workers: Int
  /// Bytes that the script allows, if it says so.
  public var memoryLimit: Int?

  public func report(available: Int) -> any Encodable { SampledReport(self, available: available) }
}
