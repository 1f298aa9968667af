import ArgumentParser
import Workers

/// `holdem-lua script.lua [arguments]`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Run a script (the default).")

  @Flag(name: .shortAndLong, help: "No progress, price or notice on standard error; warnings and errors only.")
  var quiet = false

  @Flag(help: "Go on from the newest checkpoint in the `folder` of each solver.")
  var resume = false

  @OptionGroup var script: ScriptArguments

  func run() throws {
    let interrupts = try InterruptMonitor(notice: "\ninterrupted: finishing; once more to leave at once\n", signals: InterruptMonitor.endingSignals)
    let session = Session(isQuiet: quiet, resumes: resume, isInterrupted: { interrupts.isInterrupted })
    let status = session.run(script)
    throw ExitCode(interrupts.isInterrupted ? interrupts.exitStatus : status)
  }
}
