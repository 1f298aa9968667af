/// Says what to write as a run goes on. It has no clock: times are those of the statuses.
///
/// On a terminal one line is written over and over, at most ten times a second. Elsewhere it is a line an evaluation, at most one a second, and the
/// last one.
public struct ProgressPainter: Sendable {
  /// Whether the output is a terminal that knows escape sequences.
  public let isTerminal: Bool
  /// Columns of the terminal; may change as it is resized.
  public var width: Int {
    get { line.width }
    set { line.width = newValue }
  }

  private var line: StatusLine
  private var lastSeconds = -Double.infinity
  private var lastText = ""

  public init(isTerminal: Bool, width: Int) {
    self.isTerminal = isTerminal
    line = StatusLine(width: width)
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
    if isTerminal { return paint(status) + line.end() }
    return ProgressLine(status).text(width: width) == lastText ? "" : paint(status)
  }

  /// The next run's clock begins at 0, and its line takes the place of the last one's.
  public mutating func beginRun() { lastSeconds = -.infinity }

  /// What to write before other text goes to the same terminal: the line is wiped, and comes back with the next update.
  public mutating func makeRoom() -> String {
    let wiped = line.wipe()
    if !wiped.isEmpty { lastSeconds = -.infinity }
    return wiped
  }

  private mutating func paint(_ status: ProgressStatus) -> String {
    lastSeconds = status.seconds
    // One column less than the terminal has: see `StatusLine`.
    lastText = ProgressLine(status).text(width: isTerminal ? width - 1 : width)
    return isTerminal ? line.show(lastText) : lastText + "\n"
  }
}
