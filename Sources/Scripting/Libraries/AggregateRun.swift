import Abstraction
import CFR
import Cards
import Lua
import Report
import Training

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

  /// - Returns: the rows in the order of the list; fewer than it has if the run was interrupted.
  func run() throws -> [AggregateRow] {
    let first = try solver(plan.flops[0])
    let limits = try first.readLimits(plan.run, "holdem.aggregate: run")
    try checkLines(first)
    guard host.check == nil else {
      try host.checkState.run()
      return [try priced(first)]
    }
    guard !host.isInterrupted() else { throw TrainingError.interrupted }
    let head = Head(
      flops: plan.flops, lines: plan.lines, limits: .init(iterations: limits.iterations, target: limits.target, seconds: limits.seconds))
    let folder = try openFolder(head, first)
    var rows = Dictionary((folder?.rows ?? []).map { ($0.row.board, $0.row) }) { $1 }
    let left = plan.flops.filter { rows[$0.board] == nil }
    defer { host.onBatch(nil) }
    for (place, entry) in left.enumerated() {
      host.onBatch(BatchProgress(index: place + 1, count: left.count, label: entry.board))
      let solver = entry.board == plan.flops[0].board ? first : try solver(entry)
      guard let kept = try solve(entry, solver) else { break }
      try folder?.add(kept, head)
      rows[entry.board] = kept.row
    }
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
      if case .object(let object) = answer, object is SampledSolverObject {
        throw ScriptError.value(
          at: path,
          problem: "the solver's method is holdem.mccfr, which works out no exact equities, EVs and frequencies to compare: give it `method = holdem.cfr { ... }`, or none")
      }
      throw ScriptError.value(at: path, problem: "expected a solver with the method holdem.cfr, found \(answer.shown)")
    }
    guard solver.rules.board == (try? Card.list(entry.board)) else {
      throw ScriptError.value(at: path, problem: "the solver's game has the board \"\(solver.rules.board.map(\.description).joined())\"")
    }
    solver.isPartOfList = true
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
    try folder.resume(head) { kept in
      let rows = kept.map(\.row)
      return Set(rows.map(\.board)).count == rows.count
        && rows.allSatisfy { row in plan.flops.contains { $0.board == row.board && $0.weight == row.weight } && row.lines.map(\.line) == plan.lines && row.isSound }
    }
    guard let done = folder.rows.first else { return folder }
    let solver = done.row.board == plan.flops[0].board ? first : try solver(.init(board: done.row.board, weight: 1))
    guard try Self.digits(solver.solve()) == done.solve else {
      throw FileError.differs(path: path, differences: ["the solver of \(done.row.board) has another game, tree, ranges, locks or method than the one that was solved"])
    }
    host.logger.notice("\(folder.rows.count) of \(plan.flops.count) flops are done in \"\(path)\"")
    return folder
  }

  /// Solves a flop; nil if it was interrupted.
  private func solve(_ entry: AggregatePlan.Entry, _ solver: SolverObject) throws -> Kept? {
    guard !host.isInterrupted() else { return nil }
    let trainer = try solver.solve()
    let digits = try Self.digits(trainer)
    let (_, reason) = try solver.run(try solver.readLimits(plan.run, "holdem.aggregate: run"))
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

  /// The row of the first flop where a script is only priced: numbers that have the right form and no meaning.
  private func priced(_ solver: SolverObject) throws -> AggregateRow {
    let tree = solver.tree
    let lines = try plan.lines.map { line in
      let children = Array(tree.nodes[try tree.find(line).node].children)
      return AggregateRow.Line(
        line: line, reach: 1, labels: children.map(tree.label), frequencies: children.map { _ in 1 / Double(children.count) })
    }
    return AggregateRow(
      board: plan.flops[0].board, weight: plan.flops[0].weight, deals: 1, pot: solver.pot, iterations: 0, exploitability: 0, equity: [0.5, 0.5],
      ev: [0, 0], lines: lines)
  }

  private static func digits(_ trainer: VectorTrainer) throws -> String { String(try trainer.jobDigest, radix: 16) }
}
