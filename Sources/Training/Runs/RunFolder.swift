import Foundation
import Logging

/// The folder of a run: checkpoints, `metrics.jsonl`, and the script with its arguments as it was run. Open from the first run to the end of
/// the program.
public final class RunFolder {
  public let checkpoints: CheckpointFolder
  public let metrics: MetricsLog
  private let logger: Logger
  private var hasWarned = false

  /// - Parameter keep: checkpoints that are kept.
  /// - Throws: `FileError` if the folder cannot be made or another run has it.
  public init(_ path: String, keep: Int, logger: Logger) throws(FileError) {
    checkpoints = try CheckpointFolder(path, keep: keep)
    metrics = MetricsLog(folder: path)
    self.logger = logger
  }

  /// Brings the newest whole checkpoint back, and says so.
  ///
  /// - Throws: `FileError.differs` if it is of another training.
  public func resume(_ trainer: some Trainer) throws {
    let found: Checkpoint?
    do { found = try checkpoints.restoreNewest(into: trainer) { logger.warning("\($0)") } } catch FileError.differs(let path, let differences, _) {
      throw FileError.differs(path: path, differences: differences, folder: checkpoints.path)
    }
    logger.notice("\(found.map { "resumed from \"\($0.path)\"" } ?? "no checkpoint in \"\(checkpoints.path)\": the run starts from the beginning")")
  }

  /// Keeps what was run beside what came out of it: `script-as-run.lua`, the arguments in a comment at its end.
  public func record(script: String, arguments: [String]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let list = String(decoding: try encoder.encode(arguments), as: UTF8.self)
    var file = try AtomicFile("\(checkpoints.path)/script-as-run.lua")
    try file.write(script + (script.hasSuffix("\n") ? "" : "\n") + "-- run with the arguments \(list)\n")
    try file.commit()
  }

  /// Adds the evaluation of this moment to the metrics. A full disk does not end the run.
  ///
  /// - Parameters:
  ///   - pot: what percentages are of, in chips; 0 for none.
  ///   - cpuSeconds: processor time so far.
  public func log(_ status: RunStatus, pot: Double, cpuSeconds: Double) {
    guard status.evaluatedIteration != nil else { return }
    var fields: [String: MetricsLog.Value] = [
      "iterations_per_second": .number(status.iterationsPerSecond), "workers_lost": .integer(status.workersLost),
      "cpu_seconds": .number((cpuSeconds * 1000).rounded() / 1000),
    ]
    if let evaluation = status.evaluation {
      fields["exploitability"] = .number(evaluation.exploitability)
      if pot > 0 { fields["exploitability_percent"] = .number(evaluation.exploitability / pot * 100) }
    }
    if let sampled = status.sampled {
      fields["traversals"] = .integer(sampled.traversals)
      fields["nodes"] = .integer(sampled.nodes)
    }
    for measure in status.measures {
      fields[measure.name] = .number(measure.estimate.mean)
      fields["\(measure.name)_interval"] = .number(measure.estimate.interval)
    }
    do { try metrics.append(fields, status) } catch {
      if !hasWarned { logger.warning("metrics are lost: \(error)") }
      hasWarned = true
    }
  }
}
