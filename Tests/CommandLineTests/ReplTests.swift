import Foundation
import Testing

/// `holdem-lua repl`, fed from a file.
@Suite("The prompt", .serialized)
struct ReplTests {
  private func enter(_ lines: String) throws -> (status: Int32?, program: Program) {
    let program = try Program(["repl"], input: lines)
    return (program.status(), program)
  }

  @Test("values of expressions, entries over lines, globals that stay, errors that do not end it")
  func entries() throws {
    let (status, program) = try enter(
      """
      x = 2
      x + 1, "two"
      for i = 1, 2 do
        print(i * x)
      end
      x = = 3
      local y = 5
      y
      nothing.field
      -- a comment
      function f(a)
        return a, nil end
      f(7)
      holdem.spot { bord = 3 }
      return x
      """)
    #expect(status == 0)
    #expect(program.output == "3\ttwo\n2\n4\nnil\n7\tnil\n2\n")
    let errors = program.errors.split(separator: "\n").filter { $0.hasPrefix("holdem-lua: ") }
    #expect(errors.count == 3)
    #expect(errors.first == "holdem-lua: input:1: unexpected symbol near '='")
    #expect(errors.dropFirst().first == "holdem-lua: input:1: attempt to index a nil value (global 'nothing')")
    #expect(errors.last?.hasPrefix("holdem-lua: input:1: holdem.spot: unknown key `bord`; did you mean `board`?") == true)
  }

  @Test("a solver is made, run, asked, saved and loaded again")
  func solver() throws {
    let (status, program) = try enter(
      """
      s = holdem.solver { game = holdem.kuhn(), workers = 0 }
      s:run { iterations = 100 }.iterations
      s:save "kuhn.hls"
      t = holdem.load "kuhn.hls"
      t
      t:fingerprint() == s:fingerprint()
      """)
    #expect(status == 0)
    #expect(program.output == "100\nsolver of a holdem.load, 100 iterations\ntrue\n")
  }

  @Test("input that ends in the middle of an entry, and what could go on as an expression")
  func unfinished() throws {
    let (status, program) = try enter("1 +\n2\nfor i = 1, 2 do\nprint(i)\n")
    #expect(status == 0)
    #expect(program.output == "3\n")
    #expect(program.errors == "holdem-lua: input:2: 'end' expected (to close 'for' at line 1) near <eof>\n")
  }

  @Test("SIGTERM in an entry ends the program with it, Ctrl-C the entry alone", arguments: [(SIGTERM, 143, "begun\n"), (SIGINT, 0, "begun\nnext\n")])
  func signals(_ signal: Int32, _ status: Int32, _ printed: String) throws {
    let program = try Program(["repl"], input: "print 'begun' for i = 1, 1e12 do end\nprint 'next'\n")
    #expect(program.wait { program.output == "begun\n" })
    kill(program.pid, signal)
    #expect(program.status() == status)
    #expect(program.output == printed)
    #expect(program.errors.contains("holdem-lua: input:1: the script was interrupted"))
  }

  @Test("what was printed to a full disk is lost, and that is said")
  func lostOutput() throws {
    let process = Process(), written = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "echo 1+1 | \"$0\" repl > /dev/full", Program.executable.path]
    process.standardError = written
    try process.run()
    let said = try written.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(String(decoding: said, as: UTF8.self) == "holdem-lua: cannot write to standard output: No space left on device\n")
  }
}
