import Abstraction
import CFR
import Cards
import Game
import Lua
import Training

/// What `holdem.solver` returns for `method = holdem.mccfr { ... }`: a game, its betting tree, buckets and a sampled training.
final class SampledSolverObject: TrainableObject {
  static let luaType = LuaObjectType(
    "solver", of: SampledSolverObject.self,
    methods: [
      "run": { try $0.run($1.taking(1, "solver:run")) },
      "exploitability": { try $0.exploitability($1.taking(0, "solver:exploitability")) },
      "measures": { try $0.measures($1.taking(0, "solver:measures")) },
      "against": { try $0.against($1.taking(2, "solver:against")) },
      "local_best_response": { try $0.localBestResponse($1.taking(1, "solver:local_best_response")) },
      "best_response": { try $0.bestResponse($1.taking(1, "solver:best_response")) },
      "strategy": { try $0.strategy($1.taking(2, "solver:strategy"), "solver:strategy") },
      "tree": { try $0.listTree($1.taking(1, "solver:tree")) },
      "node_id": { try $0.nodeID($1.taking(1, "solver:node_id")) },
      "report": { try $0.report($1.taking(2, "solver:report")) },
      "save": { try $0.save($1.taking(1, "solver:save")) },
      "fingerprint": { try $0.fingerprint($1.taking(0, "solver:fingerprint")) },
    ],
    properties: [
      "iterations": { .integer(Int64($0.trainer?.iterations ?? 0)) },
      "traversals": { .integer(Int64($0.trainer?.solver.traversals ?? 0)) },
      "nodes": { .integer(Int64($0.trainer?.solver.nodes ?? 0)) },
    ])

  static let keys = ["game", "bets", "bet_options", "utility", "cards", "method", "schedule", "workers", "memory", "seed", "evaluation"] + RunSettings.keys

  /// The job, once its tables of buckets are there.
  private let prepare: () throws -> SampledJob
  private(set) var trainer: SampledTrainer?

  init(
    tree: BettingTree, constructor: String, settings: RunSettings, trainer: SampledTrainer? = nil, state: LuaState, host: ScriptHost,
    prepare: @escaping () throws -> SampledJob
  ) {
    self.prepare = prepare
    self.trainer = trainer
    super.init(type: Self.luaType, constructor: constructor, tree: tree, settings: settings, state: state, host: host)
    trainer.map(connect)
  }

  override var luaDescription: String { "solver of a \(constructor), \(trainer?.iterations ?? 0) iterations" }

  /// The training, to be asked: an iteration that an error ended half way is to be finished first.
  func solve() throws -> SampledTrainer {
    let trainer = try made()
    try trainer.checkWhole()
    return trainer
  }

  /// The training, with its tables; made at the first need.
  private func made() throws -> SampledTrainer {
    if let trainer { return trainer }
    state.collectGarbage()
    let made = try SampledTrainer(try prepare(), crew: host.crew)
    connect(made)
    host.onPlan(made.plan)
    trainer = made
    return made
  }

  /// Tells a training whom to ask and whom to tell.
  private func connect(_ trainer: SampledTrainer) {
    trainer.isInterrupted = host.isInterrupted
    trainer.onResponse = host.onResponse
  }

  override func trainable() throws -> any Trainer { try made() }

  override var usualEvaluation: Cadence { .seconds(60) }
  override var evaluatesForTarget: Bool { false }
  override var whyNotExact: String {
    guard tree.players == 2 else { return "it has \(tree.players) players" }
    return trainer?.job.evaluation.exactBytes == 0 ? "`evaluation` says `exact = false`" : "it has too many boards to enumerate"
  }
  override var countsTraversals: Bool { true }
  override var hookKeys: [String] { ["discount", "traversals", "exploration", "prune_below"] }

  override func readChanges(_ table: StrictTable, into changes: inout RunChanges) throws {
    let reader = SampledScheduleReader(state: state)
    changes.discount = try reader.discount(table, "discount")
    changes.traversals = try reader.traversals(table)
    changes.exploration = try reader.exploration(table, try made().job.sampling)
    changes.pruneBelow = try reader.pruneBelow(table, try made().job.sampling)
  }

  override func evaluateForHook(_ call: LuaCall) throws -> [LuaValue] {
    try solve().evaluateNow()
    return try measures(call)
  }

  override func evForHook(_ call: LuaCall) throws -> [LuaValue] {
    throw ScriptError.value(at: "run:ev", problem: "holdem.mccfr samples deals: it has no exact EV of a hand; ask run.measures")
  }

  override func strategyForHook(_ call: LuaCall) throws -> [LuaValue] { try strategy(call, "run:strategy") }
}

extension Estimate {
  /// `{ mean =, interval =, samples = }`.
  var luaValue: LuaValue { .table(LuaTable(fields: luaFields)) }

  var luaFields: [String: LuaValue] { ["mean": .number(mean), "interval": .number(interval), "samples": .integer(Int64(samples))] }
}

extension ResponseEstimate {
  /// `{ mean =, interval =, samples =, upper =, upper_interval =, exact =, mbb =, mbb_interval =, gains = { oop =, ip = } }`.
  ///
  /// - Parameter blind: the big blind in chips; 0 where there is none, which leaves the milli-blinds out.
  func luaValue(blind: Double) -> LuaValue {
    var fields = exploitability.luaFields
    fields["upper"] = .number(upper.mean)
    fields["upper_interval"] = .number(upper.interval)
    fields["exact"] = .boolean(isExact)
    fields["gains"] = .table(LuaTable(fields: ["oop": gains[0].luaValue, "ip": gains[1].luaValue]))
    if blind > 0 {
      fields["mbb"] = .number(exploitability.mean / blind * 1000)
      fields["mbb_interval"] = .number(exploitability.interval / blind * 1000)
    }
    return .table(LuaTable(fields: fields))
  }
}
