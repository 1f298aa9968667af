import Foundation
import Report
import Scripting
import Training

/// Turns the statuses of a run into what is written to the terminal.
struct ProgressDisplay {
  private var painter: ProgressPainter
  private var estimate = ConvergenceEstimate()
  private var last: ProgressStatus?
  private let terminal: Terminal
  private var lastLook = -Double.infinity
  /// The loop over several games that the runs belong to, and when it began.
  private var batch: BatchProgress?
  private var batchStart = Date()

  init(_ terminal: Terminal) {
    self.terminal = terminal
    painter = ProgressPainter(isTerminal: terminal.isTerminal, width: terminal.width)
  }

  /// Follows a terminal that is made narrower or wider during a run.
  private mutating func lookAtWidth(_ seconds: Double) {
    guard painter.isTerminal, abs(seconds - lastLook) >= 0.1 else { return }
    lastLook = seconds
    painter.width = terminal.width
  }

  /// - Parameter pot: the starting pot in chips; 0 if there is none.
  mutating func update(_ status: RunStatus, pot: Double) -> String {
    lookAtWidth(status.seconds)
    let chips = status.evaluation?.exploitability
    var line = ProgressStatus(
      iteration: status.iteration, seconds: status.seconds, exploitabilityChips: chips,
      exploitabilityShareOfPot: pot > 0 ? chips.map { $0 / pot } : nil, iterationsPerSecond: status.iterationsPerSecond,
      targetShare: pot > 0 ? status.limits.target.map { $0 / pot } : nil, limitIterations: status.limits.iterations.map { $0 + status.earlierIterations },
      limitSeconds: status.limits.seconds, isEvaluation: status.isEvaluated)
    if status.isEvaluated, let chips {
      if last.map({ $0.iteration >= status.iteration }) ?? true { estimate = ConvergenceEstimate() }
      estimate.add(iteration: status.iteration, seconds: status.seconds, exploitability: chips)
    }
    if let batch {
      line.batch = "\(batch.index)/\(batch.count)" + (batch.label.isEmpty ? "" : " \(batch.label)")
      line.etaSeconds = secondsLeft(batch)
    } else {
      line.etaSeconds = line.secondsLeft(secondsToTarget: status.limits.target.flatMap { estimate.secondsToTarget($0) })
    }
    last = line
    // In a loop, a file gets a line a game and not one an evaluation.
    return batch == nil || painter.isTerminal ? painter.update(line) : ""
  }

  /// Until the loop is through, if the games that are left take as long as those before.
  private func secondsLeft(_ batch: BatchProgress) -> Double? {
    guard batch.index > 1 else { return nil }
    let spent = Date().timeIntervalSince(batchStart), done = Double(batch.index - 1)
    return max(0, spent / done * Double(batch.count) - spent)
  }

  /// The end of a run.
  mutating func finish() -> String {
    estimate = ConvergenceEstimate()
    guard batch == nil else {
      painter.beginRun()
      return ""
    }
    return end()
  }

  /// A loop over several games begins its next game; nil at its end.
  mutating func enter(_ next: BatchProgress?) -> String {
    if next?.index == 1 { batchStart = Date() }
    let isEntryOver = next == nil || !painter.isTerminal
    defer { batch = next }
    return isEntryOver ? end() : ""
  }

  private mutating func end() -> String {
    guard let last else { return "" }
    self.last = nil
    painter.width = terminal.width
    return painter.finish(last)
  }

  /// Before other text goes to the terminal.
  mutating func makeRoom() -> String {
    // The next update is painted at once.
    lastLook = -.infinity
    return painter.makeRoom()
  }

  /// Whether prices of single games would be too much.
  var isInBatch: Bool { batch != nil }
}
