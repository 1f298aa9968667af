import ArgumentParser

/// What running and checking a script have in common.
struct ScriptArguments: ParsableArguments {
  @Flag(help: "Open Lua's standard libraries (os, io, debug...) to the script.")
  var trust = false

  @Argument(help: "The script.", completion: .file(extensions: ["lua"]))
  var script: String

  @Argument(parsing: .captureForPassthrough, help: "Arguments of the script: its table `arg`.")
  var arguments: [String] = []
}
