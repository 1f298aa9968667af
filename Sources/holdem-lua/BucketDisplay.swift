import Report
import Training

/// Turns the progress of tables of buckets into what is written to the terminal: on a terminal one line a stage, written over and over; elsewhere a line a
/// stage.
struct BucketDisplay {
  private let isTerminal: Bool
  private var line: StatusLine
  private var stage = ""
  private var lastShare = -1.0

  init(terminal: Terminal) {
    isTerminal = terminal.isTerminal
    line = StatusLine(width: terminal.width)
  }

  /// - Parameter width: columns of the terminal as it is now.
  mutating func update(_ progress: BucketProgress, width: Int) -> String {
    let name = "buckets of the \(progress.street): \(progress.stage)"
    let isNew = name != stage
    guard isNew || (isTerminal && progress.share - lastShare >= 0.01) else { return "" }
    stage = name
    lastShare = progress.share
    guard isTerminal else { return name + "\n" }
    line.width = width
    let left = progress.secondsLeft.map { ", \(Int($0.rounded(.up))) s left" } ?? ""
    return (isNew ? line.end() : "") + line.show("\(name) \(Int(progress.share * 100)) %\(left)")
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
