import Abstraction
import CFR
import Cards
import Game
import Testing

@testable import Training

/// What a solve costs is known before, and kept to.
@Suite struct PriceTests {
  /// All-ins on the turn and the river, ranges wide enough for workers, regrets with and without predictions.
  enum Job: CaseIterable {
    case kuhn, leduc, turn, largeAlone, largeWithWorkers

    func make() throws -> VectorJob {
      switch self {
      case .kuhn: try TestGame.kuhn.job()
      case .leduc: try TestGame.leduc.job(.pcfrPlus(gamma: 2, step: 1))
      case .turn: try TestGame.turn.job()
      case .largeAlone: try largeJob(workers: 0)
      case .largeWithWorkers: try largeJob(workers: 2, .vanilla)
      }
    }
  }

  @Test(arguments: Job.allCases)
  func thePriceIsWhatIsAllocated(_ job: Job) throws {
    let job = try job.make()
    let price = try job.price(), trainer = try VectorTrainer(job, crew: makeCrew())
    #expect(price.totalBytes == trainer.solver.layout.byteCount)
    #expect(price.totalBytes == trainer.price.totalBytes)
    #expect(price.tableBytes == trainer.solver.layout.tableBytes)
    #expect(price.streets.reduce(0) { $0 + $1.bytes } == trainer.solver.tableSizes.reduce(0, +))
    #expect(price.tasks == trainer.solver.game.tasks.count)
  }

  @Test func whatTheStreetsSay() throws {
    let price = try TestGame.leduc.job().price()
    #expect(price.streets.map(\.name) == ["round 1", "round 2"])
    #expect(price.streets.map(\.decisions) == [6, 30])
    #expect(price.streets.map(\.boards) == [1, 3], "three ranks: two suits make the same")
    #expect(price.streets.map(\.hands) == [[6, 6], [5, 5]])
    #expect(price.largestStreet == "round 2")
  }

  @Test func aLimitIsKept() throws {
    var job = try largeJob(workers: 0)
    let needed = try job.price().totalBytes
    job.memoryLimit = needed
    _ = try VectorTrainer(job, crew: makeCrew())
    job.memoryLimit = needed - 1
    do {
      _ = try VectorTrainer(job, crew: makeCrew())
      Issue.record("made in spite of its limit")
    } catch TrainingError.memory(let wanted, let limit, let name, let price) {
      #expect(wanted == needed && limit == needed - 1 && name == "the script's memory limit" && price.largestStreet == "river")
    }
    job.memoryLimit = 1000
    #expect(
      message { _ = try VectorTrainer(job, crew: makeCrew()) }
        == "the solve needs \(bytesText(needed)), over the script's memory limit of 1000 B; most of it is the river: fewer bet sizes there, a lower raise_cap, narrower ranges, or a later starting street shrink it"
    )
  }

  @Test func aLoadedSolveKeepsItsLimitToo() throws {
    let scratch = try Scratch(), file = SolveFile(scratch.path("solve"))
    try file.save(try TestGame.leduc.trainer())
    #expect(message { _ = try file.load(crew: makeCrew(), workers: 0, memoryLimit: 100) }?.contains("over the script's memory limit of 100 B") == true)
  }

  @Test func moreBoardsThanCanBeEnumeratedAreRefusedAtOnce() throws {
    let rules = try GameRules.limit(stacks: [200, 200], smallBlind: 1, bigBlind: 2)
    let tree = try BettingTreeBuilder.build(rules, BetAbstraction(.none))
    let job = VectorJob(tree: tree, ranges: nil, discount: DiscountSchedule(.linear, name: "linear"), storage: .f32, workers: 0)
    #expect(message { _ = try job.price() }?.hasPrefix("the river has more than 400000 distinct boards") == true)
  }
}
