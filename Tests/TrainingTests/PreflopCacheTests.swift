import CFR
import Foundation
import Testing

@testable import Training

/// The table of preflop all-ins is worked out once on a machine, and again only if its file is no good.
@Suite struct PreflopCacheTests {
  private let scratch: Scratch
  private let table = (0..<PreflopEdges.count).map { Int32(truncatingIfNeeded: $0 &* 7919) }

  init() throws { scratch = try Scratch() }

  private final class Counter { var calls = 0 }

  private func edges(_ environment: [String: String]) -> (edges: [Int32], computed: Bool) {
    let counter = Counter(), table = table
    let edges = PreflopCache(environment: environment) {
      counter.calls += 1
      return table
    }.table()
    return (edges, counter.calls == 1)
  }

  private var environment: [String: String] { ["HOLDEM_CACHE": scratch.path("cache")] }
  private var file: URL { PreflopCache(environment: environment).file }

  @Test func isWorkedOutOnce() throws {
    let first = edges(environment), second = edges(environment)
    #expect(first.computed && !second.computed)
    #expect(first.edges == table && second.edges == table)
    #expect(try scratch.names == ["cache"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("cache")) == [file.lastPathComponent])
  }

  @Test func aFileThatIsNoGoodIsReplaced() throws {
    _ = edges(environment)
    let whole = try Data(contentsOf: file)
    #expect(whole.count == PreflopEdges.count * 4 + 8)
    func flipped(_ place: Int) -> Data {
      var data = whole
      data[place] ^= 0x10
      return data
    }
    for damaged in [Data(), Data("something else".utf8), whole.dropLast(), whole + [0], flipped(0), flipped(whole.count / 2), flipped(whole.count - 1), Data(count: whole.count)] {
      try damaged.write(to: file)
      let again = edges(environment)
      #expect(again.computed && again.edges == table)
      #expect(try Data(contentsOf: file) == whole)
    }
  }

  @Test func aFolderThatCannotBeWrittenCostsOnlyTime() throws {
    try Data().write(to: URL(fileURLWithPath: scratch.path("cache")))
    for _ in 0..<2 {
      let found = edges(environment)
      #expect(found.computed && found.edges == table)
    }
  }

  @Test func whereItLies() {
    func path(_ environment: [String: String]) -> String { PreflopCache(environment: environment).file.deletingLastPathComponent().path }
    let home = FileManager.default.homeDirectoryForCurrentUser.path
    #expect(path(["HOLDEM_CACHE": "/a/b", "XDG_CACHE_HOME": "/c"]) == "/a/b")
    #expect(path(["XDG_CACHE_HOME": "/c"]) == "/c/holdem-lua")
    #expect(path([:]) == home + "/.cache/holdem-lua")
    #expect(path(["HOLDEM_CACHE": "", "XDG_CACHE_HOME": ""]) == home + "/.cache/holdem-lua", "an empty variable counts as not set")
  }
}
