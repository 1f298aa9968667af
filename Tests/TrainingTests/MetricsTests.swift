import Foundation
import Testing

@testable import Training

/// `metrics.jsonl` as SCRIPTING.md describes it, and read back.
@Suite struct MetricsTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func write(_ text: String) throws -> String {
    try text.write(toFile: scratch.path("m.jsonl"), atomically: false, encoding: .utf8)
    return scratch.path("m.jsonl")
  }

  @Test func whatASecondRunDidAgainTakesThePlaceOfTheFirst() throws {
    let line = { (iteration: Int, value: Double) in "{\"iteration\":\(iteration),\"seconds\":\(iteration).5,\"exploitability\":\(value),\"iterations_per_second\":1}\n" }
    let path = try write(line(10, 5) + line(20, 4) + "{\"iteration\":20,\"seconds\":20.7,\"bluffs\":0.3}\n" + line(30, 3) + line(20, 2) + line(30, 1.5))
    let found = try MetricsLog.evaluations(path)
    #expect(found.map(\.iteration) == [10, 20, 30])
    #expect(found.map(\.exploitability) == [5, 2, 1.5])
    #expect(found.map(\.seconds) == [10.5, 20.5, 30.5] && found[0].exploitabilityPercent == nil)
  }

  @Test func aLastLineThatWasCutShortIsPassedOver() throws {
    let whole = "{\"iteration\":1,\"seconds\":1,\"exploitability\":2,\"iterations_per_second\":1}\n"
    #expect(try MetricsLog.evaluations(write(whole + "{\"iteration\":2,\"sec")).count == 1)
    #expect(message { _ = try MetricsLog.evaluations(write("{\"iteration\":2,\"sec\n" + whole)) }?.contains("line 1 cannot be read") == true)
    #expect(message { _ = try MetricsLog.evaluations(scratch.path("none.jsonl")) }?.hasPrefix("cannot read") == true)
    #expect(try MetricsLog.evaluations(write("")).isEmpty)
  }

  /// What a power cut left of a line does not spoil the next one.
  @Test func aLineBehindOneThatWasCutShortTakesItsPlace() throws {
    let whole = "{\"iteration\":1,\"seconds\":1,\"exploitability\":2,\"iterations_per_second\":1}\n"
    let log = MetricsLog(folder: scratch.folder.path), trainer = try TestGame.kuhn.trainer()
    let status = try TrainingLoop(trainer, limits: RunLimits(iterations: 1)).status
    for begun in ["", "{", "{\"iteration\":2,\"sec"] {
      try (whole + begun).write(toFile: log.path, atomically: false, encoding: .utf8)
      try log.append(["bluffs": .number(0.3)], status)
      #expect(try String(contentsOfFile: log.path, encoding: .utf8) == whole + "{\"iteration\":0,\"seconds\":0.0,\"bluffs\":0.3}\n")
      #expect(try MetricsLog.evaluations(log.path).map(\.iteration) == [1])
    }
    try "no line at all".write(toFile: log.path, atomically: false, encoding: .utf8)
    try log.append([:], status)
    #expect(try String(contentsOfFile: log.path, encoding: .utf8) == "{\"iteration\":0,\"seconds\":0.0}\n")
  }

  #if os(Linux)
    /// A disk that is full in the middle of a line leaves the lines before it, and they can be added to.
    @Test(.enabled(if: getuid() == 0 && (try? Tmpfs(pages: 4)) != nil))
    func aFullDiskLeavesWholeLines() throws {
      let trainer = try TestGame.kuhn.trainer(), status = try TrainingLoop(trainer, limits: RunLimits(iterations: 1)).status
      let disk = try Tmpfs(pages: 16), log = MetricsLog(folder: disk.path)
      let long = MetricsLog.Value.text(String(repeating: "x", count: 10_000))
      var written = 0
      #expect(throws: FileError.self) { while true { try log.append(["note": long], status); written += 1 } }
      let lines = try String(contentsOfFile: log.path, encoding: .utf8)
      #expect(written > 3 && lines.split(separator: "\n").count == written && lines.hasSuffix("\n"))
      #expect(try MetricsLog.evaluations(log.path).isEmpty)
    }
  #endif
}
