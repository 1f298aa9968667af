import Abstraction
import CFR
import Cards
import Foundation
import Game
import Testing

@testable import Training

/// Spots with ranges by sampling: on the pool and through files.
@Suite struct SampledSpotTests {
  private func job(workers: Int, sampling: Sampling = .external, oop: String = "QQ+,T9s,AhKh") throws -> SampledJob {
    let tree = try turnTree("a")
    let cards = CardAbstraction.lossless(streets: 2)
    let buckets = SampledJob.buckets(tree, try CardLookup(cards, rules: tree.rules))
    return SampledJob(
      tree: tree, ranges: [try HandRange(oop), try HandRange("99-66,KQs,AdTd:0.5")], cards: cards, buckets: buckets, sampling: sampling,
      traversals: sampling == .publicChance ? 200 : 20_000, schedules: SampledJob.Schedules(discount: DiscountSchedule(.linear, name: "linear")),
      seed: 5, workers: workers)
  }

  @Test(arguments: Sampling.allCases) func sameBytesForAnyNumberOfWorkers(_ sampling: Sampling) throws {
    var prints: Set<UInt64> = []
    for workers in [0, 1, 2] {
      let trainer = try SampledTrainer(try job(workers: workers, sampling: sampling), crew: makeCrew())
      #expect(trainer.plan.layout.tasks > 1 && trainer.workers == workers)
      for _ in 0..<3 { try trainer.iterate() }
      prints.insert(trainer.solver.fingerprint)
    }
    #expect(prints.count == 1)
  }

  /// A file says which ranges it is of; another job's are refused.
  @Test func rangesAreInTheFile() throws {
    let scratch = try Scratch()
    let first = try SampledTrainer(try job(workers: 0), crew: makeCrew())
    for _ in 0..<3 { try first.iterate() }
    try first.save(to: scratch.path("spot"))
    let loaded = try SampledFile(scratch.path("spot")).load(crew: makeCrew(), workers: 0)
    #expect(loaded.job.ranges == first.job.ranges)
    for trainer in [first, loaded] {
      try trainer.iterate()
      try trainer.evaluateNow()
    }
    #expect(loaded.solver.fingerprint == first.solver.fingerprint)
    #expect(loaded.exact?.exploitability == first.exact?.exploitability)
    let other = try SampledTrainer(try job(workers: 0, oop: "QQ+"), crew: makeCrew())
    #expect { try other.restore(from: scratch.path("spot")) } throws: { "\($0)".contains("ranges") }
    #expect { _ = try first.match(against: other, deals: 64) } throws: { "\($0)".contains("differ") }
  }
}
