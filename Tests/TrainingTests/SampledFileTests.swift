import Abstraction
import CFR
import Foundation
import Game
import Testing
import Workers

@testable import Training

/// Sampled trainings through files: what goes on is what never stopped, and what is of another training or damaged is refused.
@Suite struct SampledFileTests {
  @Test func aTrainingThatIsSavedAndLoadedGoesOnAsIfNothingHadHappened() throws {
    let scratch = try Scratch()
    let whole = try leducTrainer(workers: 0)
    for _ in 0..<12 { try whole.iterate() }
    let first = try leducTrainer(workers: 0)
    for _ in 0..<5 { try first.iterate() }
    try first.save(to: scratch.path("five"))
    let second = try leducTrainer(workers: 2)
    try second.restore(from: scratch.path("five"))
    #expect(second.iterations == 5)
    for _ in 5..<12 { try second.iterate() }
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
    #expect(second.solver.traversals == whole.solver.traversals)
    // Without the job: the file says what it is of.
    let loaded = try SampledFile(scratch.path("five")).load(crew: makeCrew(), workers: 0) { schedules, _ in schedules = try leducJob(workers: 0).schedules }
    for _ in 5..<12 { try loaded.iterate() }
    #expect(loaded.solver.fingerprint == whole.solver.fingerprint)
  }

  /// What a training samples by is in its file: loaded without a word, it goes on as it would have.
  @Test(arguments: Sampling.allCases) func aFileSaysHowItSamples(_ sampling: Sampling) throws {
    let scratch = try Scratch()
    var job = try leducJob(workers: 0, sampling: sampling)
    job.traversals = sampling == .publicChance ? 20 : 2000
    job.schedules.discount = DiscountSchedule(.cfrPlus(averagePower: 2), name: "cfr+")
    job.schedules.exploration = NumberSchedule(0.25)
    job.schedules.traversals = NumberSchedule(sampling == .publicChance ? 15 : 1500)
    job.schedules.averageStart = .iterations(6)
    job.schedules.floor = -3
    if sampling == .external { (job.schedules.pruneBelow, job.schedules.pruneFraction, job.schedules.pruneStart) = (NumberSchedule(-1), 0.5, .iterations(2)) }
    let whole = try SampledTrainer(job, crew: makeCrew()), half = try SampledTrainer(job, crew: makeCrew())
    for _ in 0..<10 { try whole.iterate() }
    for _ in 0..<4 { try half.iterate() }
    try SampledFile(scratch.path("saved")).save(half)
    let loaded = try SampledFile(scratch.path("saved")).load(crew: makeCrew(), workers: 0)
    for _ in 4..<10 { try loaded.iterate() }
    #expect(loaded.solver.fingerprint == whole.solver.fingerprint && loaded.solver.position == whole.solver.position)
    // A checkpoint is of the job, whatever it says differently.
    try half.save(to: scratch.path("checkpoint"))
    let changes: [(inout SampledJob.Schedules) -> Void] = [
      { $0.discount = DiscountSchedule(.linear, name: "linear") }, { $0.traversals = NumberSchedule(9) }, { $0.averageStart = .seconds(6) }, { $0.floor = -4 },
      { $0.exploration = NumberSchedule(0.5) }, { $0.pruneBelow = NumberSchedule(-2) }, { $0.pruneFraction = 0.75 }, { $0.pruneStart = .iterations(3) },
    ]
    for (change, name) in zip(
      changes, ["discount.name is \"cfr+\" there, \"linear\" here", "traversals", "average.start", "floor is -3", "exploration", "prune.below", "prune.in_fraction", "prune.start"])
    {
      var other = job
      change(&other.schedules)
      let refusal = message { try SampledTrainer(other, crew: makeCrew()).restore(from: scratch.path("checkpoint")) }
      #expect(refusal?.contains("is of another training: ") == true && refusal?.contains(name) == true, "\(refusal ?? name)")
    }
  }

  /// Functions and breakpoints are in no file: they are given again, or the training does not go on.
  @Test func whatNoFileHoldsIsAskedFor() throws {
    let scratch = try Scratch()
    var job = try leducJob(workers: 0, sampling: .outcome)
    let schedules: [(String, (inout SampledJob.Schedules) -> Void)] = [
      ("discount was a function", { $0.discount = DiscountSchedule(name: "a function", predicts: false) { _ in DiscountFactors() } }),
      ("exploration was breakpoints (0: 0.6; 40: 0.2; linear)", { _ in }),
      ("traversals was a function", { $0.traversals = NumberSchedule { _ in 300 } }),
    ]
    for (number, (text, change)) in schedules.enumerated() {
      if number > 1 { job.schedules.exploration = NumberSchedule(0.6) }
      var own = job
      change(&own.schedules)
      let trainer = try SampledTrainer(own, crew: makeCrew())
      try trainer.iterate()
      try SampledFile(scratch.path("saved")).save(trainer)
      let loaded = try SampledFile(scratch.path("saved")).load(crew: makeCrew(), workers: 0) { schedules, _ in
        // The first of them is given, so that another is missed.
        if number != 1 { schedules.exploration = own.schedules.exploration }
      }
      #expect(message { try loaded.iterate() }?.contains("the training's \(text), which no file holds: give `schedule = ") == true, "\(text)")
      #expect(loaded.iterations == 1)
      let given = try SampledFile(scratch.path("saved")).load(crew: makeCrew(), workers: 0) { schedules, sampling in
        #expect(sampling == .outcome)
        schedules = own.schedules
      }
      for trainer in [trainer, given] { try trainer.iterate() }
      #expect(given.solver.fingerprint == trainer.solver.fingerprint)
    }
  }

  /// A file of the format before has the same tables and fewer tasks: play is what it was, and the deals go on behind all that were dealt.
  @Test func aFileOfVersion4GoesOn() throws {
    let scratch = try Scratch(), first = try leducTrainer(workers: 0)
    for _ in 0..<3 { try first.iterate() }
    try first.save(to: scratch.path("five"))
    func write(_ name: String, _ changes: [String: Any], logs: [UInt8] = []) throws {
      let file = TableFile(scratch.path("five"), magic: "HLSAMPL1", what: "training")
      let json = { (data: Data) in try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:] }
      try file.read(json, sizes: { $0["tables"] as? [Int] ?? [] }) { header, runs in
        let changed = try JSONSerialization.data(withJSONObject: header.merging(changes) { $1 })
        try logs.withUnsafeBytes {
          try TableFile(scratch.path(name), magic: "HLSAMPL1", what: "training").write(header: changed, runs: (logs.isEmpty ? [] : [$0]) + runs)
        }
      }
    }
    let position: [String: Any] = ["iterations": 3, "traversals": 45, "nodes": 900, "starts": [22, 23]]
    try write("four", ["version": 4, "traversals": 19_000, "position": position])
    let restored = try leducTrainer(workers: 0)
    try restored.restore(from: scratch.path("four"))
    let loaded = try SampledFile(scratch.path("four")).load(crew: makeCrew(), workers: 0) { schedules, _ in schedules = try leducJob(workers: 0).schedules }
    for next in [restored, loaded] {
      #expect(next.solver.fingerprint == first.solver.fingerprint && next.iterations == 3)
      #expect(next.solver.position.starts == Array(repeating: 23, count: next.plan.layout.tasks))
      try next.iterate()
      #expect(next.solver.traversals == 45 + next.solver.lastTraversals && next.solver.lastTraversals > 18_000)
    }
    // Without a word it goes on where its discount was the usual one, and asks where it was not.
    for (name, problem) in [("linear", nil), ("dcfr", "the training's discount was dcfr, which no file holds: give `schedule = { discount = ... }` to holdem.load to go on")] as [(String, String?)] {
      try write("old", ["version": 4, "traversals": 19_000, "position": position, "schedules": NSNull(), "discountName": name])
      let old = try SampledFile(scratch.path("old")).load(crew: makeCrew(), workers: 0)
      #expect(message { try old.iterate() } == problem)
    }
    // Not the middle of an iteration, whose logs are written otherwise.
    try write("cut", ["version": 4, "position": position, "logs": 4096], logs: Array(repeating: 0, count: 4096))
    try write("three", ["version": 3])
    for (name, version) in [("cut", 4), ("three", 3)] {
      #expect(message { try restored.restore(from: scratch.path(name)) }?.hasSuffix("has format version \(version); this program knows version 5") == true)
    }
  }

  @Test func aFileOfAnotherTrainingOrADamagedOneIsRefused() throws {
    let scratch = try Scratch()
    let first = try leducTrainer(workers: 0)
    try first.iterate()
    try first.save(to: scratch.path("a"))
    let other = try leducTrainer(workers: 0, seed: 9)
    #expect { try other.restore(from: scratch.path("a")) } throws: { "\($0)".contains("seed is 3 there, 9 here") }
    #expect(other.iterations == 0)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: scratch.path("a"))))
    for place in [3, 20, 900, bytes.count / 2, bytes.count - 3] {
      var changed = bytes
      changed[place] ^= 0x10
      try Data(changed).write(to: URL(fileURLWithPath: scratch.path("b")))
      #expect(throws: FileError.self) { try first.restore(from: scratch.path("b")) }
    }
    for length in [0, 7, 15, 100, bytes.count - 1] {
      try Data(bytes[..<length]).write(to: URL(fileURLWithPath: scratch.path("b")))
      #expect(throws: FileError.self) { try first.restore(from: scratch.path("b")) }
    }
    #expect(first.iterations == 1)
  }
}
