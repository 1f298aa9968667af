import Abstraction
import CFR
import Cards
import Foundation
import Testing

@testable import Training

/// Thousands of mutated files: each is read as a solve that works, or refused. None ends the process.
@Suite struct FuzzTests {
  #if DEBUG
    private static let rounds = 100
  #else
    private static let rounds = 1000
  #endif

  private let values: [Any?] = [
    nil, NSNull(), true, 0, 1, 2, 3, -1, 7, 255, 1 << 53, Int.max, Int.min, 0.5, -0.5, 1e300, "", "x", "c", "f", "b2", "r1e30", "binf", "As", "turn",
    [Any](), [0], ["x"], [String: Any](), [[0, 1], [2]],
  ]

  private static let symbols = Array("0123456789-.e\"{}[],:".utf8)

  /// What was read must also work.
  private func use(_ load: () throws -> VectorTrainer) -> Bool {
    guard let trainer = try? load() else { return false }
    _ = try? trainer.run(RunLimits(iterations: 1))
    _ = try? trainer.evaluate()
    return true
  }

  @Test(arguments: [TestGame.kuhn, .leduc])
  func headersOfSolves(_ game: TestGame) throws {
    let scratch = try Scratch(), whole = scratch.path("whole"), changed = scratch.path("changed")
    try SolveFile(whole).save(try game.trainer())
    let saved = try SavedBytes(whole)
    let places = paths(saved.header)
    var random = SplitMix(state: 2)
    var readable = 0
    for _ in 0..<Self.rounds {
      var mutant = saved
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let value = values[Int.random(in: 0..<values.count, using: &random)]
        mutant.header = put(value, at: places[Int.random(in: 0..<places.count, using: &random)], in: mutant.header) as? [String: Any] ?? [:]
      }
      try mutant.write(to: changed)
      if use({ try SolveFile(changed).load(crew: makeCrew(), workers: 0, memoryLimit: 1 << 26) }) { readable += 1 }
    }
    #expect(readable > 0 && readable < Self.rounds)
  }

  /// Checkpoints of sampled trainings, which say where a run stands: loaded, and taken up by the run.
  @Test func headersOfTrainings() throws {
    let scratch = try Scratch(), whole = scratch.path("whole"), changed = scratch.path("changed")
    let job = try kuhnJob(), trainer = try SampledTrainer(job, crew: makeCrew())
    _ = try trainer.run(RunLimits(iterations: 3))
    try trainer.save(to: whole)
    var random = SplitMix(state: 5)
    var readable = 0
    for _ in 0..<Self.rounds {
      let file = TableFile(whole, magic: "HLSAMPL1", what: "training")
      try file.read({ try JSONSerialization.jsonObject(with: $0) as? [String: Any] ?? [:] }, sizes: { $0["tables"] as? [Int] ?? [] }) { header, runs in
        let places = paths(header)
        var mutant: Any = header
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          let value = values[Int.random(in: 0..<values.count, using: &random)]
          mutant = put(value, at: places[Int.random(in: 0..<places.count, using: &random)], in: mutant)
        }
        try TableFile(changed, magic: "HLSAMPL1", what: "training").write(header: try JSONSerialization.data(withJSONObject: mutant), runs: runs)
      }
      let loaded = try? SampledFile(changed).load(crew: makeCrew(), workers: 0, memoryLimit: 1 << 26)
      if let loaded {
        readable += 1
        _ = try? loaded.run(RunLimits(iterations: 1))
      }
      let restored = try SampledTrainer(job, crew: makeCrew())
      if (try? restored.restore(from: changed)) != nil { _ = try? restored.run(RunLimits(iterations: 4), evaluate: .seconds(0.001)) }
    }
    #expect(readable > 0 && readable < Self.rounds)
  }

  private func kuhnJob() throws -> SampledJob {
    let tree = try TestGame.kuhn.job().tree, cards = CardAbstraction.lossless(streets: 1)
    return SampledJob(
      tree: tree, cards: cards, buckets: SampledJob.buckets(tree, try CardLookup(cards, rules: tree.rules)), sampling: .external, traversals: 20,
      schedules: SampledJob.Schedules(discount: DiscountSchedule(.linear, name: "linear")), workers: 0)
  }

  @Test func bytesOfSolves() throws {
    let scratch = try Scratch(), whole = scratch.path("whole"), changed = scratch.path("changed")
    try SolveFile(whole).save(try TestGame.kuhn.trainer())
    let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
    var random = SplitMix(state: 3)
    for _ in 0..<Self.rounds {
      let mutant = mutate(bytes, &random)
      try mutant.write(to: URL(fileURLWithPath: changed))
      // The digest finds every change that is not undone by another.
      let isUsed = use { try SolveFile(changed).load(crew: makeCrew(), workers: 0) }
      #expect(isUsed == (mutant == bytes))
    }
  }

  @Test func textsOfPolicies() throws {
    let scratch = try Scratch(), whole = scratch.path("whole.json"), changed = scratch.path("changed.json")
    try #require(PolicyFile(whole)).write(try TestGame.kuhn.trainer())
    let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
    let json = try JSONSerialization.jsonObject(with: bytes)
    let places = paths(json)
    var random = SplitMix(state: 4)
    for round in 0..<Self.rounds {
      var mutant = mutate(bytes, &random)
      if round.isMultiple(of: 2) {
        let value = values[Int.random(in: 0..<values.count, using: &random)]
        mutant = try JSONSerialization.data(withJSONObject: put(value, at: places[Int.random(in: 0..<places.count, using: &random)], in: json))
      }
      try mutant.write(to: URL(fileURLWithPath: changed))
      _ = use { try PolicyReader(changed).load(crew: makeCrew(), workers: 0, memoryLimit: 1 << 26) }
    }
  }

  /// Some bytes changed, removed, doubled or moved.
  private func mutate(_ bytes: Data, _ random: inout SplitMix) -> Data {
    var mutant = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let start = Int.random(in: 0..<mutant.count, using: &random)
      let end = min(mutant.count, start + Int.random(in: 1...16, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: mutant[start] = UInt8.random(in: 0...255, using: &random)
      case 1: mutant.removeSubrange(start..<end)
      case 2: mutant.insert(contentsOf: mutant[start..<end], at: start)
      default: mutant[start] = Self.symbols[Int.random(in: 0..<Self.symbols.count, using: &random)]
      }
      if mutant.isEmpty { mutant = bytes }
    }
    return mutant
  }
}
