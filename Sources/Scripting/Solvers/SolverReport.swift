import Abstraction
import CFR
import Cards
import Lua
import Report
import Training

/// Makes reports of trainings, for scripts and for `holdem-lua report`.
public enum SolverReport {
  static let program = "holdem-lua \(holdemVersion)"

  /// Writes the report of a vector solve.
  ///
  /// - Parameters:
  ///   - history: the evaluations of its run.
  ///   - title: nil for the board.
  ///   - through: the last street to embed; nil for what `SolveReport` chooses.
  /// - Returns: the last street that is in the file, if later ones were cut.
  @discardableResult
  public static func write(
    _ trainer: VectorTrainer, history: RunHistory, title: String? = nil, through: Int? = nil, to path: String
  ) throws -> String? {
    let solver = trainer.solver, tree = trainer.job.tree
    let hands = solver.game.equities()
    let summary = SolveSummary(
      try trainer.evaluate(), tree: tree, equities: (0..<2).map { solver.game.rangeEquity($0, hands[$0]) }, iterations: solver.iterations,
      seconds: trainer.progress.totalSeconds)
    let report = SolveReport(
      solver, summary: summary, ranges: trainer.job.ranges, title: title, method: "CFR (\(trainer.discount.name))", program: program,
      evaluations: history.points.map(point), through: through)
    try write(to: path, report.write)
    let last = tree.nodes.reduce(0) { $1.kind == .decision ? max($0, Int($1.street)) : $0 }
    return report.through < last ? tree.rules.streets[report.through].name : nil
  }

  /// Writes the report of a sampled training: its curve and the strategies of the first street.
  public static func write(_ trainer: SampledTrainer, history: RunHistory, title: String? = nil, to path: String) throws {
    let tree = trainer.job.tree, board = CardSet(tree.rules.board)
    let usual = tree.rules.holeCards == 1 ? "\(tree.players) players, one hole card" : "\(tree.players) players, before the flop"
    var report = TrainingReport(
      tree, title: title ?? usual, method: "MCCFR (\(trainer.job.sampling.rawValue) sampling)", program: program, iterations: trainer.iterations,
      seconds: trainer.progress.totalSeconds
    ) { node, hand in
      trainer.solver.averageStrategy(node, bucket: trainer.cards.bucket(street: 0, hole: hand, board: board))
    }
    report.evaluations = history.points.map(point)
    if history.isBound { report.measure = "local best response" }
    report.facts = [
      ("Traversals", "\(trainer.solver.traversals)"), ("Nodes visited", "\(trainer.solver.nodes)"),
      ("Buckets", trainer.job.buckets.enumerated().map { "\(tree.rules.streets[$0].name) \($1)" }.joined(separator: ", ")),
    ]
    try write(to: path, report.write)
  }

  private static func point(_ point: RunHistory.Point) -> SolveReport.Point {
    SolveReport.Point(iteration: point.iteration, seconds: point.seconds, exploitability: point.exploitability)
  }

  private static func write(to path: String, _ body: (@escaping (String) throws -> Void) throws -> Void) throws {
    let file = try TextStream(path)
    try body { try file.write($0) }
    try file.commit()
  }
}

/// `solver:report(path, { ... })`.
struct ReportReader {
  static let keys = ["title", "through"]
  let path: String
  let title: String?
  let through: Int?

  /// - Parameter streets: the names of the streets that `through` may name; empty where it may not be given.
  init(_ call: LuaCall, streets: [String]) throws(ScriptError) {
    guard case .string(let path) = call[0], path.hasSuffix(".html"), path.count > 5 else {
      throw .value(at: "solver:report", problem: "expected a name that ends in .html, such as \"spot.html\", found \(call[0].shown)")
    }
    self.path = path
    let table = try StrictTable(
      call[1] == .nil ? .table(LuaTable()) : call[1], path: "solver:report", known: streets.isEmpty ? ["title"] : Self.keys)
    title = try table.string("title", "a text")
    through = streets.isEmpty ? nil : try table.choice("through", of: streets).flatMap { streets.firstIndex(of: $0) }
  }
}

extension SolverObject {
  /// `solver:report("spot.html", { title =, through = "turn" })`: the solve in one HTML file.
  func report(_ call: LuaCall) throws -> [LuaValue] {
    let reader = try ReportReader(call, streets: rules.streets.map(\.name))
    try host.checkWritable(reader.path, "solver:report")
    guard host.check == nil else { return [] }
    let trainer = try solve()
    _ = try trainer.evaluate()
    if let cut = try SolverReport.write(trainer, history: try history(), title: reader.title, through: reader.through, to: reader.path) {
      host.logger.notice("\"\(reader.path)\" ends with the \(cut): later streets were cut")
    }
    return []
  }

  /// The evaluations of all that was run, from the folder if there is one: that has those before a resume, too.
  private func history() throws -> RunHistory {
    let own = trainer?.history ?? RunHistory()
    guard let folder = settings.folder else { return own }
    let logged = try RunHistory(folder: folder)
    return logged.points.count > own.points.count ? logged : own
  }
}

extension SampledSolverObject {
  /// `solver:report("blueprint.html", { title = })`: the curve and the strategies of the first street in one HTML file.
  func report(_ call: LuaCall) throws -> [LuaValue] {
    let reader = try ReportReader(call, streets: [])
    try host.checkWritable(reader.path, "solver:report")
    guard host.check == nil else { return [] }
    try SolverReport.write(try solve(), history: settings.folder.map { try RunHistory(folder: $0) } ?? RunHistory(), title: reader.title, to: reader.path)
    return []
  }
}
