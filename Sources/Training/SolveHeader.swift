import Abstraction
import CFR
import Cards
import Game

/// What a saved solve says of itself: enough to build the same game, tree and method again. JSON at the head of both file formats.
struct SolveHeader: Codable {
  static let currentVersion = 1

  var format: String
  var version = SolveHeader.currentVersion
  var game: GameRules
  /// Weights by combo index, out of position first; absent where every hand is dealt.
  var ranges: [[Float]]?
  /// The labels of each decision's actions, in the tree's order.
  var decisions: [[String]]
  var lastStreet: String?
  /// The stored variant; absent where a script's function weighed the iterations.
  var discount: Discount?
  var discountName: String
  var predicts: Bool
  /// Bytes of a number of the tables.
  var scalarBytes: Int
  var iterations: Int
  /// Numbers in each run of the tables.
  var tables: [Int]

  init(_ trainer: VectorTrainer, format: String) {
    self.format = format
    let job = trainer.job
    game = job.tree.rules
    ranges = job.ranges?.map(\.weights)
    decisions = job.tree.decisions
    lastStreet = job.tree.lastStreet
    discount = job.discount.variant
    discountName = job.discount.name
    predicts = job.discount.predicts
    scalarBytes = job.scalarBytes
    iterations = trainer.solver.iterations
    var counts: [Int] = []
    trainer.solver.forEachTable { counts.append($0.count / job.scalarBytes) }
    tables = counts
  }

  /// The job that makes the same tables.
  ///
  /// - Parameters:
  ///   - path: of the file, for messages.
  ///   - workers: worker processes; no part of a saved solve, since the bytes do not depend on them.
  func job(path: String, workers: Int, memoryLimit: Int?, evaluateEvery: Int, discount replacement: DiscountSchedule?) throws -> VectorJob {
    guard version == Self.currentVersion else { throw FileError.version(path: path, found: version, known: Self.currentVersion) }
    guard scalarBytes == 4 || scalarBytes == 8 else { throw FileError.damaged(path: path, problem: "numbers of \(scalarBytes) bytes") }
    do {
      let rules = try game.validated()
      let tree = try BettingTreeBuilder.rebuild(rules, decisions: decisions, lastStreet: lastStreet)
      let ranges = try ranges.map { try $0.map { weights throws(CardsError) in try HandRange(weights: weights) } }
      if let ranges, ranges.count != 2 { throw FileError.damaged(path: path, problem: "\(ranges.count) ranges for 2 players") }
      let name = discountName, predicts = predicts
      let schedule =
        replacement ?? discount.map { DiscountSchedule($0, name: name) }
        ?? DiscountSchedule(name: name, predicts: predicts) { _ in
          throw TrainingError.schedule("the solve was weighed by a script's function, which no file holds: give `schedule = { discount = ... }` to holdem.load to go on")
        }
      guard schedule.predicts == predicts else {
        throw TrainingError.schedule("the solve was made with \"\(discountName)\", whose tables another kind of discount cannot use")
      }
      return VectorJob(
        tree: tree, ranges: ranges, discount: schedule, scalarBytes: scalarBytes, workers: workers, memoryLimit: memoryLimit,
        evaluateEvery: evaluateEvery)
    } catch let error as GameError { throw FileError.damaged(path: path, problem: "its game: \(error)") } catch let error as AbstractionError {
      throw FileError.damaged(path: path, problem: "\(error)")
    } catch let error as CardsError { throw FileError.damaged(path: path, problem: "its ranges: \(error)") }
  }
}
