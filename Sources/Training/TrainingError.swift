import CFR

/// What can end a run besides its limits.
public enum TrainingError: Error, CustomStringConvertible {
  /// The solve is larger than it may be.
  case memory(needed: Int, limit: Int, limitedBy: String, price: SolvePrice)
  /// A training is larger than it may be.
  case tooLarge(needed: Int, limit: Int, limitedBy: String)
  /// There is no room for a measurement beside the training.
  case noRoom(String)
  /// A signal arrived before the run began.
  case interrupted
  /// An evaluation found that the tables hold no numbers any more.
  case notFinite(iteration: Int)
  /// A schedule gave a number that cannot be used.
  case schedule(String)
  /// An iteration was cut short, and can be finished.
  case unfinished(iteration: Int)
  /// A limit that cannot be used.
  case limit(String)
  /// A checkpoint or a metric of a run that has no folder.
  case noFolder

  public var description: String {
    switch self {
    case .memory(let needed, let limit, let limitedBy, let price):
      "the solve needs \(bytesText(needed)), over \(limitedBy) of \(bytesText(limit)); most of it is the \(price.largestStreet): "
        + "fewer bet sizes there, a lower raise_cap, narrower ranges, or a later starting street shrink it"
    case .tooLarge(let needed, let limit, let limitedBy):
      "the training needs \(bytesText(needed)), over \(limitedBy) of \(bytesText(limit)); fewer bet sizes, a lower raise_cap or fewer buckets shrink it"
    case .notFinite(let iteration):
      "after iteration \(iteration) the regrets or strategies are no longer finite numbers: the discount makes them grow too fast; its factors are usually from 0 to 1"
    case .interrupted: "interrupted"
    case .unfinished(let iteration):
      "iteration \(iteration) is half done, since an error ended it: there are no strategies until a run has finished it"
    case .noFolder: "the run has no folder to write to: give holdem.solver { folder = \"runs/name\" }"
    case .schedule(let problem), .limit(let problem), .noRoom(let problem): problem
    }
  }
}
