import Training

/// Turns the progress of tables of buckets into what is written to the terminal: on a terminal one line that is written over and over, elsewhere a
/// line a stage.
struct BucketDisplay {
  private let isTerminal: Bool
  private var stage = ""
  private var lastShare = -1.0

  init(terminal: Terminal) { isTerminal = terminal.isTerminal }

  mutating func update(_ progress: BucketProgress) -> String {
    let name = "buckets of the \(progress.street): \(progress.stage)"
    let isNew = name != stage
    guard isNew || (isTerminal && progress.share - lastShare >= 0.01) else { return "" }
    let end = isNew && isTerminal && !stage.isEmpty ? "\n" : ""
    stage = name
    lastShare = progress.share
    guard isTerminal else { return name + "\n" }
    let left = progress.secondsLeft.map { ", \(Int($0.rounded(.up))) s left" } ?? ""
    return "\(end)\r\(name) \(Int(progress.share * 100)) %\(left)\u{1B}[K"
  }

  mutating func finish() -> String {
    defer { stage = "" }
    return isTerminal && !stage.isEmpty ? "\n" : ""
  }
}
