import Abstraction
import CFR
import Game
import Lua
import Training

/// What `holdem.solver` returns: a game, its betting tree and a method, solved when the script says `run`.
final class SolverObject: LuaObject {
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
      "tree": { try $0.tree($1.taking(1, "solver:tree")) },
      "value": { try $0.ev($1.taking(2, "solver:value"), "solver:value") },
      "best_response": { try $0.bestResponse($1.taking(0, "solver:best_response")) },
      "save": { try $0.save($1.taking(1, "solver:save")) },
      "export": { try $0.export($1.taking(2, "solver:export")) },
      "fingerprint": { try $0.fingerprint($1.taking(0, "solver:fingerprint")) },
    ],
    properties: ["iterations": { .integer(Int64($0.trainer?.solver.iterations ?? 0)) }])

  let host: ScriptHost
  /// What made the game, for messages: `holdem.spot`.
  let constructor: String
  let job: VectorJob
  let settings: RunSettings
  unowned let state: LuaState
  /// Made by the first call that needs tables.
  private(set) var trainer: VectorTrainer?
  /// Equities of both ranges and their hands, once they were asked for.
  var knownEquities: (ranges: [Double], hands: [[Double?]])?
  /// The run under way, if there is one; then a hook is calling.
  var loop: TrainingLoop?
  /// The folder of the runs, once the first has begun.
  var runFolder: RunFolder?

  static let keys = ["game", "bets", "bet_options", "locks", "utility", "method", "schedule", "workers", "memory"] + RunSettings.keys

  /// `holdem.solver { game =, bets =, ... }`; see `keys`.
  convenience init(_ value: LuaValue, state: LuaState, host: ScriptHost) throws {
    let path = "holdem.solver"
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
    var raised: LuaError?
    var bets = try BetsReader(rules: game.rules, state: state).abstraction(table["bets"], options: table["bet_options"])
    if case .function(let menu) = bets.source {
      bets.source = .function { place in
        do { return try menu(place) } catch let error as LuaError {
          raised = error
          throw error
        }
      }
    }
    var tree: BettingTree
    do { tree = try BettingTreeBuilder.build(game.rules, bets) } catch {
      if let raised { throw raised }
      if case .function(_, let problem) = error { throw ScriptError.call(problem) }
      throw ScriptError.value(at: "\(path): bets", problem: "\(error)")
    }
    tree = try UtilityReader(state: state).measure(tree, try table.function("utility"))
    let job = VectorJob(
      tree: tree, ranges: game.ranges, locks: try LockReader(tree: tree, ranges: game.ranges, state: state).locks(table["locks"]),
      discount: schedule.discount, scalarBytes: method.scalarBytes ?? (game.ranges == nil ? 8 : 4),
      workers: try Self.workers(table, host.processors), memoryLimit: try Self.memory(table))
    let settings = try RunSettings(table, evaluate: schedule.evaluate, checkpoint: schedule.checkpoint)
    self.init(job, constructor: game.constructor, settings: settings, state: state, host: host)
    try checkDeal(path)
    host.check?(SolverCheck(job: job, price: try job.price(), method: method.name))
  }

  /// - Parameter constructor: what made the game, for messages.
  init(_ job: VectorJob, constructor: String, settings: RunSettings, trainer: VectorTrainer? = nil, state: LuaState, host: ScriptHost) {
    self.job = job
    self.host = host
    self.state = state
    self.constructor = constructor
    self.settings = settings
    self.trainer = trainer
    super.init(type: Self.luaType)
  }

  override var luaDescription: String { "solver of a \(constructor), \(trainer?.solver.iterations ?? 0) iterations" }

  /// The rules of the game.
  var rules: GameRules { job.tree.rules }

  /// A game that cannot be dealt is an error where it is written, not when it is run.
  private func checkDeal(_ path: String) throws {
    do { _ = try VectorGameBuilder(tree: job.tree, ranges: job.ranges, locks: job.locks, predicts: false, needsMatrices: false) } catch {
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

  /// The solve, with its tables; made at the first need.
  func solve() throws -> VectorTrainer {
    if let trainer { return trainer }
    let made = try VectorTrainer(job, crew: host.crew)
    host.onPrice(made.price)
    trainer = made
    return made
  }

  /// Chips of the pot the game begins with: what percentages are of; 0 where a utility measures something else.
  var pot: Double { job.tree.hasUtility ? 0 : Double(BettingState(rules).pot) / Double(rules.unitsPerChip) }

  /// The seat that a script names.
  static func seat(_ value: LuaValue, at path: String) throws(ScriptError) -> Int {
    guard case .string(let name) = value, let seat = ["oop", "ip"].firstIndex(of: name) else {
      throw .value(at: path, problem: "expected \"oop\" or \"ip\", found \(value.shown)")
    }
    return seat
  }
}
