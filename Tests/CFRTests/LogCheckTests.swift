import Game
import Testing

@testable import CFR

/// Logs that come from a file are only merged if every entry is one of this game.
@Suite struct LogCheckTests {
  @Test(arguments: [Sampling.external, .outcome]) func whatTasksLogIsWholeAndWhatTheyCannotLogIsNot(_ sampling: Sampling) throws {
    let solve = try SampledSolve(.leduc(), sampling: sampling, traversals: 20_000)
    let memory = SampledMemory(solve.memory), check = LogCheck(memory)
    try solve.traverse()
    let tasks = 0..<memory.layout.tasks
    #expect(tasks.count > 1 && tasks.allSatisfy { check.isWhole(task: $0) })

    let part = try #require((0..<memory.layout.parts).first { memory.head(1).first[$0] >= 0 })
    let chunk = memory.chunk(memory.head(1).first[part], task: 1).base
    /// Whether the log is whole once a lane is another.
    func isWhole(_ place: Int, _ value: UInt32) -> Bool {
      let before = chunk[place]
      defer { chunk[place] = before }
      chunk[place] = value
      return check.isWhole(task: 1)
    }
    #expect(isWhole(0, chunk[0]))
    // A chain that leads back to where it began, or to a chunk that there is not.
    #expect(!isWhole(0, UInt32(memory.head(1).first[part])))
    #expect(!isWhole(0, UInt32(memory.layout.chunks)))
    // More lanes than a chunk has, or than its entries take.
    #expect(!isWhole(1, UInt32(memory.layout.chunkLanes) + 1))
    #expect(!isWhole(1, chunk[1] - 1))
    #expect(!isWhole(1, 0))
    // A row behind the tables, or only its end.
    let last = UInt32(memory.game.lanes - memory.part(part).rowLanes)
    #expect(isWhole(2, last))
    #expect(!isWhole(2, last + 1))
    #expect(!isWhole(2, .max))
    var counts = memory.head(1).counts
    counts.nodes = -1
    memory.head(1).counts = counts
    #expect(!check.isWhole(task: 1))
  }
}
