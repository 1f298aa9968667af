import Abstraction
import CFR
import Cards
import Foundation
import Game

/// What a saved sampled training says of itself: enough to build the same game, tree and tables again. JSON at the head of a `SampledFile`.
struct SampledHeader: Codable {
  /// 3: lossless hands are numbered board by board. 4: one table, in which sums of strategies have no stamps; iterations that were cut short.
  /// 5: other logs, and more tasks; the tables are those of 4.
  static let currentVersion = 5
  static let format = "holdem-lua sampled training"

  var format = SampledHeader.format
  var version = SampledHeader.currentVersion
  var game: GameRules
  /// The labels of each decision's actions, in the tree's order.
  var decisions: [[String]]
  var lastStreet: String?
  /// In a spot: both players' weights by combo.
  var ranges: [[Float]]?
  /// What a utility made of the payoffs, of each seat at each end; absent where payoffs are chips.
  var utility: [BettingTree.Payoff]?
  var cards: CardAbstraction
  var buckets: [Int]
  var sampling: Sampling
  /// Traversals of an iteration that the logs are laid out for.
  var traversals: Int
  /// How iterations sample and weigh; absent in files of earlier programs.
  var schedules: SavedSchedules?
  /// Of earlier programs, which knew the name of the discount alone.
  private(set) var discountName: String?
  var seed: UInt64
  /// Bytes of each run of the tables.
  var tables: [Int]
  /// Bytes of the logs of the next iteration, if an error ended its merge; in checkpoints only.
  var logs: Int?
  var position: SampledSolver.Position
  /// Where the script's run stood, what its hooks changed, and the last evaluation: in checkpoints only.
  var progress: RunProgress?
  var changes: HookChanges?
  var evaluated: Evaluated?

  struct Evaluated: Codable {
    var iteration: Int
    var exact: Evaluation?
    var measures: [Measure]
  }

  /// Keys that say where a training stands, and not what it is.
  static let positionKeys: Set = ["position", "progress", "changes", "evaluated", "discountName", "logs"]

  /// - Parameter isCheckpoint: whether to say what the job's schedules are, beside which a checkpoint holds what hooks changed, or what is done now.
  init(_ trainer: SampledTrainer, isCheckpoint: Bool) {
    let job = trainer.job
    game = job.tree.rules
    decisions = job.tree.decisions
    lastStreet = job.tree.lastStreet
    ranges = job.ranges?.map(\.weights)
    utility = job.tree.hasUtility ? job.tree.payoffs : nil
    cards = job.cards
    buckets = job.buckets
    sampling = job.sampling
    traversals = trainer.plan.traversals
    schedules = SavedSchedules(isCheckpoint ? job.schedules : trainer.schedules)
    seed = job.seed
    var sizes: [Int] = []
    trainer.solver.forEachTable { sizes.append($0.count) }
    tables = sizes
    position = trainer.solver.position
  }

  /// Bytes of each run of the file.
  var runs: [Int] { (logs.map { [$0] } ?? []) + tables }

  /// Reads a header.
  init(json: Data, path: String) throws {
    struct Kind: Decodable {
      var format: String
      var version: Int
    }
    do {
      let kind = try JSONDecoder().decode(Kind.self, from: json)
      guard kind.format == Self.format else { throw FileError.damaged(path: path, problem: "its format is \"\(kind.format)\", not \"\(Self.format)\"") }
      guard kind.version == Self.currentVersion || kind.version == 4 else { throw FileError.version(path: path, found: kind.version, known: Self.currentVersion) }
      self = try JSONDecoder().decode(Self.self, from: json)
    } catch let error as DecodingError {
      throw FileError.damaged(path: path, problem: "it cannot be read: \(error.text)")
    }
    guard ([position.iterations, position.traversals, position.nodes] + position.starts).allSatisfy({ 0...RunProgress.mostIterations ~= $0 }) else {
      throw FileError.damaged(path: path, problem: "it says that \(position.iterations) iterations, \(position.traversals) traversals and \(position.nodes) nodes were done")
    }
    guard 1...1_000_000_000 ~= traversals else { throw FileError.damaged(path: path, problem: "\(traversals) traversals an iteration") }
    guard schedules?.isSound ?? true else { throw FileError.damaged(path: path, problem: "its schedules cannot be followed") }
    guard progress?.isSound ?? true else { throw FileError.damaged(path: path, problem: "it says that its run stands where none can") }
  }

  /// What a file of version 4 says, for a training with other tasks: each deals on behind all that was dealt.
  ///
  /// - Throws: `FileError.version` for an iteration that was cut short, whose logs nobody can read any more.
  func adapted(to trainer: SampledTrainer, path: String) throws(FileError) -> SampledHeader {
    guard version < Self.currentVersion else { return self }
    guard logs == nil else { throw .version(path: path, found: version, known: Self.currentVersion) }
    var header = self
    header.version = Self.currentVersion
    header.traversals = trainer.plan.traversals
    header.position.starts = Array(repeating: position.starts.max() ?? 0, count: trainer.plan.layout.tasks)
    return header
  }

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(self)
  }

  /// What the training goes on with. Files of earlier programs name their discount, and know no more of how they sample.
  private var savedSchedules: SampledJob.Schedules {
    if let schedules { return schedules.schedules }
    let linear = DiscountSchedule(.linear, name: "linear")
    guard let discountName, discountName != linear.name else { return SampledJob.Schedules(discount: linear) }
    return SampledJob.Schedules(discount: SavedSchedule<Discount>(name: discountName, value: nil).schedule(SavedSchedules.lost("discount")))
  }

  /// The job that makes the same tables.
  ///
  /// - Parameter adjust: changes the schedules that were saved.
  func job(path: String, workers: Int, memoryLimit: Int?, _ adjust: (inout SampledJob.Schedules, Sampling) throws -> Void) throws -> SampledJob {
    var schedules = savedSchedules
    try adjust(&schedules, sampling)
    // What is wrong from here on is the file's fault.
    return try job(path: path, schedules, workers: workers, memoryLimit: memoryLimit)
  }

  private func job(path: String, _ schedules: SampledJob.Schedules, workers: Int, memoryLimit: Int?) throws -> SampledJob {
    try FileError.blaming(path) {
      let tree = try BettingTree.saved(game, decisions: decisions, lastStreet: lastStreet, utility: utility, path: path)
      let rules = tree.rules
      let ranges = try readRanges(rules, path: path)
      let lookup = try CardLookup(cards, rules: rules)
      let counts = SampledJob.buckets(tree, lookup)
      guard counts == buckets else { throw FileError.damaged(path: path, problem: "it names \(buckets) buckets, its cards have \(counts)") }
      return SampledJob(
        tree: tree, ranges: ranges, cards: cards, buckets: buckets, sampling: sampling, traversals: traversals, schedules: schedules, seed: seed,
        workers: workers, memoryLimit: memoryLimit)
    }
  }

  private func readRanges(_ rules: GameRules, path: String) throws -> [HandRange]? {
    guard let ranges = try ranges?.map({ try HandRange(weights: $0) }) else { return nil }
    guard ranges.count == 2, rules.players == 2, rules.holeCards == 2, rules.deck == .standard else {
      throw FileError.damaged(path: path, problem: "\(ranges.count) ranges of two cards out of 52, in a game of other cards or players")
    }
    let hands = PrivateHands.dealt(rules, ranges: ranges)
    guard PrivateHands.pairWeight(hands[0], hands[1]) > 0 else {
      throw FileError.damaged(path: path, problem: "its ranges: no two hands of them can be dealt together")
    }
    return ranges
  }
}
