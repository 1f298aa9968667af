import Report

/// Turns the progress of what takes long between runs, stage by stage, into what is written to the terminal: on a terminal one line a stage, written over and over;
/// elsewhere a line a stage.
struct StageDisplay {
  private let isTerminal: Bool
  private var line: StatusLine
  private var stage = ""
  private var lastShare = -1.0

  init(terminal: Terminal) {
    isTerminal = terminal.isTerminal
    line = StatusLine(width: terminal.width)
  }

  /// - Parameter width: columns of the terminal as it is now.
  mutating func update(_ progress: StageProgress, width: Int) -> String {
    let isNew = progress.stage != stage
    guard isNew || (isTerminal && progress.share - lastShare >= 0.01) else { return "" }
    stage = progress.stage
    lastShare = progress.share
    guard isTerminal else { return stage + "\n" }
    line.width = width
    return (isNew ? line.end() : "") + line.show(progress.text)
  }

  /// Before other text goes to the terminal.
  mutating func makeRoom() -> String {
    lastShare = -1
    return line.wipe()
  }

  mutating func finish() -> String {
    stage = ""
    return line.end()
  }
}
