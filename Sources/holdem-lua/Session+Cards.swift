import Scripting

extension Session {
  /// Evaluates a Lua file that returns cards, and prints what `body` makes of them. Returns the exit status.
  func cards(_ file: String, _ body: (CardsObject) throws -> String) -> Int32 {
    defer { crew.shutdown() }
    do {
      guard let text = try ScriptRunner(host: host(trust: false, script: file), options: options(trust: false)).cards(file: file, body) else {
        Terminal.errors.write("holdem-lua: \"\(file)\" does not return holdem.cards { ... }\n")
        return 1
      }
      output.write(text)
      return 0
    } catch {
      show(error)
      return 1
    }
  }
}
