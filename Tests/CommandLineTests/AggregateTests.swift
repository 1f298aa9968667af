import Foundation
import Testing

/// `holdem.aggregate`, and what is left of it after an interruption.
@Suite("Aggregates", .serialized)
struct AggregateTests {
  /// Flops with a turn and a river to come, some tenths of a second each.
  private static let script = """
    local holdem = require "holdem"
    local solved = 0
    local aggregate = holdem.aggregate {
      flops = { "2c2d2h", { board = "KhKc2s", weight = 12 }, "AsKd7h" },
      solver = function(board)
        solved = solved + 1
        return holdem.solver {
          game = holdem.spot { board = board, ranges = { oop = "AA,QQ,JTs", ip = "KK,99" }, pot = 10, stack = 20 },
          bets = arg[1], workers = 0,
          on_iteration = function(run)
            if arg[2] == board and run.iteration == 2 then print "waiting" while true do end end
            if arg[4] == "endless" and board == "2c2d2h" and run.iteration == 2 then return { stop = true } end
          end,
        }
      end,
      run = { iterations = tonumber(arg[3] or 5) }, lines = { "", "x" }, folder = "kept",
    }
    for _, row in ipairs(aggregate:rows()) do print(row.board, row.weight, string.format("%.6f %.6f", row.ev_oop, row["x b10"])) end
    print(solved, aggregate.complete)
    if arg[4] == "write" then aggregate:csv("all.csv") aggregate:html("all.html") end
    """

  /// Another folder with the same files, so that a second run finds what the first left.
  private func again(_ arguments: [String], after first: Program) throws -> Program {
    let program = try Program(["-q"] + arguments, script: Self.script.replacing("\"kept\"", with: "\"\(first.folder.path)/kept\""), environment: ["HOLDEM_OUTPUT": first.folder.path])
    _ = program.status()
    return program
  }

  @Test("a run that is cut short goes on, and ends with the rows of one that was not")
  func resume() throws {
    let (status, whole) = try finished(["-q", "script.lua", "100%"], script: Self.script)
    #expect(status == 0 && whole.errors == "")
    let lines = whole.output.split(separator: "\n")
    #expect(lines.count == 4 && lines.last == "3\ttrue")

    // The hook of the second flop waits for ever: the first is finished, and a second signal would end the program.
    let cut = try Program(["-q", "script.lua", "100%", "KhKc2s"], script: Self.script)
    #expect(cut.wait(until: { cut.output.contains("waiting") }))
    kill(cut.pid, SIGKILL)
    #expect(cut.status() == 128 + SIGKILL)

    let refused = try again(["script.lua", "100%"], after: cut)
    #expect(refused.errors.contains("holds finished flops: go on from there with `resume = true` or --resume"))
    let resumed = try again(["--resume", "script.lua", "100%"], after: cut)
    #expect(resumed.errors == "")
    #expect(resumed.output.split(separator: "\n").dropLast() == lines.dropLast())
    #expect(resumed.output.hasSuffix("3\ttrue\n"), "the first flop's solver is made to be compared, not to be solved: \(resumed.output)")
    // All are done: nothing is solved.
    let done = try again(["--resume", "script.lua", "100%"], after: cut)
    #expect(done.output.split(separator: "\n").dropLast() == lines.dropLast())

    // Rows that somebody has edited, and another program's mistakes, are refused before they are used.
    let file = try #require(try FileManager.default.subpathsOfDirectory(atPath: cut.folder.path).first { $0.hasSuffix("rows.jsonl") })
    let rows = cut.folder.appendingPathComponent(file), text = try String(contentsOf: rows, encoding: .utf8)
    for (from, to) in [
      (#/"ev":\[[^\]]*\]/#, "\"ev\":[1]"), (#/"equity":\[[^\]]*\]/#, "\"equity\":[]"), (#/"frequencies":\[[^\]]*\]/#, "\"frequencies\":[]"), (#/"lines":\[.*\]/#, "\"lines\":[]"),
    ] {
      let lines = text.split(separator: "\n").map(String.init)
      try (lines[0] + "\n" + lines[1].replacing(from, with: to) + "\n").write(to: rows, atomically: true, encoding: .utf8)
      #expect(try again(["--resume", "script.lua", "100%"], after: cut).errors.contains("rows.jsonl\" cannot be used: its rows are not those of its list"), "\(to)")
    }
    try text.write(to: rows, atomically: true, encoding: .utf8)

    let otherBets = try again(["--resume", "script.lua", "50%"], after: cut)
    #expect(otherBets.errors.contains("is of another training: the solver of 2c2d2h has another game, tree, ranges, locks or method"))
    let otherLimit = try again(["--resume", "script.lua", "100%", "", "6"], after: cut)
    #expect(otherLimit.errors.contains("is of another training: limits.iterations is 5 there, 6 here"))
  }

  @Test("Ctrl-C keeps the finished flops, and the script goes on with them")
  func interrupt() throws {
    // The first flop ends by its hook; the others would run for ever. A flop's line is there when it is over.
    let program = try Program(["script.lua", "100%", "", "100000000", "endless"], script: Self.script)
    defer { if program.process.isRunning { kill(program.pid, SIGKILL) } }
    #expect(program.wait(until: { program.errors.contains("1/3 2c2d2h") || !program.process.isRunning }))
    kill(program.pid, SIGINT)
    #expect(program.status() == 130, "\(program.errors)")
    #expect(program.output.split(separator: "\n").count == 2 && program.output.hasSuffix("\tfalse\n"), "\(program.output)")
    #expect(program.errors.contains("interrupted after 1 of 3 flops: `resume = true` or --resume goes on"))
  }

  @Test("files: CSV that adds up, and a page with all rows")
  func files() throws {
    let (status, program) = try finished(["-q", "script.lua", "100%", "", "5", "write"], script: Self.script)
    #expect(status == 0, "\(program.errors)")
    let csv = try String(contentsOf: program.folder.appendingPathComponent("all.csv"), encoding: .utf8)
    let cells = csv.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    try #require(cells.count == 5 && Set(cells.map(\.count)).count == 1)
    func column(_ name: String) throws -> [String] {
      let place = try #require(cells[0].firstIndex(of: name))
      return cells.dropFirst().map { $0[place] }
    }
    func numbers(_ name: String) throws -> [Double] { try column(name).map { Double($0) ?? .nan } }
    #expect(try column("board") == ["2c2d2h", "KhKc2s", "AsKd7h", "total"])
    #expect(try column("suits") == ["rainbow", "rainbow", "rainbow", ""])
    #expect(try column("pairing") == ["trips", "paired", "unpaired", ""])
    #expect(try column("weight") == ["4", "12", "24", "40"])
    let shares = zip(try numbers("weight"), try numbers("deals")).dropLast().map { $0 * $1 }
    func mean(_ values: [Double], by weights: [Double]) -> Double { zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +) }
    for name in ["equity_oop", "equity_ip", "ev_oop", "ev_ip", "root x", "root b10", "x reach", "exploitability"] {
      let values = try numbers(name)
      #expect(abs(mean(values, by: shares) - values[3]) < 1e-4, "\(name)")
    }
    let reached = zip(shares, try numbers("x reach")).map { $0 * $1 }, after = try numbers("x b10")
    #expect(abs(mean(after, by: reached) - after[3]) < 1e-5)
    // Without rake both EVs are the pot, both equities are 1, and what realises one's equity is lost by the other.
    for row in 0..<4 {
      #expect(abs(try numbers("ev_oop")[row] + numbers("ev_ip")[row] - 10) < 1e-4)
      #expect(abs(try numbers("equity_oop")[row] + numbers("equity_ip")[row] - 1) < 1e-5)
      #expect(abs(try numbers("eqr_oop")[row] - numbers("ev_oop")[row] / (10 * numbers("equity_oop")[row])) < 1e-4)
      #expect(abs(try numbers("root x")[row] + numbers("root b10")[row] - 1) < 1e-5)
    }
    // The line x is where the root's check leads; as often, but for the cards that the opponent holds.
    for (one, other) in zip(try numbers("root x"), try numbers("x reach")) { #expect(abs(one - other) < 0.2) }
    let html = try String(contentsOf: program.folder.appendingPathComponent("all.html"), encoding: .utf8)
    #expect(html.hasPrefix("<!doctype html>") && html.components(separatedBy: "<tr").count == 1 + 1 + 3 + 1)
    #expect(html.contains("<span class=\"h\">Kh</span>") && !html.contains("http"))
  }
}
