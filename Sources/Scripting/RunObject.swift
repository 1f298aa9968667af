import Lua
import Training

/// The read-only `run` that hooks are given.
final class RunObject: LuaObject {
  static let luaType = LuaObjectType(
    "run", of: RunObject.self,
    properties: [
      "iteration": { .integer(Int64($0.status.iteration)) },
      "seconds": { .number($0.status.seconds) },
      "iterations_per_second": { .number($0.status.iterationsPerSecond) },
      "exploitability": { $0.status.evaluation.map { .number($0.exploitability) } ?? .nil },
      "exploitability_percent": { run in
        guard run.pot > 0, let evaluation = run.status.evaluation else { return .nil }
        return .number(evaluation.exploitability / run.pot * 100)
      },
      "evaluated": { .boolean($0.status.isEvaluated) },
      "workers": { .integer(Int64($0.status.workers)) },
      "bytes": { .integer(Int64($0.status.bytes)) },
    ])

  let status: RunStatus
  let pot: Double

  init(_ status: RunStatus, pot: Double) {
    self.status = status
    self.pot = pot
    super.init(type: Self.luaType)
  }

  override var luaDescription: String { "run at iteration \(status.iteration)" }
}
