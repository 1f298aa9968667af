import Foundation
import Testing

/// The benchmark runs, and keeps its history.
@Suite(.serialized) struct ScriptTests {
  /// Runs `scripts/bench` with the built program and waits for its end.
  private func bench(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process(), output = try TemporaryFile("")
    process.executableURL = Checkout.url("scripts/bench")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["HOLDEM_LUA": try Program().path]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output.url)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try output.text())
  }

  /// The smallest spot twice: the second run takes the first one's row, and leaves other commits' alone.
  @Test(arguments: ["f32", "16-bit"]) func benchKeepsARowOfACommit(precision: String) throws {
    let other = "other,2020-01-01,p,tiny" + String(repeating: ",1", count: 18)
    let history = try TemporaryFile("head\n\(other)\n")
    for _ in 0..<2 {
      let outcome = try bench(["--runs", "1", "--precision", precision, "--history", history.url.path, "tiny"])
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("spot tiny, \(precision): 0 workers"))
    }
    let rows = try history.text().split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    try #require(rows.count == 3)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(rows[1].joined(separator: ",") == other)
    let row = Dictionary(zip(rows[0], rows[2])) { $1 }
    // 8 actions of a padded row of 16 hands, a regret and a sum of strategies; with 16 bits a cache line of scales for each player's two tables. Five numbers of
    // traffic a cell.
    #expect(row["tables_bytes"] == (precision == "f32" ? "1024" : "768"))
    #expect(row["traffic_bytes"] == (precision == "f32" ? "2560" : "1280") && row["precision"] == precision)
    let iterations = ["1", "0.5", "0.3", "0.1"].compactMap { row["iterations_\($0)"].flatMap { Int($0) } }
    #expect(iterations.count == 4 && iterations == iterations.sorted())
    #expect(iterations.allSatisfy { $0 >= 10 })
  }

  /// What scripting costs is measured, whatever it is on a busy machine.
  @Test func theCostOfScriptsIsMeasured() throws {
    let process = Process(), output = try TemporaryFile("")
    process.executableURL = URL(fileURLWithPath: try Program().path).deletingLastPathComponent().appendingPathComponent("script-bench")
    process.arguments = ["5000"]
    process.standardOutput = try FileHandle(forWritingTo: output.url)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let lines = try output.text().split(separator: "\n")
    #expect(lines.count == 5 && lines.allSatisfy { $0.contains("(limit ") })
  }

  @Test(arguments: [["E"], ["--runs", "0"], ["--precision", "f16"], ["--runs"], ["--history"]])
  func benchRefusesWhatItDoesNotKnow(_ arguments: [String]) throws {
    #expect(try bench(arguments).status == 64)
  }
}
