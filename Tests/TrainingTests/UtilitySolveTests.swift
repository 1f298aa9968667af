import Abstraction
import CFR
import Foundation
import Game
import Testing

@testable import Training

/// A utility is saved as what it made of the payoffs: a load needs no function.
@Suite struct UtilitySolveTests {
  private func trainer(_ game: TestGame) throws -> VectorTrainer {
    var job = try game.job()
    job.tree = job.tree.measured { stacks in stacks.map { ($0 + 10).squareRoot() } }
    return try VectorTrainer(job, crew: makeCrew())
  }

  @Test(arguments: TestGame.allCases)
  func aLoadedSolveGoesOnAsOneRun(_ game: TestGame) throws {
    let scratch = try Scratch(), file = SolveFile(scratch.path("solve"))
    let whole = try trainer(game), first = try trainer(game)
    try whole.iterate(12)
    try first.iterate(5)
    try file.save(first)
    let second = try file.load(crew: makeCrew(), workers: 0)
    #expect(second.job.tree.hasUtility)
    #expect(second.job.tree.payoffs == whole.job.tree.payoffs)
    try second.iterate(7)
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
    #expect(try second.evaluate().values == whole.evaluate().values)
    let plain = try game.trainer()
    try plain.iterate(12)
    #expect(plain.solver.fingerprint != whole.solver.fingerprint)
  }

  @Test func anyNumberOfWorkersGivesTheSameBytes() throws {
    var fingerprints: Set<UInt64> = []
    for workers in [0, 2] {
      let crew = makeCrew()
      defer { crew.shutdown() }
      var job = try largeJob(workers: workers)
      job.tree = job.tree.measured { stacks in stacks.map { $0.squareRoot() } }
      let trainer = try VectorTrainer(job, crew: crew)
      try trainer.iterate(5)
      fingerprints.insert(trainer.solver.fingerprint)
    }
    #expect(fingerprints.count == 1)
  }

  @Test func aDamagedUtilityIsRefused() throws {
    let scratch = try Scratch(), path = scratch.path("policy.json")
    try #require(PolicyFile(path)).write(try trainer(.kuhn))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("\"utility\":["))
    try text.replacing("\"utility\":[", with: "\"utility\":[{\"win\":1,\"tie\":1,\"lose\":1},").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(message { _ = try PolicyReader(path).load(crew: makeCrew(), workers: 0) }?.hasSuffix("payoffs of its utility do not fit its tree") == true)
  }
}
