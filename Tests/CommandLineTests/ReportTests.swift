import Foundation
import Testing

/// `holdem-lua report`, and `solver:report` through the program.
@Suite("Reports", .serialized)
struct ReportTests {
  /// Runs a script, then makes reports in its folder.
  private func reports(of script: String, _ commands: [[String]]) throws -> (run: Program, outcomes: [(status: Int32?, program: Program)]) {
    let (status, run) = try finished(["--quiet", "script.lua"], script: script)
    #expect(status == 0, "\(run.errors)")
    return (run, try commands.map { command in try finished(command.map { $0.replacing("FOLDER", with: run.folder.path) }) })
  }

  /// The head of a report.
  private func head(_ html: String) throws -> [String: Any] {
    let json = try #require(html.firstMatch(of: /<script type="application\/json" id="head">([^<]*)<\/script>/))
    return try #require(JSONSerialization.jsonObject(with: Data(json.1.utf8)) as? [String: Any])
  }

  @Test("a run's folder, a saved solve, a script")
  func vector() throws {
    let script = """
      local holdem = require "holdem"
      local solver = holdem.solver {
        game = holdem.spot { board = "Td9d6h2c", pot = 200, stack = 300, ranges = { oop = "66,A8s,JTs", ip = "22,ATo,QJs" } }, bets = "50%",
        folder = "runs/turn", workers = 0, schedule = { evaluate = 5 },
      }
      solver:run { iterations = 20 }
      solver:save "turn.hls"
      solver:report("turn.html", { title = "Four to a board" })
      """
    let (run, outcomes) = try reports(
      of: script, [["report", "FOLDER/runs/turn/"], ["report", "FOLDER/turn.hls", "-o", "FOLDER/cut.html", "--through", "turn", "--title", "Cut"]])
    for (status, program) in outcomes { #expect(status == 0, "\(program.errors)") }
    #expect(outcomes[1].program.output.contains("it ends with the turn"))
    let own = run.text("turn.html"), folder = run.text("runs/turn/report.html"), cut = run.text("cut.html")
    #expect(try head(own)["title"] as? String == "Four to a board")
    // The same evaluations, from the run itself and from its metrics; none from a saved solve.
    for html in [own, folder] {
      let evaluations = try #require(try head(html)["evaluations"] as? [[String: Any]])
      #expect(evaluations.map { $0["iteration"] as? Int } == [5, 10, 15, 20])
      #expect(evaluations.last?["exploitability"] as? Double == (try head(html)["exploitability"] as? Double))
    }
    #expect((try head(cut)["evaluations"] as? [Any])?.isEmpty == true)
    #expect(own.utf8.count > 2 * cut.utf8.count && cut.contains("the river of this solve is not in the file"))
  }

  @Test("sampled training: the curve and the first street")
  func sampled() throws {
    let script = """
      local holdem = require "holdem"
      local solver = holdem.solver {
        game = holdem.nolimit { stack = 6, small_blind = 0.5, big_blind = 1 }, bets = "a", bet_options = { limp = false, last_street = "preflop" }, workers = 0,
        method = holdem.mccfr { sampling = "external", traversals = 50 }, folder = "runs/jam", schedule = { evaluate = 2 },
        evaluation = { exact = false, deals = 64, responses = 64 },
      }
      solver:run { iterations = 4 }
      solver:report "jam.html"
      """
    let (run, outcomes) = try reports(of: script, [["report", "FOLDER/runs/jam"], ["report", "FOLDER/runs/jam", "--through", "preflop"]])
    #expect(outcomes[0].status == 0, "\(outcomes[0].program.errors)")
    #expect(outcomes[1].status == 64 && outcomes[1].program.errors.contains("--through is for solves by holdem.cfr"))
    for name in ["jam.html", "runs/jam/report.html"] {
      let head = try head(run.text(name))
      #expect(head["measure"] as? String == "local best response")
      #expect((head["evaluations"] as? [[String: Any]])?.map { $0["iteration"] as? Int } == [2, 4])
      #expect(((head["players"] as? [[String: Any]])?[0]["hands"] as? [String])?.count == 169)
    }
  }

  @Test(
    "what cannot be reported is an error",
    arguments: [
      (["report", "nowhere"], 1, "\"nowhere\": there is no such folder or file"), (["report", "/"], 1, "holds no checkpoint"),
      (["report", "/bin/sh"], 1, "it is no solve of holdem-lua"), (["report"], 64, "path"),
    ] as [([String], Int32, String)])
  func errors(_ arguments: [String], _ expected: Int32, _ message: String) throws {
    let (status, program) = try finished(arguments)
    #expect(status == expected && program.errors.contains(message), "\(program.errors)")
  }
}
