import CFR
import Foundation

/// The evaluations of a run, the oldest first.
public struct RunHistory: Hashable, Sendable {
  public struct Point: Hashable, Sendable {
    public var iteration: Int
    /// Seconds of all runs up to then.
    public var seconds: Double
    /// In chips; of sampled training without exact values, what local best response wins.
    public var exploitability: Double
  }

  public private(set) var points: [Point] = []
  /// Whether points are lower bounds, found by local best response.
  public private(set) var isBound = false

  public init() {}

  /// Adds an evaluation. Those of the same and of later iterations, from before a resume, go.
  public mutating func add(iteration: Int, seconds: Double, exploitability: Double) {
    points.removeAll { $0.iteration >= iteration }
    points.append(Point(iteration: iteration, seconds: seconds, exploitability: exploitability))
  }

  /// Reads the `metrics.jsonl` of a run's folder. Empty where there is no such file.
  public init(folder: String) throws {
    let path = MetricsLog(folder: folder).path
    guard FileManager.default.fileExists(atPath: path) else { return }
    let evaluations = try MetricsLog.evaluations(path)
    isBound = !evaluations.contains { $0.exploitability != nil }
    for evaluation in evaluations {
      guard let value = isBound ? evaluation.localBestResponse : evaluation.exploitability else { continue }
      add(iteration: evaluation.iteration, seconds: evaluation.seconds, exploitability: value)
    }
  }
}
