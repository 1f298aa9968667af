import Abstraction
import CFR
import Cards
import Lua
import Report
import Training

/// How far an aggregate is.
public struct AggregateProgress: Sendable {
  /// Flops that are done, of how many.
  public var done: Int
  public var count: Int
  /// The flop under way; nil at the end.
  public var board: String?
  /// Of the flop under way.
  public var iteration = 0
  public var exploitabilityPercent: Double?
  /// Wall-clock seconds to the end, from what the flops so far took.
  public var secondsLeft: Double?
}

/// Tells the solvers of an aggregate that one progress line stands for all of them.
final class AggregateMark {
  var isOn = false
}

/// Solves the flops of a plan, one after the other, and keeps a row of each.
struct AggregateRun {
  /// What the folder says of the list.
  struct Head: Codable {
    var format = "holdem-lua aggregate"
    var version = 1
    var flops: [AggregatePlan.Entry]
    var lines: [String]
    var limits: Limits

    struct Limits: Codable {
      var iterations: Int?
      /// In chips.
      var target: Double?
      var seconds: Double?
    }
  }

  /// What the folder keeps of a flop.
  struct Kept: Codable {
    /// A digest of game, tree, ranges and method, so that rows of other solves are not mixed in.
    var solve: String
    var row: AggregateRow
  }

  let plan: AggregatePlan
  let state: LuaState
  let host: ScriptHost
  private let clock = ContinuousClock()

  init(_ plan: AggregatePlan, state: LuaState, host: ScriptHost) {
    self.plan = plan
    self.state = state
    self.host = host
  }

  /// - Returns: the rows in the order of the list; fewer than it has if the run was interrupted.
  func run() throws -> [AggregateRow] {
    let first = try solver(plan.flops[0])
    let limits = try first.readLimits(plan.run, "holdem.aggregate: run")
    try checkLines(first)
    guard host.check == nil else { throw CheckFinished() }
    guard !host.isInterrupted() else { throw TrainingError.interrupted }
    let head = Head(
      flops: plan.flops, lines: plan.lines, limits: .init(iterations: limits.iterations, target: limits.target, seconds: limits.seconds))
    host.aggregate.isOn = true
    defer {
      host.aggregate.isOn = false
      host.onRunEnd()
    }
    let folder = try openFolder(head, first)
    var rows = Dictionary(uniqueKeysWithValues: (folder?.rows ?? []).map { ($0.row.board, $0.row) })
    let start = clock.now, earlier = rows.count
    for entry in plan.flops where rows[entry.board] == nil {
      var progress = AggregateProgress(done: rows.count, count: plan.flops.count, board: entry.board)
      if rows.count > earlier {
        let seconds = clock.now - start, mean = seconds / (rows.count - earlier), left = mean * (plan.flops.count - rows.count)
        progress.secondsLeft = Double(left.components.seconds)
      }
      let solver = entry.board == plan.flops[0].board ? first : try solver(entry)
      guard let kept = try solve(entry, solver, progress) else { break }
      try folder?.add(kept, head)
      rows[entry.board] = kept.row
    }
    host.onAggregate?(AggregateProgress(done: rows.count, count: plan.flops.count))
    if rows.count < plan.flops.count {
      let rest = folder == nil ? "nothing is kept for a later run, since there is no `folder`" : "`resume = true` or --resume goes on"
      host.logger.warning("interrupted after \(rows.count) of \(plan.flops.count) flops: \(rest)")
    }
    return plan.flops.compactMap { rows[$0.board] }
  }

  /// The script's solver of a flop.
  private func solver(_ entry: AggregatePlan.Entry) throws -> SolverObject {
    let answer = try state.call(plan.solver, [.string(entry.board)]).first ?? .nil
    let path = "holdem.aggregate: solver(\"\(entry.board)\")"
    guard case .object(let object) = answer, let solver = object as? SolverObject else {
      throw ScriptError.value(at: path, problem: "expected a solver with the method holdem.cfr, found \(answer.shown)")
    }
    guard solver.rules.board == (try? Card.list(entry.board)) else {
      throw ScriptError.value(at: path, problem: "the solver's game has the board \"\(solver.rules.board.map(\.description).joined())\"")
    }
    return solver
  }

  private func checkLines(_ solver: SolverObject) throws {
    for line in plan.lines {
      let path = "holdem.aggregate: lines"
      let node: Int
      do { node = try solver.tree.find(line).node } catch { throw ScriptError.value(at: path, problem: "\(error)") }
      if let problem = solver.whyNobodyActs(at: node) { throw ScriptError.value(at: path, problem: "\"\(line)\": \(problem)") }
      guard solver.tree.nodes[node].street == 0 else { throw ScriptError.value(at: path, problem: "\"\(line)\" is not on the flop") }
    }
  }

  private func openFolder(_ head: Head, _ first: SolverObject) throws -> RowsFolder<Head, Kept>? {
    guard let path = plan.folder else {
      if host.resumes { host.logger.warning("--resume: holdem.aggregate has no `folder`, so it starts from the beginning") }
      return nil
    }
    let folder = try RowsFolder<Head, Kept>(path)
    guard folder.isStarted else { return folder }
    guard plan.resumes || host.resumes else {
      throw ScriptError.value(
        at: "holdem.aggregate", problem: "\"\(path)\" holds finished flops: go on from there with `resume = true` or --resume, or name another folder")
    }
    try folder.resume(head)
    guard let done = folder.rows.first else { return folder }
    let solver = done.row.board == plan.flops[0].board ? first : try solver(.init(board: done.row.board, weight: 1))
    guard try Self.digits(solver.solve()) == done.solve else {
      throw FileError.differs(path: path, differences: ["the solver of \(done.row.board) has another game, tree, ranges, locks or method than the one that was solved"])
    }
    host.logger.notice("\(folder.rows.count) of \(plan.flops.count) flops are done in \"\(path)\"")
    return folder
  }

  /// Solves a flop; nil if it was interrupted.
  private func solve(_ entry: AggregatePlan.Entry, _ solver: SolverObject, _ progress: AggregateProgress) throws -> Kept? {
    var progress = progress
    guard !host.isInterrupted() else { return nil }
    host.onAggregate?(progress)
    let trainer = try solver.solve()
    let digits = try Self.digits(trainer)
    let (_, reason) = try solver.run(try solver.readLimits(plan.run, "holdem.aggregate: run")) { status in
      progress.iteration = status.iteration
      progress.exploitabilityPercent = solver.pot > 0 ? status.evaluation.map { $0.exploitability / solver.pot * 100 } : nil
      host.onAggregate?(progress)
    }
    guard reason != .interrupted else { return nil }
    let evaluation = try trainer.evaluate(), tree = solver.tree
    let lines = try plan.lines.map { line in
      let place = try PublicPlace(line, in: tree)
      let view = try NodeView(trainer.solver, at: place)
      return AggregateRow.Line(
        line: line, reach: try trainer.solver.probability(of: place.node), labels: tree.nodes[place.node].children.map(tree.label),
        frequencies: view.actions.map { $0.frequency ?? 0 })
    }
    let row = AggregateRow(
      board: entry.board, weight: entry.weight, deals: trainer.solver.game.pairWeight, pot: solver.pot, iterations: trainer.iterations,
      exploitability: evaluation.exploitability, equity: try solver.equities().ranges, ev: evaluation.values, lines: lines)
    // The tables of one flop are gone before those of the next are made.
    solver.close("the solver of \(entry.board) ended with holdem.aggregate, which keeps its row only")
    return Kept(solve: digits, row: row)
  }

  private static func digits(_ trainer: VectorTrainer) throws -> String { String(try trainer.jobDigest, radix: 16) }
}
