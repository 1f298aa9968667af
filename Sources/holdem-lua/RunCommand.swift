import ArgumentParser
import Workers

/// `holdem-lua script.lua [arguments]`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Run a script (the default).")

  @Flag(name: .shortAndLong, help: "No progress and no price on standard error.")
  var quiet = false

  @OptionGroup var script: ScriptArguments

  func run() throws {
    let interrupts = try InterruptMonitor(notice: "\ninterrupted: finishing the iteration; once more to leave at once\n")
    let session = Session(isQuiet: quiet, isInterrupted: { interrupts.isInterrupted })
    let status = session.run(script)
    throw ExitCode(interrupts.isInterrupted ? interrupts.exitStatus : status)
  }
}
