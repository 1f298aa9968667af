import ArgumentParser

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
