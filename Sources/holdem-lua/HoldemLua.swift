import ArgumentParser
import Foundation
import Scripting
import Training
import Workers

/// The program: `holdem-lua script.lua`, `holdem-lua check script.lua`, and, when a pool starts it, a worker.
@main
struct HoldemLua: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holdem-lua",
    abstract: "Solves poker from Lua scripts.",
    discussion: """
      A script says which game, which bet sizes, which algorithm, and what happens after each iteration; see SCRIPTING.md.

        holdem-lua examples/flop.lua            run a script
        holdem-lua check examples/flop.lua      print its tree, memory and cost; solve nothing
        holdem-lua report runs/flop             a run's folder, or a saved solve, as one HTML file to look at and share
      """,
    version: holdemVersion,
    subcommands: [RunCommand.self, CheckCommand.self, BucketsCommand.self, ReportCommand.self, PlotCommand.self, ReplCommand.self],
    defaultSubcommand: RunCommand.self)

  /// The argument that makes this executable a worker.
  static let workerArgument = "__worker"

  static func main() {
    // A write beyond `ulimit -f` is an error, as on a full disk, and not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    // So is one to a pipe that nobody reads any more: a training whose words go through `head` is not lost.
    signal(SIGPIPE, SIG_IGN)
    // Swift's handler would print where the program is, and let it go on.
    signal(SIGQUIT, SIG_DFL)
    if CommandLine.arguments.dropFirst().first == workerArgument { WorkerProcess.run(TrainingHandler()) }
    openStandardStreams()
    main(nil)
  }
}
