import Scripting

/// Turns the progress of an aggregate into what is written to the terminal: on a terminal one line that is written over and over, elsewhere a line a flop.
struct AggregateDisplay {
  private let isTerminal: Bool
  private let width: Int
  private var shown: (done: Int, board: String?) = (-1, nil)

  init(terminal: Terminal) {
    isTerminal = terminal.isTerminal
    width = terminal.width
  }

  mutating func update(_ progress: AggregateProgress) -> String {
    let isNew = shown.done != progress.done || shown.board != progress.board
    shown = (progress.done, progress.board)
    guard let board = progress.board else { return isTerminal ? "\r\(line("\(progress.done) of \(progress.count) flops"))\u{1B}[K\n" : "" }
    guard isTerminal || isNew else { return "" }
    var parts = ["flop \(progress.done + 1) of \(progress.count)", board]
    if isTerminal, progress.iteration > 0 { parts.append("iteration \(progress.iteration)") }
    if isTerminal, let percent = progress.exploitabilityPercent { parts.append(String(format: "%.2f %%", percent)) }
    if let seconds = progress.secondsLeft { parts.append(Self.left(seconds)) }
    let text = parts.joined(separator: "  ")
    return isTerminal ? "\r\(line(text))\u{1B}[K" : text + "\n"
  }

  /// What fits a terminal: a longer line could not be written over.
  private func line(_ text: String) -> String { String(text.prefix(max(1, width - 1))) }

  private static func left(_ seconds: Double) -> String {
    let minutes = Int((seconds / 60).rounded())
    return seconds < 90 ? "\(Int(seconds.rounded(.up))) s left" : minutes < 120 ? "\(minutes) min left" : "\(minutes / 60) h \(minutes % 60) min left"
  }
}
