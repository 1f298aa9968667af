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
    let loaded = try SampledFile(scratch.path("five")).load(crew: makeCrew(), schedules: leducJob(workers: 0).schedules, workers: 0)
    for _ in 5..<12 { try loaded.iterate() }
    #expect(loaded.solver.fingerprint == whole.solver.fingerprint)
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
    let loaded = try SampledFile(scratch.path("four")).load(crew: makeCrew(), schedules: leducJob(workers: 0).schedules, workers: 0)
    for next in [restored, loaded] {
      #expect(next.solver.fingerprint == first.solver.fingerprint && next.iterations == 3)
      #expect(next.solver.position.starts == Array(repeating: 23, count: next.plan.layout.tasks))
      try next.iterate()
      #expect(next.solver.traversals == 45 + next.solver.lastTraversals && next.solver.lastTraversals > 18_000)
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
