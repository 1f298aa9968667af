import Abstraction
import Game
import Testing

@testable import CFR

/// The merge of the logs of an iteration: additions happen once, whatever was under way when a worker died.
@Suite struct MergeTests {
  /// Solves that are alike, each with the traversals of its third iteration done and their merge not begun.
  private func solve() throws -> SampledSolve {
    let solve = try SampledSolve(.leduc(), sampling: .external, traversals: 20_000)
    for _ in 0..<2 { try solve.iterate() }
    try solve.traverse()
    return solve
  }

  private func chunks(_ memory: SampledMemory, part: Int) -> [LogChunk] {
    var found: [LogChunk] = []
    for task in 0..<memory.layout.tasks {
      var next = memory.head(task).first[part]
      while next >= 0 {
        found.append(memory.chunk(next, task: task))
        next = found.last!.next
      }
    }
    return found
  }

  /// Dead before the first chunk was copied, after it was, with rows half set; dead in the last chunk; and dead when all was done.
  @Test func additionsHappenOnce() throws {
    let whole = try solve()
    try whole.solver.finish(whole.run)
    for place in [0, 1, 2] {
      let cut = try solve(), memory = SampledMemory(cut.memory)
      var scribbled = 0
      for part in 0..<memory.layout.parts {
        let chunks = chunks(memory, part: part), kind = memory.part(part), state = memory.merge(part)
        guard !chunks.isEmpty else { continue }
        // All is added, then what comes behind a chunk is taken back: only the last one's rows lie aside.
        DeltaMerge(memory, part: part).run()
        #expect(state.progress.pointee == UInt64(2 * chunks.count))
        guard place > 0 else { continue }
        state.progress.pointee -= 1
        guard place > 1, let last = chunks.last else { continue }
        for entry in stride(from: LogChunk.headLanes, to: last.used, by: 2 * kind.entryLanes) {
          memory.tables[Int(last.base[entry]) + kind.rowLanes - 1] = .nan
          scribbled += 1
        }
      }
      #expect(place < 2 || scribbled > 10)
      try cut.solver.finish(cut.run)
      #expect(cut.solver.fingerprint == whole.solver.fingerprint)
    }
  }

  /// Rows of which a chunk of the usual length would hold a single one.
  @Test func decisionsOfManyActions() throws {
    let rules = try GameRules.noLimit(stacks: [400, 400], smallBlind: 1, bigBlind: 2)
    let sizes = (4...103).map { "\($0)c" }.joined(separator: ", ")
    let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 1, lastStreet: "preflop")
    let bets = try BetAbstraction(BetMenu(parsing: "\(sizes) / \(sizes)"), options: options)
    let solve = try SampledSolve(rules, bets, sampling: .external, traversals: 4000)
    let memory = SampledMemory(solve.memory)
    #expect(memory.game.widest > 100 && memory.layout.chunkLanes > 2 * memory.game.widest)
    try solve.iterate { count in
      solve.run(count)
      for task in 0..<memory.layout.tasks { #expect(LogCheck(memory).isWhole(task: task)) }
    }
    #expect(solve.solver.lastTraversals == 4000)
  }
}
