import ArgumentParser
import Workers

/// `holdem-lua repl`.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Run what is typed, line by line.",
    discussion: "The module is the global `holdem`; of an expression the values are printed. Ctrl-D ends.")

  @Flag(help: "Open Lua's standard libraries (os, io, debug...).")
  var trust = false

  func run() throws {
    let interrupts = EntryInterrupts()
    throw ExitCode(try Session(isInterrupted: { interrupts.isInterrupted }).repl(trust: trust, interrupts))
  }
}

/// Ctrl-C ends the run of one entry; between entries it ends the program.
final class EntryInterrupts {
  private var monitor: InterruptMonitor?

  var isInterrupted: Bool { monitor?.isInterrupted ?? false }

  func during<Result>(_ body: () -> Result) throws -> Result {
    monitor = try InterruptMonitor(notice: "\ninterrupted: finishing; once more to leave at once\n")
    defer { monitor = nil }
    return body()
  }
}
