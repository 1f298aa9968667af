import Foundation

extension MetricsLog {
  /// What a line of `metrics.jsonl` says of an evaluation.
  public struct Evaluation: Hashable, Sendable {
    public var iteration: Int
    /// Wall-clock seconds of the training, and processor seconds of the program and its workers, if the line has them.
    public var seconds: Double
    public var cpuSeconds: Double?
    /// In chips, and in % of the starting pot.
    public var exploitability: Double?
    public var exploitabilityPercent: Double?
    /// Chips a hand, of sampled training.
    public var localBestResponse: Double?
  }

  /// What is read of a line.
  struct Line: Decodable {
    var iteration: Int
    var seconds: Double
    var cpuSeconds: Double?
    var exploitability: Double?
    var exploitabilityPercent: Double?
    var localBestResponse: Double?
    var iterationsPerSecond: Double?

    enum CodingKeys: String, CodingKey, CaseIterable {
      case iteration, seconds, exploitability
      case cpuSeconds = "cpu_seconds", exploitabilityPercent = "exploitability_percent", iterationsPerSecond = "iterations_per_second"
      case localBestResponse = "local_best_response"
    }
  }

  /// The evaluations of a run, in order. Lines of `run:log` are passed over, and so is a last line that was cut short; after a resume the lines of the
  /// iterations that were done again take the place of the earlier ones.
  ///
  /// - Parameter path: of the file.
  public static func evaluations(_ path: String) throws -> [Evaluation] {
    try FileError.requireFile(path)
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw FileError.system(path: path, action: "read", reason: systemReason(error))
    }
    var found: [Evaluation] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty {
      do {
        let line = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        // What an evaluation has and a line of a script has not.
        guard line.iterationsPerSecond != nil else { continue }
        while let last = found.last, last.iteration >= line.iteration { found.removeLast() }
        found.append(
          Evaluation(
            iteration: line.iteration, seconds: line.seconds, cpuSeconds: line.cpuSeconds, exploitability: line.exploitability,
            exploitabilityPercent: line.exploitabilityPercent, localBestResponse: line.localBestResponse))
      } catch let error as DecodingError {
        if number == lines.count - 1 { break }
        throw FileError.damaged(path: path, problem: "line \(number + 1) cannot be read: \(error.text)")
      }
    }
    return found
  }
}
