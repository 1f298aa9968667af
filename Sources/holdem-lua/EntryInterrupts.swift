import Workers

/// Ctrl-C ends one entry of the repl, or the run in it; SIGTERM ends the program with the entry. Between entries Ctrl-C drops the line that is typed, see `ReplInput`; where
/// lines are piped in, it ends the program.
final class EntryInterrupts {
  private var monitor: InterruptMonitor?

  /// The first signal that the last entry was interrupted by, if any.
  private(set) var signal: Int32?

  var isInterrupted: Bool { monitor?.isInterrupted ?? false }

  func during<Result>(_ body: () -> Result) throws -> Result {
    monitor = try InterruptMonitor(notice: "\ninterrupted: finishing; once more to leave at once\n")
    defer {
      signal = monitor?.signal
      monitor = nil
    }
    return body()
  }
}
