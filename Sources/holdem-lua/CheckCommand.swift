import ArgumentParser

/// `holdem-lua check script.lua`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Evaluate a script up to its first run and print the betting tree, the memory and the cost; solve nothing.")

  @OptionGroup var script: ScriptArguments

  func run() throws {
    throw ExitCode(Session(isChecking: true).run(script))
  }
}
