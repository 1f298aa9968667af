import Report
import Training

/// Turns the statuses of a run into what is written to the terminal.
struct ProgressDisplay {
  private var painter: ProgressPainter
  private var estimate = ConvergenceEstimate()
  private var last: ProgressStatus?
  private let descriptor: Int32
  private var lastLook = -Double.infinity

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    let terminal = Terminal(descriptor)
    painter = ProgressPainter(isTerminal: terminal.isTerminal, width: terminal.width)
  }

  /// Follows a terminal that is made narrower or wider during a run.
  private mutating func lookAtWidth(_ seconds: Double) {
    guard painter.isTerminal, abs(seconds - lastLook) >= 0.1 else { return }
    lastLook = seconds
    painter.width = Terminal(descriptor).width
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
    line.etaSeconds = line.secondsLeft(secondsToTarget: status.limits.target.flatMap { estimate.secondsToTarget($0) })
    last = line
    return painter.update(line)
  }

  /// The end of a run.
  mutating func finish() -> String {
    guard let last else { return "" }
    self.last = nil
    estimate = ConvergenceEstimate()
    return painter.finish(last)
  }

  /// Before other text goes to the terminal.
  mutating func makeRoom() -> String { painter.makeRoom() }
}
