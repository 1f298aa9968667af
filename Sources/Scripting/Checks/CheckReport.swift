import CFR
import Cards
import Foundation
import Game
import Training

/// What `holdem-lua check --json` prints of a solver.
struct CheckReport: Encodable {
  struct Street: Encodable {
    var name: String
    var boards: Int
    var decisions: Int
    var actions: Int
    var terminals: Int
    /// The most hands of each player on a board.
    var hands: [Int]
    var bytes: Int
  }

  struct Memory: Encodable {
    var tables: Int
    var total: Int
    /// What the solve may take.
    var limit: Int
  }

  struct Iteration: Encodable {
    /// Numbers of both players' tables; each is read and written at least once an iteration.
    var numbers: Int
    var tasks: Int
  }

  var game: GameRules
  /// Out of position first, in the normalised form.
  var ranges: [String]?
  var method: String
  var numberBytes: Int
  var workers: Int
  var hasUtility: Bool
  var locks: [Lock]
  var nodes: Int
  /// The labels of each decision's actions, in the tree's order.
  var decisions: [[String]]
  var streets: [Street]
  var memory: Memory
  var iteration: Iteration
  var warnings: [String]

  /// - Parameter available: bytes that the machine has for a solve.
  init(_ check: SolverCheck, available: Int) {
    let job = check.job, price = check.price
    game = check.tree.rules
    ranges = job.ranges?.map(\.description)
    method = check.method
    numberBytes = job.storage.bytes
    workers = job.workers
    hasUtility = check.tree.hasUtility
    locks = job.locks
    nodes = check.tree.nodes.count
    decisions = check.tree.decisions
    streets = price.streets.map {
      Street(
        name: $0.name, boards: $0.boards, decisions: $0.decisions, actions: $0.actions, terminals: $0.terminals, hands: $0.hands, bytes: $0.bytes)
    }
    memory = Memory(tables: price.tableBytes, total: price.totalBytes, limit: min(job.memoryLimit ?? .max, available))
    iteration = Iteration(numbers: price.cells, tasks: price.tasks)
    warnings = check.warnings
  }

  /// All solvers of a script, as one object.
  ///
  /// - Parameter available: bytes that the machine has for a solve.
  static func text(_ checks: [any ScriptCheck], available: Int) throws -> String {
    struct Solver: Encodable {
      var report: any Encodable
      func encode(to encoder: any Encoder) throws { try report.encode(to: encoder) }
    }
    struct Script: Encodable { var solvers: [Solver] }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Script(solvers: checks.map { Solver(report: $0.report(available: available)) })), as: UTF8.self) + "\n"
  }
}
