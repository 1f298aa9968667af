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
}
