import Foundation
import Testing

/// `holdem-lua repl`, typed at.
@Suite("A prompt at a terminal", .serialized)
struct PromptTests {
  /// Types something that ends the program, and expects it to leave everything as it was.
  private func expectEnd(_ repl: TypedRepl, _ key: String = TypedRepl.controlD, status: Int32 = 0) {
    repl.terminal.type(key)
    #expect(repl.status() == status, "\(repl.terminal.written)")
    #expect(repl.terminal.isAsItWas)
  }

  @Test("keys: left, backspace, home, up, a search, letters of several bytes whatever the locale")
  func keys() throws {
    let repl = try TypedRepl(environment: ["LC_ALL": "C"])
    #expect(repl.answers("1+7" + TypedRepl.left + "3", "38"))
    #expect(repl.answers("1+79" + TypedRepl.backspace, "8"))
    #expect(repl.answers("1" + TypedRepl.home + "2", "21"))
    #expect(repl.answers("#\"\u{E4}\u{20AC}" + TypedRepl.backspace + "\"", "2"), "a letter of two bytes; one of three was taken away")
    #expect(repl.answers(TypedRepl.up + TypedRepl.up, "21"))
    #expect(repl.answers(String(repeating: TypedRepl.up, count: 4) + "1", "72"), "the second line, and a 1")
    #expect(repl.answers(TypedRepl.controlR + "37", "38"))
    #expect(repl.sees("> "))
    expectEnd(repl)
  }

  @Test("an entry over lines, and names that stay")
  func entries() throws {
    let repl = try TypedRepl()
    #expect(repl.sees("> "))
    repl.terminal.type("for i = 1, 2 do\r")
    #expect(repl.sees(">> "))
    repl.terminal.type("x = (x or 0) +\r")
    #expect(repl.sees(">> "))
    repl.terminal.type("21 end\r")
    #expect(repl.answers("x", "42"))
    #expect(repl.answers("1 +\r1", "2"))
    #expect(repl.sees("> "))
    expectEnd(repl)
  }

  @Test("what was typed comes back in the next session, from a file that is its owner's alone")
  func history() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("holdem-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("new/history")
    let first = try TypedRepl(history: file)
    #expect(first.answers("6*7", "42"))
    #expect(first.answers("\"\u{20AC}\"", "\u{20AC}"))
    #expect(first.sees("> "))
    expectEnd(first)
    #expect(try String(contentsOf: file, encoding: .utf8) == "6*7\n\"\u{20AC}\"\n")
    #expect(try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path) == ["history"])
    let second = try TypedRepl(history: file)
    #expect(second.answers(TypedRepl.up + "..\"!\"", "\u{20AC}!"))
    #expect(second.answers(TypedRepl.up + TypedRepl.up + TypedRepl.up, "42"))
    // A second Ctrl-C leaves at once: what was typed is there all the same.
    #expect(second.sees("> "))
    second.terminal.type("while true do end\r")
    #expect(second.sees("while true do end\n"))
    kill(second.pid, SIGKILL)
    #expect(second.status() == 128 + SIGKILL)
    #expect(try String(contentsOf: file, encoding: .utf8).hasSuffix("\nwhile true do end\n"))
  }

  @Test("a history that cannot be written is no error", arguments: ["/dev/null/no/history", "/dev/null", "/proc/holdem/history"])
  func noHistory(path: String) throws {
    let repl = try TypedRepl(history: URL(fileURLWithPath: path))
    #expect(repl.answers("6*7", "42"))
    #expect(repl.answers(TypedRepl.up + "0", "420"), "this session has one")
    #expect(repl.sees("> "))
    expectEnd(repl)
    #expect(!repl.terminal.written.contains("holdem-lua:"))
    #expect(try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test("Ctrl-C drops the line, and the entry that it goes on with")
  func interruptedLine() throws {
    let repl = try TypedRepl()
    #expect(repl.sees("> "))
    repl.terminal.type("nonsense" + TypedRepl.controlC)
    #expect(repl.answers("1+1", "2"))
    #expect(repl.sees("> "))
    repl.terminal.type("for i = 1, 2 do\r")
    #expect(repl.sees(">> "))
    repl.terminal.type("print(" + TypedRepl.controlC)
    #expect(repl.answers("1+2", "3"))
    #expect(repl.sees("> "))
    for _ in 1...20 {
      repl.terminal.type(TypedRepl.controlC)
      #expect(repl.sees("> "))
    }
    repl.terminal.type("1+3\r")
    #expect(repl.sees("\n4\n"))
    #expect(repl.sees("> "))
    expectEnd(repl)
    #expect(!repl.terminal.written.contains("holdem-lua:"))
  }

  @Test("Ctrl-C ends Lua that does not end, and a run after its iteration; twice, the program")
  func interruptedEntry() throws {
    let repl = try TypedRepl()
    #expect(repl.sees("> "))
    repl.terminal.type("print(\"go\" .. 1) while true do end\r")
    #expect(repl.sees("\ngo1\n"))
    repl.terminal.type(TypedRepl.controlC)
    #expect(repl.sees("interrupted: finishing"))
    #expect(repl.answers("s = holdem.solver { game = holdem.kuhn(), workers = 0, on_start = function() print(\"go\" .. 2) end }\r1", "1"))
    #expect(repl.sees("> "))
    repl.terminal.type("s:run { iterations = 1e9 }.stopped\r")
    #expect(repl.sees("\ngo2\n"))
    repl.terminal.type(TypedRepl.controlC)
    #expect(repl.sees("\ninterrupted\n"))
    #expect(repl.answers("s:run { iterations = 1 }.stopped", "iterations"))
    #expect(repl.sees("> "))
    repl.terminal.type("print(\"go\" .. 3) while true do pcall(function() while true do end end) end\r")
    #expect(repl.sees("\ngo3\n"))
    repl.terminal.type(TypedRepl.controlC)
    #expect(repl.sees("> "), "pcall does not hold it up")
    repl.terminal.type("s:run { iterations = 1e9 }.stopped\r")
    #expect(repl.sees("\ngo2\n"))
    kill(repl.pid, SIGINT)
    #expect(repl.sees("interrupted: finishing") && repl.sees("> "))
    #expect(repl.terminal.written.contains("interrupted"))
    expectEnd(repl)
  }

  @Test("signals and Ctrl-Z in the middle of a line leave the terminal as it was", arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func signals(signal: Int32) throws {
    let repl = try TypedRepl()
    #expect(repl.sees("> "))
    // Nobody could let it go on in a session without a shell, so that the system does not stop it: it goes on by itself.
    repl.terminal.type("1+")
    #expect(repl.sees("1+"))
    repl.terminal.type(TypedRepl.controlZ)
    #expect(repl.sees("> 1+"))
    repl.terminal.type("1\r")
    #expect(repl.sees("\n2\n"))
    #expect(repl.sees("> "))
    repl.terminal.type("nonsense")
    #expect(repl.sees("nonsense"))
    #expect(!repl.terminal.isAsItWas)
    kill(repl.pid, signal)
    #expect(repl.status() == 128 + signal)
    #expect(repl.terminal.isAsItWas)
  }

  @Test("a program that was stopped takes the terminal again")
  func stopped() throws {
    let repl = try TypedRepl()
    #expect(repl.sees("> "))
    repl.terminal.type("20+")
    #expect(repl.sees("20+"))
    kill(repl.pid, SIGSTOP)
    kill(repl.pid, SIGCONT)
    #expect(repl.sees("> 20+"))
    repl.terminal.type("22\r")
    #expect(repl.sees("\n42\n") && repl.sees("> "))
    expectEnd(repl)
  }

  @Test("Tab completes names, and lists them where there are several")
  func completion() throws {
    let repl = try TypedRepl()
    #expect(repl.sees("> "))
    repl.terminal.type("hol")
    #expect(repl.sees("hol"))
    repl.terminal.type(TypedRepl.tab)
    #expect(repl.sees("dem"))
    repl.terminal.type(".ku")
    #expect(repl.sees(".ku"))
    repl.terminal.type(TypedRepl.tab)
    #expect(repl.sees("hn"))
    repl.terminal.type(" ~= nil\r")
    #expect(repl.sees("\ntrue\n") && repl.sees("> "))
    repl.terminal.type("s = holdem.solver { game = holdem.kuhn(), workers = 0 }\r")
    #expect(repl.sees("> "))
    repl.terminal.type("s:e")
    #expect(repl.sees("s:e"))
    repl.terminal.type(TypedRepl.tab)
    #expect(repl.sees("equity          ev              exploitability  export\n"))
    #expect(repl.sees("> s:e"))
    repl.terminal.type("xpo")
    #expect(repl.sees("xpo"))
    repl.terminal.type(TypedRepl.tab)
    #expect(repl.sees("rt"))
    repl.terminal.type(TypedRepl.controlC)
    #expect(repl.sees("> "))
    // In what is pasted, a tab is one.
    repl.terminal.type("#\"a\tb\"\r")
    #expect(repl.sees("\n3\n"))
    #expect(repl.sees("> "))
    expectEnd(repl)
  }

  @Test("narrow terminals, also while they are resized", arguments: [4, 20])
  func narrow(columns: Int) throws {
    let repl = try TypedRepl(columns: columns)
    let sum = (1...30).map(String.init).joined(separator: "+")
    #expect(repl.sees("> "))
    repl.terminal.type(sum)
    repl.terminal.resize(columns: columns + 7)
    kill(repl.pid, SIGWINCH)
    repl.terminal.type(String(repeating: TypedRepl.left, count: 50) + TypedRepl.home + "1000+\r")
    #expect(repl.sees("\n1465\n"))
    #expect(repl.sees("> "))
    expectEnd(repl)
  }

  @Test("a terminal that cannot move its cursor edits for itself", arguments: ["dumb", ""])
  func dumb(name: String) throws {
    let repl = try TypedRepl(environment: ["TERM": name])
    #expect(repl.answers("\"\u{20AC}\"", "\u{20AC}"))
    #expect(repl.answers("1+28" + TypedRepl.backspace, "3"))
    #expect(repl.sees("> "))
    repl.terminal.type("nonsense" + TypedRepl.controlC)
    #expect(repl.answers("1+3", "4"))
    #expect(repl.sees("> "))
    expectEnd(repl)
    #expect(!repl.terminal.written.contains("\u{1B}"))
  }
}
