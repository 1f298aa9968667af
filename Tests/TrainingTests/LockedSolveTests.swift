import Abstraction
import CFR
import Cards
import Foundation
import Game
import Testing

@testable import Training

/// Locks belong to a solve: they are saved with it, and no number of workers changes them.
@Suite struct LockedSolveTests {
  /// `largeJob` with a lock of every hand on every river, one on a single card, and one of some hands.
  private func job(workers: Int) throws -> VectorJob {
    var job = try largeJob(workers: workers)
    func lock(_ line: String, _ mix: [Double], where isLocked: (CardSet) -> Bool = { _ in true }) throws -> Lock {
      let found = try job.tree.findPattern(line)
      let hands = PrivateHands.dealt(job.tree.rules, ranges: job.ranges)[Int(job.tree.nodes[found.node].player)].cards
      return Lock(node: found.node, dealt: found.dealt.map { $0.map { CardSet($0) } }, parts: [.init(mix: mix, hands: hands.filter(isLocked))])
    }
    let aces = try CardSet("AcAdAhAs")
    job.locks = [
      try lock("b10-c/*/x", [0.5, 0.25, 0.25]), try lock("x-x/2c/", [1, 0, 0]),
      try lock("x", [0.125, 0.375, 0.5]) { !$0.isDisjoint(with: aces) },
    ]
    return job
  }

  @Test func anyNumberOfWorkersAndAStopGiveTheSameBytes() throws {
    let scratch = try Scratch()
    var fingerprints: Set<UInt64> = []
    for workers in [0, 1, 2] {
      let crew = makeCrew()
      defer { crew.shutdown() }
      let trainer = try VectorTrainer(try job(workers: workers), crew: crew)
      #expect(trainer.workers == workers)
      try trainer.iterate(5)
      try SolveFile(scratch.path("\(workers)")).save(trainer)
      let next = try SolveFile(scratch.path("\(workers)")).load(crew: crew, workers: 2 - workers)
      #expect(next.job.locks == trainer.job.locks)
      try next.iterate(3)
      fingerprints.insert(next.solver.fingerprint)
      let place = try PublicPlace("b10-c/7s/x", in: next.job.tree)
      #expect(Set(try next.solver.strategy(at: place).probabilities.compactMap { $0 }) == [[0.5, 0.25, 0.25]])
    }
    #expect(fingerprints.count == 1)
    for workers in ["1", "2"] { #expect(FileManager.default.contentsEqual(atPath: scratch.path("0"), andPath: scratch.path(workers))) }
  }

  @Test func aPolicyKeepsItsLocks() throws {
    let scratch = try Scratch()
    var job = try TestGame.kuhn.job()
    let node = try job.tree.findPattern("b1").node
    job.locks = [Lock(node: node, dealt: [], parts: [.init(mix: [0.25, 0.75], hands: [try CardSet("Qc")])])]
    let trainer = try VectorTrainer(job, crew: makeCrew())
    try trainer.iterate(50)
    let file = try #require(PolicyFile(scratch.path("policy.json")))
    try file.write(trainer)
    let loaded = try PolicyReader(file.path).load(crew: makeCrew(), workers: 0)
    #expect(loaded.job.locks == job.locks)
    let before = try trainer.evaluate(), after = try loaded.evaluate()
    for player in 0..<2 { #expect(abs(before.bestResponses[player] - after.bestResponses[player]) < 1e-9) }
  }

  /// What the header says of a lock, changed; and what the error says then. The checksum is made to fit.
  @Test(arguments: [
    (#""mix":[0.25,0.75]"#, #""mix":[0.25,0.85]"#, "its game: the lock at \"b1\" has the mix [0.25, 0.85]"),
    (#""hands":["Qc"]"#, #""hands":["Qd"]"#, "its game: the lock at \"b1\" is for Qd, which ip cannot hold"),
    (#""hands":["Qc"]"#, #""hands":["Zz"]"#, "it cannot be read: `locks.1.parts.1.hands.1`: \"Zz\" is no set of cards"),
    (#""dealt":[]"#, #""dealt":[null]"#, "its game: the lock at \"b1\" is for 1 deals"),
  ])
  func damagedLocksAreRefused(_ found: String, _ damage: String, _ problem: String) throws {
    let scratch = try Scratch(), path = scratch.path("policy.json")
    var job = try TestGame.kuhn.job()
    let node = try job.tree.findPattern("b1").node
    job.locks = [Lock(node: node, dealt: [], parts: [.init(mix: [0.25, 0.75], hands: [try CardSet("Qc")])])]
    let trainer = try VectorTrainer(job, crew: makeCrew())
    try #require(PolicyFile(path)).write(trainer)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains(found))
    try text.replacing(found, with: damage, maxReplacements: 1).write(toFile: path, atomically: true, encoding: .utf8)
    #expect(message { _ = try PolicyReader(path).load(crew: makeCrew(), workers: 0) }?.hasSuffix(problem) == true)
  }
}
