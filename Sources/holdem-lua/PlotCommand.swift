import ArgumentParser
import Foundation
import Report
import Training

/// `holdem-lua plot runs/a runs/b -o convergence.svg`.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Draw how the exploitability of runs falls, from their metrics.jsonl, as SVG.",
    discussion: "A run is its folder, or the file itself. Both axes are logarithmic; exploitability is in % of the pot where all runs have one, else in chips.")

  @Argument(help: "Folders of runs, or files of metrics.") var runs: [String]
  @Option(name: .shortAndLong, help: "The SVG file to write.") var output: String
  @Option(help: "The horizontal axis: \(ConvergencePlot.Axis.allCases.map(\.rawValue).joined(separator: ", ")).") var by = ConvergencePlot.Axis.seconds

  func run() throws {
    do { try draw() } catch let error as FileError {
      Terminal.errors.write("holdem-lua: \(error)\n")
      throw ExitCode(1)
    }
  }

  private func draw() throws {
    let read = try runs.map { run -> (name: String, evaluations: [MetricsLog.Evaluation]) in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: run, isDirectory: &isFolder)
      return (run, try MetricsLog.evaluations(exists && isFolder.boolValue ? MetricsLog(folder: run).path : run))
    }
    let measured = read.flatMap(\.evaluations).filter { $0.exploitability != nil }
    let isPercent = measured.allSatisfy { $0.exploitabilityPercent != nil }
    let curves = read.map { name, evaluations in
      ConvergencePlot.Run(
        name: name,
        points: evaluations.compactMap { evaluation in
          guard let x = along(evaluation), let y = isPercent ? evaluation.exploitabilityPercent : evaluation.exploitability else { return nil }
          return (x, y)
        })
    }
    guard let plot = ConvergencePlot(curves, by: by, unit: isPercent ? "% of the starting pot" : "chips") else {
      let missing = by == .cpu ? "an exploitability and CPU seconds" : "an exploitability"
      throw ValidationError("nothing to draw: no evaluation of these runs has \(missing)")
    }
    try TextFile(output).write(plot.svg)
  }

  private func along(_ evaluation: MetricsLog.Evaluation) -> Double? {
    switch by {
    case .seconds: evaluation.seconds
    case .iterations: Double(evaluation.iteration)
    case .cpu: evaluation.cpuSeconds
    }
  }
}

extension ConvergencePlot.Axis: ExpressibleByArgument {}
