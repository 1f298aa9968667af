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
}
