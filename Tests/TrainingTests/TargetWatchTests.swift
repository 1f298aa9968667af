import CFR
import Foundation
import Testing

@testable import Training

/// Evaluations come when the target should be met.
@Suite struct TargetWatchTests {
  /// Iterations that are evaluated until a target is met, where exploitability is a function of the iteration.
  private func evaluated(_ target: Double, _ exploitability: (Double) -> Double) -> [Int] {
    var watch = TargetWatch(), found: [Int] = []
    while found.count < 100 {
      let next = watch.next(target: target)
      found.append(next)
      watch.note(iteration: next, exploitability: exploitability(Double(next)))
      if exploitability(Double(next)) <= target { break }
    }
    return found
  }

  /// On a power of the iteration the third evaluation is the last, unless it would be more than half as far again.
  @Test(arguments: [0.8, 1, 1.5, 2.5])
  func aPowerIsForeseen(_ p: Double) {
    for wanted in [30, 100, 1000] {
      let found = evaluated(100 * pow(Double(wanted), -p)) { 100 * pow($0, -p) }
      #expect(found[0] == 10 && zip(found, found.dropFirst()).allSatisfy { $1 <= max(20, $0 * 3 / 2) })
      #expect(found.count <= 4 + Int(log(Double(wanted) / 20) / log(1.5)), "\(found)")
      #expect(Double(found.last!) <= Double(wanted) * 1.04 + 2, "\(found)")
    }
  }

  /// Where the curve bends or trembles, the end is still near the last iteration that does not meet the target.
  @Test func otherCurves() {
    @Sendable func trembling(_ t: Double) -> Double { 100 / t * (1 + 0.2 * sin(t / 3)) }
    @Sendable func bent(_ t: Double) -> Double { 10 * exp(-t / 60) }
    @Sendable func broken(_ t: Double) -> Double { t < 150 ? 5 : 100 / t }
    let curves: [(Double, @Sendable (Double) -> Double)] = [(0.2, trembling), (0.05, bent), (1, broken)]
    for (target, curve) in curves {
      let last = (1..<10_000).last { curve(Double($0)) > target }!
      let found = evaluated(target, curve)
      #expect(Double(found.last!) <= Double(last) * 1.1 + 2, "\(last): \(found)")
      #expect(found.count <= 25, "\(found)")
    }
  }

  @Test func withoutATarget() {
    var watch = TargetWatch()
    #expect(watch.next(target: nil) == 10)
    watch.note(iteration: 200, exploitability: 1)
    #expect(watch.next(target: nil) == 220 && watch.next(target: 2) == 220)
  }

  private func loop(_ trainer: VectorTrainer, checkpoints: CheckpointPlan? = nil, stopAfter: Int = .max) throws -> TrainingLoop {
    let loop = try TrainingLoop(trainer, limits: RunLimits(target: 0.02), checkpoints: checkpoints, isInterrupted: { trainer.iterations >= stopAfter })
    loop.watchesTarget = true
    return loop
  }

  /// A run with a target needs fewer evaluations than one every ten iterations; one that was stopped between any two of them is evaluated where the other was.
  @Test func aRunAndItsResume() throws {
    let scratch = try Scratch()
    var evaluated: [Int] = []
    let whole = try TestGame.leduc.trainer(.linear), loop = try loop(whole)
    loop.hooks.onEvaluate = {
      evaluated.append($0.iteration)
      return RunChanges()
    }
    let (end, reason) = try loop.run()
    #expect(reason == .target && evaluated.last == end.iteration && evaluated.count * 15 < end.iteration)
    for stop in [evaluated[1] + 1, (evaluated[evaluated.count - 2] + end.iteration) / 2] {
      let plan = CheckpointPlan(folder: try CheckpointFolder(scratch.path("run-\(stop)"), keep: 2), cadence: nil)
      #expect(try self.loop(TestGame.leduc.trainer(.linear), checkpoints: plan, stopAfter: stop).run().1 == .interrupted)
      let resumed = try TestGame.leduc.trainer(.linear)
      #expect(try plan.folder.restoreNewest(into: resumed) { Issue.record("\($0)") } != nil)
      let (again, why) = try self.loop(resumed, checkpoints: plan).run()
      #expect(why == .target && again.iteration == end.iteration && resumed.solver.fingerprint == whole.solver.fingerprint)
    }
  }
}
