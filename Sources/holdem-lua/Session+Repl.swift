import Foundation
import Lua
import Scripting

extension Session {
  /// Runs the lines of standard input, and returns the exit status.
  func repl(trust: Bool, _ interrupts: EntryInterrupts) throws -> Int32 {
    defer { crew.shutdown() }
    var options = options(trust: trust)
    options.searchFolders.insert(FileManager.default.currentDirectoryPath, at: 0)
    let repl: Repl
    do { repl = try Repl(host: host(trust: trust, script: nil), options: options) } catch {
      show(error)
      return 1
    }
    let input = ReplInput(repl, output: output)
    var prompt = "> "
    reading: while true {
      switch input.read(prompt: prompt) {
      case .line(let line):
        let answer = try interrupts.during { repl.enter(line) }
        if case .failed(let error) = answer { show(error) }
        if interrupts.signal == SIGTERM { return 128 + SIGTERM }
        if case .unfinished = answer { prompt = ">> " } else { prompt = "> " }
      case .interrupted:
        repl.drop()
        prompt = "> "
      case .end: break reading
      }
    }
    if let error = repl.end() { show(error) }
    return statusOfEnd()
  }
}
