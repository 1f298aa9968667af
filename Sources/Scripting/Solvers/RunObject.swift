import Lua
import Training

/// The read-only `run` that hooks are given: where the run stands, and what may be asked of it.
final class RunObject: LuaObject {
  static let luaType = LuaObjectType(
    "run", of: RunObject.self,
    methods: [
      "evaluate": { try $0.evaluate($1.taking(0, "run:evaluate")) },
      "ev": { try $0.solver().evForHook($1.taking(2, "run:ev")) },
      "strategy": { try $0.solver().strategyForHook($1.taking(2, "run:strategy")) },
      "checkpoint": { try $0.checkpoint($1.taking(0, "run:checkpoint")) },
      "log": { try $0.log($1.taking(1, "run:log")) },
    ],
    properties: [
      "iteration": { .integer(Int64($0.status.iteration)) },
      "seconds": { .number($0.status.seconds) },
      "total_seconds": { .number($0.status.totalSeconds) },
      "iterations_per_second": { .number($0.status.iterationsPerSecond) },
      "exploitability": { $0.status.evaluation.map { .number($0.exploitability) } ?? .nil },
      "exploitability_percent": { run in
        guard run.pot > 0, let evaluation = run.status.evaluation else { return .nil }
        return .number(evaluation.exploitability / run.pot * 100)
      },
      "evaluated": { .boolean($0.status.isEvaluated) },
      "evaluation": { $0.evaluation },
      "measures": { $0.measures },
      "traversals": { $0.status.sampled.map { .integer(Int64($0.traversals)) } ?? .nil },
      "nodes": { $0.status.sampled.map { .integer(Int64($0.nodes)) } ?? .nil },
      "cpu_seconds": { .number($0.owner?.host.crew.cpuSeconds ?? 0) },
      "workers": { .integer(Int64($0.status.workers)) },
      "workers_lost": { .integer(Int64($0.status.workersLost)) },
      "bytes": { .integer(Int64($0.status.bytes)) },
      "last_checkpoint": { $0.status.checkpoint.map { .string($0.path) } ?? .nil },
    ])

  private(set) var status: RunStatus
  private let loop: TrainingLoop
  private weak var owner: TrainableObject?
  private let pot: Double

  init(_ loop: TrainingLoop, of owner: TrainableObject) {
    status = loop.status
    self.loop = loop
    self.owner = owner
    pot = owner.pot
    super.init(type: Self.luaType)
  }

  override var luaDescription: String { "run at iteration \(status.iteration)" }

  /// The last evaluation: `{ iteration =, exploitability =, ev = { oop =, ip = }, best_response = { oop =, ip = } }`.
  private var evaluation: LuaValue {
    guard let evaluation = status.evaluation, let iteration = status.evaluatedIteration else { return .nil }
    func perPlayer(_ values: [Double]) -> LuaValue { .table(LuaTable(fields: ["oop": .number(values[0]), "ip": .number(values[1])])) }
    return .table(
      LuaTable(fields: [
        "iteration": .integer(Int64(iteration)), "exploitability": .number(evaluation.exploitability), "ev": perPlayer(evaluation.values),
        "best_response": perPlayer(evaluation.bestResponses),
      ]))
  }

  /// What the last evaluation measured by playing: `{ local_best_response = { mean =, interval = }, ... }`, in chips a hand.
  private var measures: LuaValue {
    .table(LuaTable(fields: Dictionary(uniqueKeysWithValues: status.measures.map { ($0.name, $0.estimate.luaValue) })))
  }

  /// The solver, while the run goes on.
  private func solver() throws(ScriptError) -> TrainableObject {
    guard let owner, owner.loop === loop else { throw .call("the run is over: ask the solver instead") }
    return owner
  }

  /// `run:evaluate()`: the strategies as they are now; `run` tells of it from here on.
  private func evaluate(_ call: LuaCall) throws -> [LuaValue] {
    defer { status = loop.status }
    return try solver().evaluateForHook(call)
  }

  /// `run:checkpoint()`: writes one now and gives its path.
  private func checkpoint(_ call: LuaCall) throws -> [LuaValue] {
    _ = try solver()
    defer { status = loop.status }
    return [.string(try loop.checkpoint().path)]
  }

  /// `run:log { name = value }`: a line of the run's `metrics.jsonl`.
  private func log(_ call: LuaCall) throws -> [LuaValue] {
    guard let folder = try solver().runFolder else { throw TrainingError.noFolder }
    guard case .table(let table) = call[0], table.array.isEmpty, table.others.isEmpty, !table.fields.isEmpty else {
      throw ScriptError.value(at: "run:log", problem: "expected a table such as { bluffs = 0.31 }, found \(call[0].shown)")
    }
    var fields: [String: MetricsLog.Value] = [:]
    for (name, value) in table.sortedFields { fields[name] = try Self.metric(name, value) }
    try folder.metrics.append(fields, loop.status)
    return []
  }

  private static func metric(_ name: String, _ value: LuaValue) throws(ScriptError) -> MetricsLog.Value {
    guard !MetricsLog.reserved.contains(name) else { throw .value(at: "run:log: \(name)", problem: "lines of the program have it: choose another name") }
    switch value {
    case .boolean(let flag): return .flag(flag)
    case .integer(let number): return .integer(Int(number))
    case .number(let number) where number.isFinite: return .number(number)
    case .string(let text): return .text(text)
    default: throw .value(at: "run:log: \(name)", problem: "expected a number, a text, true or false, found \(value.shown)")
    }
  }
}
