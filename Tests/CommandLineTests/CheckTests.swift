import Foundation
import Testing

/// `holdem-lua check --json` and `script.lua --help`.
@Suite("Check and help", .serialized)
struct CheckTests {
  static let script = """
    local holdem = require "holdem"
    local opt = holdem.options { stack = { 100, "chips behind", min = 1 } }
    print "words of the script"
    local solver = holdem.solver {
      game = holdem.spot { board = "2c2d2h7s", ranges = { oop = "33,AA", ip = "KhKd,KK:0.5" }, pot = 100, stack = opt.stack, rake = { rate = 0.05 } },
      bets = "50%, 51%", bet_options = { merge = "10%" }, locks = { x = "x" }, workers = 0, memory = "1GiB",
    }
    solver:run { iterations = 1 }
    print "not reached"
    """

  @Test("one object on standard output, words on standard error")
  func json() throws {
    let (status, program) = try finished(["check", "--json", "script.lua", "--stack", "60"], script: Self.script)
    #expect(status == 0)
    #expect(program.errors == "words of the script\n")
    let top = try #require(JSONSerialization.jsonObject(with: Data(program.output.utf8)) as? [String: [[String: Any]]])
    let solver = try #require(top["solvers"]?.first)
    #expect(top["solvers"]?.count == 1)
    #expect((solver["ranges"] as? [String])?.first == "AA,33", "the normal form")
    #expect((solver["game"] as? [String: Any])?["stacks"] as? [Int] == [60, 60])
    #expect((solver["decisions"] as? [[String]])?.first == ["x", "b51"])
    #expect((solver["locks"] as? [[String: Any]])?.count == 1)
    #expect(solver["method"] as? String == "dcfr" && solver["workers"] as? Int == 0 && solver["hasUtility"] as? Bool == false)
    let streets = try #require(solver["streets"] as? [[String: Any]])
    #expect(streets.map { $0["name"] as? String } == ["turn", "river"])
    #expect(streets.map { ($0["boards"] as? Int ?? 0) > 0 } == [true, true])
    let memory = try #require(solver["memory"] as? [String: Int])
    #expect((memory["limit"] ?? 0) <= 1 << 30 && (memory["total"] ?? 0) > (memory["tables"] ?? 0))
    #expect(((solver["iteration"] as? [String: Int])?["numbers"] ?? 0) > 0)
    #expect((solver["warnings"] as? [String])?.contains { $0.contains("merged") } == true)
  }

  @Test("streets that no line gets to are told")
  func unreached() throws {
    let script = """
      local holdem = require "holdem"
      holdem.solver { game = holdem.nolimit { stack = 10, small_blind = 0.5, big_blind = 1 }, bets = "a", bet_options = { limp = false } }
      """
    let (status, program) = try finished(["check", "script.lua"], script: script)
    #expect(status == 0)
    #expect(program.output.contains("note: no betting is left on the flop, turn, river: no line of the tree gets there\n"))
  }

  @Test("an error leaves nothing on standard output")
  func failure() throws {
    let (status, program) = try finished(["check", "--json", "script.lua", "--stack", "0"], script: Self.script)
    #expect(status == 1)
    #expect(program.output == "")
    #expect(program.errors == "holdem-lua: script.lua:2: --stack: 0 is out of range: expected a number from 1\n")
  }

  @Test("the script's own help")
  func help() throws {
    let (status, program) = try finished(["script.lua", "--help"], script: Self.script)
    #expect(status == 0)
    #expect(program.output == "usage: holdem-lua script.lua [options]\n\n  --stack <a number from 1>  chips behind (default: 100)\n  --help                     this text\n")
    #expect(program.errors == "")
  }
}
