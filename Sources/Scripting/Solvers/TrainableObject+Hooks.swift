import Lua
import Training
import Workers

/// The hooks of a script, as the loop of a run calls them.
extension TrainableObject {
  func hooks(_ loop: TrainingLoop) -> RunHooks {
    var hooks = RunHooks(progress: { self.host.onProgress($0, self.pot) })
    hooks.onStart = hook("on_start", loop)
    hooks.onIterationBegin = hook("on_iteration_begin", loop)
    hooks.onIteration = hook("on_iteration", loop)
    let onEvaluate = hook("on_evaluate", loop)
    hooks.onEvaluate = { status in
      self.runFolder?.log(status, pot: self.pot, cpuSeconds: self.host.crew.cpuSeconds)
      return try onEvaluate?(status) ?? RunChanges()
    }
    if let function = settings.hooks["on_worker_lost"] {
      hooks.onWorkerLost = { try self.ask("on_worker_lost", function, loop, $0, Self.table($1)) }
    }
    if let function = settings.hooks["on_checkpoint"] {
      hooks.onCheckpoint = { try self.ask("on_checkpoint", function, loop, $0, .string($1.path)) }
    }
    if let function = settings.hooks["on_stop"] { hooks.onStop = { try self.tell(function, loop, $1) } }
    return hooks
  }

  private func hook(_ name: String, _ loop: TrainingLoop) -> RunHooks.Hook? {
    settings.hooks[name].map { function in { try self.ask(name, function, loop, $0) } }
  }

  /// Calls a hook and reads the changes it returns.
  private func ask(_ name: String, _ function: LuaFunction, _ loop: TrainingLoop, _ status: RunStatus, _ more: LuaValue? = nil) throws -> RunChanges {
    let answer = try call(function, loop, more)
    guard answer != .nil else { return RunChanges() }
    let path = "\(name) at iteration \(status.iteration)"
    let table = try StrictTable(answer, path: path, known: ["stop"] + hookKeys + ["evaluate", "checkpoint"])
    if table.has("checkpoint"), runFolder == nil {
      throw table.fault("checkpoint", "there is no folder to write checkpoints to: give holdem.solver { folder = \"runs/name\" }")
    }
    var changes = RunChanges(
      stop: try table.boolean("stop") ?? false, evaluate: try CadenceReader.cadence(table, "evaluate"),
      checkpoint: try CadenceReader.cadence(table, "checkpoint"))
    try readChanges(table, into: &changes)
    return changes
  }

  /// Calls `on_stop`, after which nothing can be changed.
  private func tell(_ function: LuaFunction, _ loop: TrainingLoop, _ reason: StopReason) throws {
    let answer = try call(function, loop, .string(reason.rawValue))
    guard answer == .nil else { throw ScriptError.value(at: "on_stop", problem: "the run is over, nothing can be changed; found \(answer.shown)") }
  }

  private func call(_ function: LuaFunction, _ loop: TrainingLoop, _ more: LuaValue?) throws -> LuaValue {
    try state.call(function, [.object(RunObject(loop, of: self))] + (more.map { [$0] } ?? [])).first ?? .nil
  }

  /// `{ pid =, reason =, task = }`.
  private static func table(_ loss: WorkerLoss) -> LuaValue {
    var fields: [String: LuaValue] = ["pid": .integer(Int64(loss.pid)), "reason": .string("\(loss.reason)")]
    if let task = loss.task { fields["task"] = .integer(Int64(task)) }
    return .table(LuaTable(fields: fields))
  }
}
