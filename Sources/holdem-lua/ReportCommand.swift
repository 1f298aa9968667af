import Abstraction
import ArgumentParser
import CFR
import Foundation
import Scripting
import Training
import Workers

/// `holdem-lua report runs/x`: a run's folder or a saved solve as one HTML file.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a run's folder, or a saved solve, as one HTML file that opens anywhere.",
    discussion: "Of a folder the newest whole checkpoint is taken; a run may be under way there. Of sampled training the curve and the first street are shown.")

  @Argument(help: "A folder of a run, or a file that solver:save or a checkpoint wrote.", completion: .file())
  var path: String

  @Option(name: .shortAndLong, help: "The file to write; else report.html in the folder, or the file's name with .html.")
  var output: String?

  @Option(help: "The last street to put into the file, such as turn; else all that keep it small.")
  var through: String?

  @Option(help: "What the report is headed with; else the board.")
  var title: String?

  func run() throws {
    do { try write() } catch let error where !(error is ValidationError) {
      Terminal.errors.write("holdem-lua: \(error)\n")
      throw ExitCode(1)
    }
  }

  private func write() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw ReportError(problem: "\"\(path)\": there is no such folder or file") }
    if isFolder.boolValue { try writeFolder() } else { try write(file: path, history: RunHistory(), to: output ?? Self.beside(path)) }
  }

  /// The newest checkpoint that is whole.
  private func writeFolder() throws {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    // One of the middle of an iteration is for going on alone.
    let checkpoints = try CheckpointFolder.checkpoints(in: folder).filter { !$0.isCutShort }
    guard !checkpoints.isEmpty else {
      throw ReportError(problem: "\"\(folder)\" holds no checkpoint: a run with `folder = \"\(folder)\"` writes them as `schedule.checkpoint` says, and at its end")
    }
    let history = try RunHistory(folder: folder)
    var damage: (any Error)?
    for checkpoint in checkpoints.reversed() {
      do { return try write(file: checkpoint.path, history: history, to: output ?? "\(folder)/report.html") } catch let error as FileError where error.isDamage {
        damage = damage ?? error
      }
    }
    throw damage!
  }

  private func write(file: String, history: RunHistory, to output: String) throws {
    let crew = WorkerCrew(launch: WorkerLaunch(arguments: [HoldemLua.workerArgument]), logger: ConsoleLog.logger(isQuiet: true))
    defer { crew.shutdown() }
    var cut = ""
    if SampledFile.isOne(file) {
      guard through == nil else { throw ValidationError("--through is for solves by holdem.cfr: of sampled training the first street is shown") }
      let trainer = try SampledFile(file).load(crew: crew, workers: 0)
      try SolverReport.write(trainer, history: history, title: title, to: output)
    } else {
      let trainer = try SolveFile(file).load(crew: crew, workers: 0)
      let streets = trainer.job.tree.rules.streets.map(\.name)
      if let through, !streets.contains(through) { throw ValidationError("--through: the game has no \(through): its streets are \(streets.joined(separator: ", "))") }
      if let last = try SolverReport.write(trainer, history: history, title: title, through: through.flatMap(streets.firstIndex), to: output) {
        cut = "; it ends with the \(last)"
      }
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: output)[.size] as? Int) ?? 0
    print("\(output): \(bytesText(size))\(cut)")
  }

  /// A file's name with `.html` in the place of its extension.
  private static func beside(_ path: String) -> String { URL(fileURLWithPath: path).deletingPathExtension().relativePath + ".html" }
}

/// Why there is nothing to report.
struct ReportError: Error, CustomStringConvertible {
  var problem: String
  var description: String { problem }
}
