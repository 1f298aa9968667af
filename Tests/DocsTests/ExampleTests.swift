import Foundation
import Testing

/// Every example can be priced, and runs to its end with a quick target as its argument.
@Suite(.serialized) struct ExampleTests {
  static let examples = Checkout.files(in: "examples", extension: "lua")
  /// Full flop trees: too long for a test.
  static let large = ["examples/flop.lua"]

  @Test(arguments: examples)
  func isPriced(_ example: String) throws {
    let outcome = try Program().run(["check", Checkout.url(example).path])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("memory:"))
  }

  /// Every example prints what docs/EXAMPLES.md shows.
  @Test(arguments: ShownExample.all.filter { !large.contains($0.script) })
  func runs(_ example: ShownExample) throws {
    let outcome = try Program().run(["--quiet", Checkout.url(example.script).path] + example.arguments)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(example.difference(from: outcome.output) == nil)
  }

  @Test func everyExampleIsShown() {
    #expect(ShownExample.all.map(\.script) == Self.examples)
    #expect(ShownExample.all.allSatisfy { $0.output.count > 40 })
  }

  /// README.md shows part of the flop's output.
  @Test func theFrontPageShowsTheFlop() throws {
    let page = try Checkout.text("README.md")
    let block = try #require(page.firstMatch(of: /```\n(seat   equity(?s).*?)```\n/)).1
    let flop = try #require(ShownExample.all.first { $0.script == "examples/flop.lua" }).output.split(separator: "\n")
    var rest = flop[...]
    for line in block.split(separator: "\n") {
      let place = rest.firstIndex(of: line)
      #expect(place != nil, "\(line)")
      if let place { rest = rest[(place + 1)...] }
    }
  }

  /// The comparison of outputs finds what it must.
  @Test func differencesAreFound() {
    let example = ShownExample(script: "", arguments: [], output: "EV 12.30 of 20\n\nin 3.1 s (6 it/s)\n0123456789abcdef is 0123456789abcdef\nup to 7.1e-14\n")
    #expect(example.difference(from: "EV 12.30 of 20  \n\nin 44 s (0.5 it/s)\nfedcba9876543210 is fedcba9876543210\nup to 6e-15") == nil)
    for (part, other) in [("12.30", "12.31"), ("of 20", "of  20"), ("20\n\n", "20\n"), ("is 0123456789abcdef", "is fedcba9876543210"), ("7.1e-14", "7.1e-09"), ("\nup to 7.1e-14", "")] {
      #expect(example.output.contains(part))
      #expect(example.difference(from: example.output.replacing(part, with: other)) != nil, "\(part)")
    }
    #expect(example.difference(from: "") != nil)
  }

  static let jobs = Checkout.files(in: "scripts", extension: "lua").filter { !$0.hasSuffix("progress.lua") }

  @Test(arguments: jobs)
  func aTrainingJobIsPricedAndRuns(_ job: String) throws {
    let price = try Program().run(["check", Checkout.url(job).path])
    #expect(price.status == 0 && price.errors == "")
    #expect(price.output.contains("bytes a slot"))
    // All its memory, in bytes an action slot of an information set.
    struct Check: Decodable {
      struct Solver: Decodable {
        struct Memory: Decodable { var total: Int }
        var slots: Int
        var memory: Memory
      }
      var solvers: [Solver]
    }
    let json = try Program().run(["check", "--json", Checkout.url(job).path])
    let solver = try #require(JSONDecoder().decode(Check.self, from: Data(json.output.utf8)).solvers.first)
    #expect(solver.slots > 400_000 && solver.memory.total <= 16 * solver.slots)
    // Its own buckets take minutes to build.
    let quick = job.hasSuffix("heads_up_20bb.lua") ? ["--cards", "percentile"] : []
    let outcome = try Program().run(["--quiet", Checkout.url(job).path, "0.02", "--deals", "640"] + quick)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("against always call"))
  }

  /// An example is read: it begins with what it shows, and is short.
  @Test(arguments: examples)
  func isShort(_ example: String) throws {
    let lines = try Checkout.text(example).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first { !$0.hasPrefix("#!") }?.hasPrefix("-- ") == true)
    #expect(lines.count <= 45)
  }
}
