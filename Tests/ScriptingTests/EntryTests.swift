import Foundation
import Logging
import Lua
import Testing
import Training
import Workers

@testable import Scripting

/// What is typed at the prompt: where an entry ends, and what a word may be the beginning of.
struct EntryTests {
  private func repl() throws -> Repl {
    let logger = Logger(label: "tests")
    let host = ScriptHost(
      style: .plain, width: 100, processors: 0, crew: WorkerCrew(launch: WorkerLaunch(arguments: []), logger: logger), logger: logger)
    return try Repl(host: host, options: LuaOptions())
  }

  /// Lua's own word on a text: nil if it is whole or wrong.
  private func isUnfinished(_ text: String, _ state: LuaState) -> Bool {
    do {
      _ = try state.run(source: "do return end " + text)
      return false
    } catch LuaError.syntax(let message, _) { return message.hasSuffix("near <eof>") } catch { return false }
  }

  @Test("what is open for the scanner is unfinished for Lua, and no script is open at its end")
  func scripts() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let state = try LuaState()
    var compared = 0
    for folder in ["examples", "scripts", "abstractions"] {
      let files = try FileManager.default.contentsOfDirectory(at: root.appendingPathComponent(folder), includingPropertiesForKeys: nil)
      for file in files where file.pathExtension == "lua" {
        var scanner = EntryScanner(), text = ""
        for line in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n") where !line.hasPrefix("#!") {
          scanner.add(line)
          text += line + "\n"
          guard scanner.isOpen else { continue }
          compared += 1
          #expect(isUnfinished(text, state), "\(file.lastPathComponent): \(line)")
        }
        #expect(!scanner.isOpen, "\(file.lastPathComponent)")
      }
    }
    #expect(compared > 200)
  }

  @Test(
    "brackets and words in strings and comments do not count",
    arguments: [
      ("x = \"{\"", false), ("x = '(' -- {", false), ("--[[ (", true), ("--[[ ( ]] x = 1", false), ("--[==[ ]] ]=]", true), ("--[==[ ]] ]==]", false), ("x = [[ end", true),
      ("x = [=[ ]] ]=]", false), ("x = \"a\\\"{\"", false), ("x = \"a\\\\\" .. \"{\"", false), ("x = \"a\\", false), ("x = \"a\\\n{ do\"", false), ("x = \"a\\z  \n\n {\"", false),
      ("x = \"a\\z b\n{", true), ("x = t[1]", false),
      ("x = t[", true), ("x = t[ [[y]] ]", false), ("while true do", true), ("while true do end", false), ("for i = 1, 2 do if x then end", true), ("repeat", true),
      ("repeat until x", false), ("function f() return function()", true), ("friend, done, _end, end_ = 1", false), ("x = 0xdo", false), ("--[ {", false), ("---[[ {", false),
    ])
  func lexis(text: String, isOpen: Bool) {
    var scanner = EntryScanner()
    for line in text.components(separatedBy: "\n") { scanner.add(line) }
    #expect(scanner.isOpen == isOpen)
  }

  @Test("long entries are whole when they are, and what is wrong in them is told")
  func longEntries() throws {
    let repl = try repl()
    func enter(_ line: String) -> String {
      switch repl.enter(line) {
      case .done: "done"
      case .unfinished: "unfinished"
      case .failed(let error): "\(error)"
      }
    }
    func row(_ number: Int) -> String { "  { \(number), '\(String(repeating: "x", count: 150))' }," }
    #expect(enter("t = {") == "unfinished")
    for i in 1...1000 where enter(row(i)) != "unfinished" { Issue.record("line \(i)") }
    #expect(enter("}") == "done")
    #expect(enter("assert(#t == 1000)") == "done")
    #expect(enter("t = {") == "unfinished")
    for i in 1...1000 where enter(row(i)) != "unfinished" { Issue.record("line \(i)") }
    #expect(enter("  { 1 2 },") == "unfinished")
    #expect(enter("}") == "input:1002: '}' expected near '2'")
    // A bracket that is never closed does not swallow what follows for ever.
    #expect(enter("t = {") == "unfinished")
    for i in 1...1000 where enter(row(i)) != "unfinished" { Issue.record("line \(i)") }
    #expect((1...2000).contains { _ in enter("  = { \(row(1)) },") != "unfinished" })
    #expect(enter("assert(#t == 1000)") == "done")
  }

  @Test("an entry that the input ends in the middle of is an error; one that was dropped is forgotten")
  func ends() throws {
    let repl = try repl()
    #expect(repl.end() == nil)
    _ = repl.enter("for i = 1, 2 do")
    #expect(repl.end().map { "\($0)" } == "input:1: 'end' expected near <eof>")
    #expect(repl.end() == nil)
    _ = repl.enter("for i = 1, 2 do")
    repl.drop()
    if case .done = repl.enter("x = 1") {} else { Issue.record("the line before was dropped") }
  }

  @Test(
    "the names at the end of a line",
    arguments: [
      ("hold", "hold", ["holdem"]), ("x = holdem.ku", "ku", ["kuhn"]), ("ret", "ret", ["return"]), ("x = 1 + t.alp", "alp", ["alpha"]), ("t:", "", ["call"]), ("t.", "", ["alpha", "call"]),
      ("'a'..t.al", "al", ["alpha"]), ("t.alpha..hold", "hold", ["holdem"]), ("f().al", "al", []), ("t[1].al", "al", []), ("t:call.al", "al", []), ("t..", "", []), ("", "", []),
      ("t.alpha.", "", []), ("\u{E4}t.al", "al", ["alpha"]), ("1.", "", []), ("...", "", []), ("x.y.z", "z", []), ("s:sub", "sub", ["sub"]),
    ])
  func names(line: String, word: String, names: [String]) throws {
    let repl = try repl()
    _ = repl.enter("t = { alpha = 1, call = print } s = 'text'")
    let found = repl.names(at: line)
    #expect(found.word == word)
    #expect(found.names == names)
  }
}
