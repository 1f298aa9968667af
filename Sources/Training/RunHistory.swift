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

  /// Reads the `metrics.jsonl` of a run's folder; lines that are no evaluation are passed over. Empty where there is no such file.
  public init(folder: String) {
    struct Line: Decodable {
      var iteration: Int
      var seconds: Double
      var exploitability: Double?
      var local_best_response: Double?
    }
    let text = (try? String(contentsOfFile: MetricsLog(folder: folder).path, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    isBound = !lines.contains { $0.exploitability != nil }
    for line in lines {
      guard let value = line.exploitability ?? (isBound ? line.local_best_response : nil) else { continue }
      add(iteration: line.iteration, seconds: line.seconds, exploitability: value)
    }
  }
}
