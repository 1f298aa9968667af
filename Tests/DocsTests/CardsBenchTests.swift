import Foundation
import Testing

/// The measurements of docs/CARDS.md run, in a small form.
@Suite(.serialized) struct CardsBenchTests {
  /// On a river all boards are walked in each iteration, so that what is left of the exploitability is the buckets' doing: none without any, some with
  /// 200 of equal mass.
  @Test func whatBucketsCost() throws {
    let outcome = try Program().run([
      "--quiet", Checkout.url("bench/abstraction.lua").path, "--board", "Td9d6h2c5s", "--cards", "percentile,lossless", "--iterations", "400",
      "--traversals", "2",
    ])
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows.map { $0[0] } == ["cards", "percentile", "lossless", "exact"])
    let ends = rows.dropFirst().compactMap { Double($0[2]) }
    try #require(ends.count == 3)
    #expect(ends[2] < 0.1 && ends[1] < 1 && ends[1] < ends[0], "\(outcome.output)")
  }

  @Test func theEvaluatorAndTheIndexAreMeasured() throws {
    let program = URL(fileURLWithPath: try Program().path).deletingLastPathComponent().appendingPathComponent("cards-bench")
    let process = Process(), output = try TemporaryFile("")
    process.executableURL = program
    process.arguments = ["4000"]
    process.standardOutput = try FileHandle(forWritingTo: output.url)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let lines = try output.text().split(separator: "\n")
    // The evaluator in five ways, two numbers a street, and the other index.
    #expect(lines.count == 12)
    // 7 of the 20 lowest cards.
    #expect(lines.first?.contains(" 77520 hands") == true)
    #expect(lines.allSatisfy { $0.contains(" M/s, ") || $0.contains(" ns, ") })
  }

  /// A hand's bucket with its neighbours and members, and a drawing.
  @Test func bucketsAreShownAndDrawn() throws {
    let file = Checkout.url("abstractions/cards/percentile.lua").path
    let shown = try Program().run(["buckets", "show", file, "AhKh", "Td9d6h2c5s"])
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.hasPrefix("AhKh on Td9d6h5s2c: bucket ") && shown.output.contains("members on this board:\n"), "\(shown.output)")
    // Of buckets of equal mass the nearest are the ones beside it.
    let own = try #require(shown.output.firstMatch(of: /bucket ([0-9]+) of 200/)?.1).description
    let bucket = try #require(Int(own))
    let near = shown.output.matches(of: #/\n  ([0-9]+): /#).compactMap { Int($0.1) }
    #expect(near.count == 5 && near.allSatisfy { abs($0 - bucket) <= 5 }, "\(shown.output)")
  }
}
