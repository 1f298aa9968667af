import Abstraction
import CFR
import Cards
import Foundation
import Game
import Logging
import Workers

@testable import Training

/// The path of the test worker: it is built into the folder of the test program, or one above the bundle's.
let fixturePath: String = {
  #if os(Linux)
    var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  #else
    var folder = Bundle(for: Scratch.self).bundleURL.deletingLastPathComponent()
  #endif
  while folder.path != "/" {
    let file = folder.appendingPathComponent("training-fixture")
    if FileManager.default.isExecutableFile(atPath: file.path) { return file.path }
    folder.deleteLastPathComponent()
  }
  return "training-fixture"
}()

/// A folder of its own for one test, deleted at the end.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("training-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// A file in which the fixture's workers count attempts at tasks.
  func attempts(_ name: String = "attempts") throws -> String {
    try Data(count: 4096).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// The names of all files in the folder.
  var names: [String] { get throws { try names(in: "") } }

  func names(in inner: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path(inner)).sorted() }
}

/// A crew of the fixture's workers. It starts none before a solve wants them.
func makeCrew(_ arguments: [String] = ["__worker"]) -> WorkerCrew {
  var logger = Logger(label: "tests")
  logger.logLevel = .critical
  return WorkerCrew(launch: WorkerLaunch(executable: fixturePath, arguments: arguments), logger: logger)
}

/// The games that the tests save and load.
enum TestGame: String, CaseIterable, CustomStringConvertible {
  case kuhn, leduc, turn

  var description: String { rawValue }

  /// Bytes of a number of the tables.
  var storage: TableStorage { self == .turn ? .f32 : .f64 }

  func job(_ discount: Discount = .dcfr(alpha: 1.5, beta: 0, gamma: 2), workers: Int = 0) throws -> VectorJob {
    var ranges: [HandRange]?
    let tree: BettingTree
    switch self {
    case .kuhn: tree = try BettingTreeBuilder.build(.kuhn(), BetAbstraction(.none))
    case .leduc: tree = try BettingTreeBuilder.build(.leduc(), BetAbstraction(.none))
    case .turn:
      tree = try turnTree("50%, a / 3x")
      ranges = [try HandRange("QQ+,T9s,98s,AhKh"), try HandRange("99-66,KQs,AdTd:0.5")]
    }
    return VectorJob(
      tree: tree, ranges: ranges, discount: DiscountSchedule(discount, name: "\(discount)"), storage: storage, workers: workers)
  }

  func trainer(_ discount: Discount = .dcfr(alpha: 1.5, beta: 0, gamma: 2)) throws -> VectorTrainer {
    try VectorTrainer(try job(discount), crew: makeCrew())
  }
}

func turnTree(_ bets: String) throws -> BettingTree {
  let rules = try GameRules.spot(board: try Card.list("Td9d6hQc"), pot: 20, stacks: [90, 90])
  return try BettingTreeBuilder.build(rules, BetAbstraction(try BetMenu(parsing: bets)))
}

/// A turn spot that is large enough for workers.
func largeJob(workers: Int, _ discount: Discount = .pcfrPlus(gamma: 2, step: 1), shares: Bool = true) throws -> VectorJob {
  var job = VectorJob(
    tree: try turnTree("50%, a / 3x"), ranges: [try HandRange("22+,A2s+,KTs+,QTs+,JTs"), try HandRange("22+,A8s+,K9s+,T9s,98s,87s")],
    discount: DiscountSchedule(discount, name: "test"), storage: .f32, workers: workers)
  job.sharesPasses = shares
  return job
}

/// Leduc by sampling, with schedules that change.
func leducJob(workers: Int, seed: UInt64 = 3, sampling: Sampling = .external, shares: Bool = true) throws -> SampledJob {
  let tree = try BettingTreeBuilder.build(.leduc(), BetAbstraction(.none))
  let cards = CardAbstraction.lossless(streets: 2)
  var schedules = SampledJob.Schedules(discount: DiscountSchedule(.dcfr(alpha: 1.5, beta: 0.5, gamma: 2), name: "dcfr"))
  schedules.exploration = NumberSchedule(Breakpoints([.init(.iteration(0), 0.6), .init(.iteration(40), 0.2)], shape: .linear))
  var job = SampledJob(
    tree: tree, cards: cards, buckets: SampledJob.buckets(tree, try CardLookup(cards, rules: tree.rules)), sampling: sampling,
    // So many that an iteration has several tasks, which go to the workers.
    traversals: 20_000, schedules: schedules, seed: seed, workers: workers)
  job.sharesPhases = shares
  return job
}

func leducTrainer(
  workers: Int, seed: UInt64 = 3, sampling: Sampling = .external, shares: Bool = true, crew: WorkerCrew = makeCrew()
) throws -> SampledTrainer {
  try SampledTrainer(try leducJob(workers: workers, seed: seed, sampling: sampling, shares: shares), crew: crew)
}

/// Two cards in the hand, a flop of two, one more card, from a deck of 18.
func smallHoldemJob(workers: Int) throws -> SampledJob {
  var rules = try GameRules.noLimit(stacks: [12, 12], smallBlind: 1, bigBlind: 2)
  rules.deck = Deck(ranks: 7...12, suits: 3)
  rules.streets = Array(rules.streets.prefix(3))
  rules.streets[1].boardCards = 2
  let options = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0, raiseCap: 1)
  let tree = try BettingTreeBuilder.build(try rules.validated(), BetAbstraction(BetMenu(parsing: "a / a"), options: options))
  let cards = CardAbstraction.lossless(streets: 3)
  var job = SampledJob(
    tree: tree, cards: cards, buckets: SampledJob.buckets(tree, try CardLookup(cards, rules: tree.rules)), sampling: .external, traversals: 20_000,
    schedules: SampledJob.Schedules(discount: DiscountSchedule(.linear, name: "linear")), workers: workers)
  job.evaluation = SampledEvaluation(baselines: [], responses: 0, flops: 12, exactBytes: 0)
  return job
}

/// One of each case of `Discount`, and those that share a case but not a behaviour.
let everyDiscount: [Discount] = [
  .vanilla, .linear, .cfrPlus(averagePower: 1), .cfrPlus(averagePower: 2), .dcfr(alpha: 1.5, beta: 0, gamma: 2),
  .dcfr(alpha: 2, beta: -1, gamma: 3), .dcfrPlus(alpha: 1.5, gamma: 4), .pcfrPlus(gamma: 2, step: 1), .pcfrPlus(gamma: 2, step: 1.0 / 3),
  .pdcfrPlus(alpha: 2.3, gamma: 5),
]

extension VectorTrainer {
  /// Iterates without evaluating in between.
  func iterate(_ count: Int) throws { _ = try run(RunLimits(iterations: count)) }
}

/// The message of the error that `body` throws; nil if it throws none.
func message(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch { return "\(error)" }
}

/// Runs a program and returns its exit code and what it printed.
func execute(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
  let process = Process(), pipe = Pipe()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  while process.isRunning { usleep(2000) }
  return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
