import Workers

/// Ctrl-C ends the run of one entry of the repl. Between entries it drops the line that is typed, see `ReplInput`; where lines are piped in, it ends the program.
final class EntryInterrupts {
  private var monitor: InterruptMonitor?

  var isInterrupted: Bool { monitor?.isInterrupted ?? false }

  func during<Result>(_ body: () -> Result) throws -> Result {
    monitor = try InterruptMonitor(notice: "\ninterrupted: finishing; once more to leave at once\n")
    defer { monitor = nil }
    return body()
  }
}
