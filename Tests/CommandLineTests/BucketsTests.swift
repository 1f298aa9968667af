import Foundation
import Testing

/// `holdem-lua buckets`, where no table has to be built to its end.
@Suite("buckets") struct BucketsTests {
  private static let river = "return require('holdem').cards { river = { buckets = 50, feature = 'percentile' } }"

  /// Killed in the middle of a build: no table, nobody and nothing are left behind, and the next build begins anew.
  @Test func killedInABuild() throws {
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("holdem-cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    for _ in 0..<2 {
      let program = try Program(["buckets", "build", "script.lua"], script: Self.river, environment: ["HOLDEM_CACHE": cache.path])
      #expect(program.wait(until: { program.errors.contains("features of the river") || !program.process.isRunning }))
      #expect(program.wait(until: { program.workers.count >= 1 || !program.process.isRunning }))
      usleep(200_000)
      #expect(program.process.isRunning)
      kill(program.pid, SIGKILL)
      #expect(program.status() == 128 + SIGKILL)
      #expect(program.isAllGone(within: 10))
      #expect(((try? FileManager.default.contentsOfDirectory(atPath: cache.path)) ?? []).isEmpty)
    }
  }

  /// An interrupt ends a build at once, with the status of the signal.
  @Test func interrupted() throws {
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("holdem-cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let program = try Program(["buckets", "build", "script.lua"], script: Self.river, environment: ["HOLDEM_CACHE": cache.path])
    #expect(program.wait(until: { program.errors.contains("features of the river") }))
    kill(program.pid, SIGINT)
    #expect(program.status() == 130)
    #expect(program.isAllGone(within: 10))
    #expect(((try? FileManager.default.contentsOfDirectory(atPath: cache.path)) ?? []).isEmpty)
  }

  /// A lossless street needs no table.
  @Test func lossless() throws {
    let file = "return require('holdem').cards {}"
    let (status, shown) = try finished(["buckets", "show", "script.lua", "AhKh", "Td9d6h"], script: file)
    #expect(status == 0 && shown.output.contains("the street is lossless"), "\(shown.errors)")
    let (built, summary) = try finished(["buckets", "build", "script.lua"], script: file)
    #expect(built == 0 && summary.output.split(separator: "\n").count == 5)
    let (drawn, picture) = try finished(["buckets", "picture", "script.lua", "flop", "flop.svg"], script: file)
    #expect(drawn == 0 && picture.output.contains("lossless"))
    #expect(try finished(["buckets", "picture", "script.lua", "showdown", "x.svg"], script: file).status == 64)
  }

  /// A hand is shown without the tables of later streets.
  @Test func laterStreetsAreNotBuilt() throws {
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("holdem-cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let program = try Program(["buckets", "show", "script.lua", "AhKh"], script: Self.river, environment: ["HOLDEM_CACHE": cache.path])
    #expect(program.status() == 0 && program.output.contains("of 169\n"), "\(program.errors)")
    #expect(program.errors == "" && ((try? FileManager.default.contentsOfDirectory(atPath: cache.path)) ?? []).isEmpty)
  }

  /// The price of perfect recall: a row for each path of buckets, 3 x 9 on Leduc's second street.
  @Test(arguments: [("imperfect", 9), ("perfect", 27)]) func theRowsOfPathsArePriced(recall: String, rows: Int) throws {
    let script = """
      local holdem = require "holdem"
      holdem.solver { game = holdem.leduc(), method = holdem.mccfr(), cards = holdem.cards { recall = "\(recall)" } }:run { iterations = 1 }
      """
    let (status, check) = try finished(["check", "--json", "script.lua"], script: script)
    #expect(status == 0 && check.errors == "", "\(check.errors)")
    struct Report: Decodable {
      struct Solver: Decodable {
        struct Street: Decodable { var buckets: Int, decisions: Int }
        var streets: [Street]
        var informationSets: Int
      }
      var solvers: [Solver]
    }
    let solver = try #require(try JSONDecoder().decode(Report.self, from: Data(check.output.utf8)).solvers.first)
    #expect(solver.streets.map(\.buckets) == [3, rows])
    #expect(solver.informationSets == 3 * solver.streets[0].decisions + rows * solver.streets[1].decisions)
  }
}
