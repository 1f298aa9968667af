/// Says what to write as a run goes on. It has no clock: times are those of the statuses.
///
/// On a terminal one line is written over and over, at most ten times a second. Elsewhere it is a line an evaluation, at most one a second, and the
/// last one.
public struct ProgressPainter: Sendable {
  /// Whether the output is a terminal that knows escape sequences.
  public let isTerminal: Bool
  /// Columns of the terminal; may change as it is resized.
  public var width: Int

  private var lastSeconds = -Double.infinity
  private var lastLine = ""
  private var hasOpenLine = false

  public init(isTerminal: Bool, width: Int) {
    self.isTerminal = isTerminal
    self.width = width
  }

  /// What to write at a status; empty if it is too early for another one.
  public mutating func update(_ status: ProgressStatus) -> String {
    let interval = isTerminal ? 0.1 : 1.0
    let isDue = status.seconds - lastSeconds >= interval && (isTerminal || status.isEvaluation)
    return isDue ? paint(status) : ""
  }

  /// What to write when the run is over: the last status, unless a line of its own says it already, and the end of the line.
  public mutating func finish(_ status: ProgressStatus) -> String {
    // The next run's clock begins at 0.
    defer { lastSeconds = -.infinity }
    if isTerminal {
      defer { hasOpenLine = false }
      return paint(status) + "\n"
    }
    return ProgressLine(status).text(width: width) == lastLine ? "" : paint(status)
  }

  /// The next run's clock begins at 0, and its line takes the place of the last one's.
  public mutating func beginRun() { lastSeconds = -.infinity }

  /// What to write before other text goes to the same terminal: the line is wiped, and comes back with the next update.
  public mutating func makeRoom() -> String {
    guard hasOpenLine else { return "" }
    hasOpenLine = false
    lastSeconds = -.infinity
    return "\r\u{1B}[K"
  }

  private mutating func paint(_ status: ProgressStatus) -> String {
    lastSeconds = status.seconds
    hasOpenLine = isTerminal
    // On a terminal the last column stays free: a cursor that waits behind it makes some terminals erase the wrong cell.
    lastLine = ProgressLine(status).text(width: isTerminal ? width - 1 : width)
    return isTerminal ? "\r\(lastLine)\u{1B}[K" : lastLine + "\n"
  }
}
