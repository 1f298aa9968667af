import Abstraction
import CFR
import Game
import Lua
import Training
import Workers

/// What `holdem.solver` returns: a game, its betting tree and a method, solved when the script says `run`.
final class SolverObject: TrainableObject {
  static let luaType = LuaObjectType(
    "solver", of: SolverObject.self,
    methods: [
      "run": { try $0.run($1.taking(1, "solver:run")) },
      "exploitability": { try $0.exploitability($1.taking(0, "solver:exploitability")) },
      "ev": { try $0.ev($1.taking(2, "solver:ev")) },
      "equity": { try $0.equity($1.taking(2, "solver:equity")) },
      "strategy": { try $0.strategy($1.taking(2, "solver:strategy")) },
      "grid": { try $0.grid($1.taking(1, "solver:grid")) },
      "actions": { try $0.actions($1.taking(2, "solver:actions")) },
      "summary": { try $0.summary($1.taking(0, "solver:summary")) },
      "tree": { try $0.listTree($1.taking(1, "solver:tree")) },
      "value": { try $0.ev($1.taking(2, "solver:value"), "solver:value") },
      "best_response": { try $0.bestResponse($1.taking(0, "solver:best_response")) },
      "node_id": { try $0.nodeID($1.taking(1, "solver:node_id")) },
      "report": { try $0.report($1.taking(2, "solver:report")) },
      "save": { try $0.save($1.taking(1, "solver:save")) },
      "export": { try $0.export($1.taking(2, "solver:export")) },
      "fingerprint": { try $0.fingerprint($1.taking(0, "solver:fingerprint")) },
    ],
    properties: ["iterations": { .integer(Int64($0.trainer?.solver.iterations ?? 0)) }])

  let job: VectorJob
  /// Made by the first call that needs tables.
  private(set) var trainer: VectorTrainer?
  /// Equities of both ranges and their hands, once they were asked for.
  var knownEquities: (ranges: [Double], hands: [[Double?]])?

  static let keys = ["game", "bets", "bet_options", "locks", "utility", "method", "schedule", "workers", "memory"] + RunSettings.keys

  /// `holdem.solver { game =, bets =, ... }`; see `keys`.
  convenience init(_ value: LuaValue, state: LuaState, host: ScriptHost) throws {
    let path = "holdem.solver"
    if case .table(let given) = value, let key = SampledSolverObject.keys.first(where: { given[$0] != .nil && !Self.keys.contains($0) }) {
      throw ScriptError.value(at: "\(path): \(key)", problem: "it is of sampled training: add `method = holdem.mccfr { ... }`")
    }
    let table = try StrictTable(value, path: path, known: Self.keys)
    guard case .object(let object) = try table.required("game", "a game such as holdem.spot { ... }"), let game = object as? GameObject else {
      throw table.fault("game", "expected a game such as holdem.spot { ... }, found \(table["game"].shown)")
    }
    let method: MethodObject
    switch table["method"] {
    case .nil: method = try MethodObject.cfr(.nil)
    case .object(let object as MethodObject): method = object
    default: throw table.fault("method", "expected a method such as holdem.cfr { variant = \"dcfr\" }, found \(table["method"].shown)")
    }
    let schedule = try ScheduleReader(table["schedule"], method: method, state: state)
    let plain = try BetsReader(rules: game.rules, state: state).tree(table["bets"], options: table["bet_options"])
    let tree = try UtilityReader(state: state).measure(plain, try table.function("utility"))
    let job = VectorJob(
      tree: tree, ranges: game.ranges, locks: try LockReader(tree: tree, ranges: game.ranges, state: state).locks(table["locks"]),
      discount: schedule.discount, storage: method.storage ?? (game.ranges == nil ? .f64 : .f32), mayNarrow: method.storage == nil,
      workers: try Self.workers(table, host.processors), memoryLimit: try Self.memory(table))
    let settings = try RunSettings(table, evaluate: schedule.evaluate, checkpoint: schedule.checkpoint, host: host)
    self.init(job, constructor: game.constructor, settings: settings, state: state, host: host)
    try checkDeal(path)
    guard let check = host.check else { return }
    let fitted = try job.fitted(into: min(job.memoryLimit ?? .max, MachineMemory.current().available))
    check(SolverCheck(job: fitted.job, price: fitted.price, method: method.name))
  }

  /// - Parameter constructor: what made the game, for messages.
  init(_ job: VectorJob, constructor: String, settings: RunSettings, trainer: VectorTrainer? = nil, state: LuaState, host: ScriptHost) {
    self.job = job
    self.trainer = trainer
    super.init(type: Self.luaType, constructor: constructor, tree: job.tree, settings: settings, state: state, host: host)
  }

  override var luaDescription: String { "solver of a \(constructor), \(trainer?.solver.iterations ?? 0) iterations" }

  /// A game that cannot be dealt is an error where it is written, not when it is run.
  private func checkDeal(_ path: String) throws {
    do { _ = try VectorGameBuilder(tree: job.tree, ranges: job.ranges, locks: job.locks, storage: job.storage, predicts: false, needsMatrices: false) } catch {
      throw ScriptError.value(at: path, problem: "\(error)")
    }
  }

  static func workers(_ table: StrictTable, _ processors: Int) throws(ScriptError) -> Int {
    switch table["workers"] {
    case .nil, .string("all"): return processors
    case .string: throw table.fault("workers", "expected a number of workers from 0, or \"all\", found \(table["workers"].shown)")
    default: return try table.integer("workers", "a number of workers from 0 to 1024, or \"all\"", in: 0...1024) ?? processors
    }
  }

  static func memory(_ table: StrictTable) throws(ScriptError) -> Int? {
    guard table.has("memory") else { return nil }
    if case .string(let text) = table["memory"], let bytes = parseBytes(text) { return bytes }
    throw table.fault("memory", "expected a size such as \"8GB\" or \"512MiB\", found \(table["memory"].shown)")
  }

  /// Why the solver has no tables any more, if it was closed.
  private var closedBy: String?

  /// Gives the tables up; whoever asks for them afterwards is told why they are gone.
  func close(_ reason: String) {
    trainer = nil
    closedBy = reason
  }

  /// The solve, to be asked: an iteration that an error ended half way is to be finished first.
  func solve() throws -> VectorTrainer {
    let trainer = try made()
    try trainer.checkWhole()
    return trainer
  }

  /// The solve, with its tables; made at the first need.
  private func made() throws -> VectorTrainer {
    if let trainer { return trainer }
    if let closedBy { throw ScriptError.call(closedBy) }
    // Solvers that the script is done with may hold much.
    state.collectGarbage()
    let made = try VectorTrainer(resumed(job), crew: host.crew)
    host.onPrice(made.price)
    trainer = made
    return made
  }

  /// A job that may choose how its tables are kept goes on as it began, whatever memory is free by now.
  private func resumed(_ job: VectorJob) -> VectorJob {
    guard job.mayNarrow, settings.resumes || host.resumes, let folder = settings.folder, let last = try? CheckpointFolder.checkpoints(in: folder).last,
      let storage = SolveFile(last.path).storage, storage == .bits16 || storage == job.storage, storage != .bits16 || !job.discount.predicts
    else { return job }
    var job = job
    (job.storage, job.mayNarrow) = (storage, false)
    return job
  }

  override func trainable() throws -> any Trainer { try made() }

  override var hookKeys: [String] { ["discount"] }

  override func readChanges(_ table: StrictTable, into changes: inout RunChanges) throws {
    guard table.has("discount") else { return }
    changes.discount = try DiscountReader(predicts: job.discount.predicts, state: state).schedule(table["discount"], at: table.place(of: "discount"))
  }

  override func evaluateForHook(_ call: LuaCall) throws -> [LuaValue] { try exploitability(call) }
  override func evForHook(_ call: LuaCall) throws -> [LuaValue] { try ev(call, "run:ev") }
  override func strategyForHook(_ call: LuaCall) throws -> [LuaValue] { try strategy(call) }

  /// The seat that a script names.
  static func seat(_ value: LuaValue, at path: String) throws(ScriptError) -> Int {
    guard case .string(let name) = value, let seat = ["oop", "ip"].firstIndex(of: name) else {
      throw .value(at: path, problem: "expected \"oop\" or \"ip\", found \(value.shown)")
    }
    return seat
  }
}
