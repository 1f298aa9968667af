import Abstraction
import CFR
import Cards
import Foundation
import Game

/// What a saved solve says of itself: enough to build the same game, tree and method again. JSON at the head of both file formats.
struct SolveHeader: Codable {
  /// The newest version of a format. Saved solves of version 1 know no `cut`; what has none is still written as version 1.
  static func newestVersion(_ format: String) -> Int { format == SolveFile.format ? 2 : 1 }

  var format: String
  var version = 1
  var game: GameRules
  /// Weights by combo index, out of position first; absent where every hand is dealt.
  var ranges: [[Float]]?
  /// The labels of each decision's actions, in the tree's order.
  var decisions: [[String]]
  var lastStreet: String?
  /// What a utility made of the payoffs, of each seat at each end; absent where payoffs are chips.
  var utility: [BettingTree.Payoff]?
  /// Strategies that are fixed; absent where there are none.
  var locks: [Lock]?
  /// How the job weighs iterations; absent in files of earlier versions.
  var method: Method?
  /// The stored variant in use; absent where a script's function weighed the iterations. A hook may have changed it.
  var discount: Discount?
  var discountName: String
  var predicts: Bool
  /// Bytes of a number of the tables.
  var scalarBytes: Int
  var iterations: Int
  /// Numbers in each run of the tables.
  var tables: [Int]
  /// Where the script's run stood, and the last evaluation: in checkpoints only, since a clock makes no two saves alike.
  var progress: RunProgress?
  var evaluated: Evaluated?
  /// The pass that an error ended half way; in checkpoints only.
  private(set) var cut: Cut?

  struct Cut: Codable {
    var pass: CutPass
    /// Bytes of the results of each task that was done.
    var results: [Int]
  }

  mutating func setCut(_ cut: Cut) {
    (self.cut, version) = (cut, 2)
  }

  /// A discount as it is written in a script.
  struct Method: Codable {
    var name: String
    var variant: Discount?
  }

  struct Evaluated: Codable {
    var iteration: Int
    var value: Evaluation
  }

  /// Keys that say where a solve stands, and not what it is.
  static let positionKeys: Set = ["discount", "discountName", "iterations", "progress", "evaluated", "cut", "version"]

  init(_ trainer: VectorTrainer, format: String) {
    self.format = format
    let job = trainer.job
    game = job.tree.rules
    ranges = job.ranges?.map(\.weights)
    decisions = job.tree.decisions
    lastStreet = job.tree.lastStreet
    utility = job.tree.hasUtility ? job.tree.payoffs : nil
    locks = job.locks.isEmpty ? nil : job.locks
    method = Method(name: job.discount.name, variant: job.discount.variant)
    discount = trainer.discount.variant
    discountName = trainer.discount.name
    predicts = trainer.discount.predicts
    scalarBytes = job.storage.bytes
    iterations = trainer.solver.iterations
    tables = trainer.solver.tableSizes.map { $0 / job.storage.bytes }
  }

  /// Reads a header.
  init(json: Data, format: String, path: String) throws {
    do { self = try JSONDecoder().decode(SolveHeader.self, from: json) } catch let error as DecodingError {
      // Another version may have other keys.
      if let kind = try? JSONDecoder().decode(Kind.self, from: json) { try Self.check(kind, format: format, path: path) }
      throw FileError.damaged(path: path, problem: "it cannot be read: \(error.text)")
    }
    try Self.check(Kind(format: self.format, version: version), format: format, path: path)
    guard TableStorage(rawValue: scalarBytes) != nil else { throw FileError.damaged(path: path, problem: "numbers of \(scalarBytes) bytes") }
    guard 0...RunProgress.mostIterations ~= iterations else { throw FileError.damaged(path: path, problem: "\(iterations) iterations") }
    guard progress?.isSound ?? true else { throw FileError.damaged(path: path, problem: "it says that its run stands where none can") }
  }

  /// What every version of a header has.
  private struct Kind: Decodable {
    var format: String
    var version: Int
  }

  private static func check(_ kind: Kind, format: String, path: String) throws(FileError) {
    guard kind.format == format else { throw .damaged(path: path, problem: "its format is \"\(kind.format)\", not \"\(format)\"") }
    let newest = newestVersion(format)
    guard 1...newest ~= kind.version else { throw .version(path: path, found: kind.version, known: newest) }
  }

  /// The header as it is written.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(self)
  }

  /// A digest of what the solve is: game, tree, ranges, locks, method.
  static func digest(_ trainer: VectorTrainer) throws -> UInt64 {
    var header = SolveHeader(trainer, format: "digest")
    (header.iterations, header.discount, header.discountName) = (0, nil, "")
    var digest = TableDigest()
    try header.json().withUnsafeBytes { digest.add($0) }
    return digest.value
  }

  /// The job that makes the same tables.
  ///
  /// - Parameters:
  ///   - path: of the file, for messages.
  ///   - workers: worker processes; no part of a saved solve, since the bytes do not depend on them.
  func job(path: String, workers: Int, memoryLimit: Int?, discount replacement: DiscountSchedule?) throws -> VectorJob {
    try FileError.blaming(path) {
      let tree = try BettingTree.saved(game, decisions: decisions, lastStreet: lastStreet, utility: utility, path: path)
      let rules = tree.rules
      let ranges = try ranges.map { try $0.map { weights throws(CardsError) in try HandRange(weights: weights) } }
      if let ranges, ranges.count != 2 { throw FileError.damaged(path: path, problem: "\(ranges.count) ranges for 2 players") }
      if ranges != nil, rules.holeCards != 2 || rules.deck != .standard {
        throw FileError.damaged(path: path, problem: "ranges of two cards out of 52, in a game of other cards")
      }
      let name = discountName, predicts = predicts
      let schedule =
        replacement ?? discount.map { DiscountSchedule($0, name: name) }
        ?? DiscountSchedule(name: name, predicts: predicts) { _ in
          throw TrainingError.schedule("the solve was weighed by \(name), which no file holds: give `schedule = { discount = ... }` to holdem.load to go on")
        }
      guard let storage = TableStorage(rawValue: scalarBytes), !predicts || storage != .bits16 else {
        throw FileError.damaged(path: path, problem: "numbers of \(scalarBytes) bytes with \"\(discountName)\"")
      }
      guard schedule.predicts == predicts else {
        throw TrainingError.schedule("the solve was made with \"\(discountName)\", whose tables another kind of discount cannot use")
      }
      return VectorJob(
        tree: tree, ranges: ranges, locks: locks ?? [], discount: schedule, storage: storage, workers: workers,
        memoryLimit: memoryLimit)
    }
  }

  /// What a hook had put in the place of the job's discount; nil if it is the job's own.
  var discountByHook: DiscountSchedule? {
    if let discount { return discount == method?.variant ? nil : DiscountSchedule(discount, name: discountName) }
    guard let method, method.variant != nil || method.name != discountName else { return nil }
    let name = discountName
    return DiscountSchedule(name: discountName, predicts: predicts) { _ in
      throw TrainingError.schedule("a hook had made \(name) weigh the iterations, which no checkpoint holds: return it from on_start to go on")
    }
  }

  /// The job's trainer; a game that cannot be solved is the file's fault.
  static func trainer(_ job: VectorJob, crew: WorkerCrew, path: String) throws -> VectorTrainer {
    do { return try VectorTrainer(job, crew: crew) } catch let error as CFRError { throw FileError.damaged(path: path, problem: "its game: \(error)") }
  }
}

extension DecodingError {
  /// What is wrong and where, for people.
  var text: String {
    switch self {
    case .keyNotFound(let key, let context): "`\(Self.path(context.codingPath + [key]))` is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      context.codingPath.isEmpty ? context.debugDescription : "`\(Self.path(context.codingPath))`: \(context.debugDescription)"
    @unknown default: "\(self)"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String { keys.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: ".") }
}
