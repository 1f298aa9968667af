import CFR
import Foundation
import Testing
import Workers

@testable import Training

/// The door: what was saved, loaded and continued is what one run would have made.
@Suite struct SaveAndContinueTests {
  @Test(arguments: TestGame.allCases, everyDiscount)
  func aLoadedSolveGoesOnAsOneRun(_ game: TestGame, _ discount: Discount) throws {
    let scratch = try Scratch(), file = SolveFile(scratch.path("solve"))
    let whole = try game.trainer(discount), first = try game.trainer(discount)
    try whole.iterate(20)
    try first.iterate(7)
    try file.save(first)
    let second = try file.load(crew: makeCrew(), workers: 0)
    #expect(second.solver.iterations == 7)
    #expect(second.solver.fingerprint == first.solver.fingerprint)
    #expect(second.discount.variant == discount)
    #expect(second.job.storage == game.storage)
    try second.iterate(13)
    #expect(second.solver.iterations == 20)
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
  }

  @Test(arguments: TestGame.allCases)
  func aLoadedSolveIsWorthTheSame(_ game: TestGame) throws {
    let scratch = try Scratch(), file = SolveFile(scratch.path("solve"))
    let trainer = try game.trainer()
    try trainer.iterate(30)
    try file.save(trainer)
    let before = try trainer.evaluate(), after = try file.load(crew: makeCrew(), workers: 0).evaluate()
    #expect(before.values == after.values)
    #expect(before.bestResponses == after.bestResponses)
    #expect(before.handValues == after.handValues)
  }

  @Test func savingChangesNothingAndTwoSavesAreAlike() throws {
    let scratch = try Scratch(), trainer = try TestGame.leduc.trainer()
    try trainer.iterate(5)
    let before = trainer.solver.fingerprint
    try SolveFile(scratch.path("a")).save(trainer)
    try SolveFile(scratch.path("b")).save(try SolveFile(scratch.path("a")).load(crew: makeCrew(), workers: 0))
    #expect(trainer.solver.fingerprint == before)
    #expect(FileManager.default.contentsEqual(atPath: scratch.path("a"), andPath: scratch.path("b")))
    #expect(try scratch.names == ["a", "b"])
  }

  @Test(arguments: [6, 7])
  func theNumberOfWorkersLeavesNoTrace(_ iterations: Int) throws {
    let scratch = try Scratch()
    var fingerprints: Set<UInt64> = []
    for workers in [0, 1, 2] {
      let crew = makeCrew()
      defer { crew.shutdown() }
      let trainer = try VectorTrainer(try largeJob(workers: workers), crew: crew)
      #expect(trainer.workers == workers)
      try trainer.iterate(iterations)
      try SolveFile(scratch.path("\(workers)")).save(trainer)
      // Saved by so many workers, continued by another number.
      let next = try SolveFile(scratch.path("\(workers)")).load(crew: crew, workers: 2 - workers)
      #expect(next.workers == 2 - workers)
      try next.iterate(3)
      fingerprints.insert(next.solver.fingerprint)
    }
    #expect(fingerprints.count == 1)
    for workers in ["1", "2"] { #expect(FileManager.default.contentsEqual(atPath: scratch.path("0"), andPath: scratch.path(workers))) }
  }

  @Test func whatAHookChangedIsSaved() throws {
    let scratch = try Scratch(), file = SolveFile(scratch.path("solve")), plus = Discount.cfrPlus(averagePower: 2)
    func changeAtThree(_ status: RunStatus) -> RunChanges {
      RunChanges(discount: status.iteration == 3 ? DiscountSchedule(plus, name: "cfr+") : nil)
    }
    let whole = try TestGame.leduc.trainer(.vanilla), first = try TestGame.leduc.trainer(.vanilla)
    _ = try whole.run(RunLimits(iterations: 12), hooks: RunHooks(onIteration: changeAtThree))
    _ = try first.run(RunLimits(iterations: 5), hooks: RunHooks(onIteration: changeAtThree))
    try file.save(first)
    let second = try file.load(crew: makeCrew(), workers: 0)
    #expect(second.discount.variant == plus)
    try second.iterate(7)
    #expect(second.solver.fingerprint == whole.solver.fingerprint)
  }

  @Test func aScriptsFunctionIsAskedForToGoOn() throws {
    let scratch = try Scratch(), file = SolveFile(scratch.path("solve"))
    func schedule() -> DiscountSchedule {
      DiscountSchedule(name: "a function", predicts: false) { DiscountFactors(positive: Double($0 - 1) / Double($0), negative: 0.5) }
    }
    var job = try TestGame.kuhn.job()
    job.discount = schedule()
    let whole = try VectorTrainer(job, crew: makeCrew()), first = try VectorTrainer(job, crew: makeCrew())
    try whole.iterate(9)
    try first.iterate(4)
    try file.save(first)

    let alone = try file.load(crew: makeCrew(), workers: 0)
    #expect(try alone.evaluate().exploitability == first.evaluate().exploitability)
    #expect(message { try alone.iterate(1) }?.contains("give `schedule = { discount = ... }` to holdem.load") == true)

    let second = try file.load(crew: makeCrew(), workers: 0, discount: schedule())
    try second.iterate(5)
    #expect(second.solver.fingerprint == whole.solver.fingerprint)

    let predicting = DiscountSchedule(.pcfrPlus(gamma: 2, step: 1), name: "pcfr+")
    #expect(
      message { _ = try file.load(crew: makeCrew(), workers: 0, discount: predicting) }
        == "the solve was made with \"a function\", whose tables another kind of discount cannot use")
  }
}
