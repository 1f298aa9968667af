import ArgumentParser

/// `holdem-lua check script.lua`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Evaluate a script without its runs and print the betting tree, the memory and the cost; solve nothing.")

  @Flag(help: "Print it as JSON: configuration, tree, streets, memory, cost of an iteration, warnings.")
  var json = false

  @OptionGroup var script: ScriptArguments

  func run() throws {
    throw ExitCode(Session(checking: json ? .json : .text).run(script))
  }
}
