import CFR
import Lua
import Training

extension SolverObject {
  /// `solver:run { iterations =, target =, seconds =, minutes =, hours = }`: at least one; the run ends at the first that is reached.
  func run(_ call: LuaCall) throws -> [LuaValue] {
    let limits = try readLimits(call[0])
    guard host.check == nil else { throw CheckFinished() }
    guard !isRunning else { throw ScriptError.value(at: "solver:run", problem: "the solver runs already: a hook or schedule cannot run it again; return the changes instead") }
    let trainer = try solve()
    let hooks = RunHooks(
      onIteration: onIteration.map { function in { status in try self.ask(function, status) } },
      progress: { self.host.onProgress($0, self.pot) })
    isRunning = true
    defer {
      isRunning = false
      host.onRunEnd()
    }
    let (status, reason) = try trainer.run(limits, hooks: hooks, isInterrupted: host.isInterrupted)
    seconds += status.seconds
    return [.table(LuaTable(fields: result(status, reason)))]
  }

  private func result(_ status: RunStatus, _ reason: StopReason) -> [String: LuaValue] {
    var fields: [String: LuaValue] = [
      "iterations": .integer(Int64(status.iteration)), "seconds": .number(status.seconds), "stopped": .string(reason.rawValue),
    ]
    if let evaluation = status.evaluation {
      fields["exploitability"] = .number(evaluation.exploitability)
      if pot > 0 { fields["exploitability_percent"] = .number(evaluation.exploitability / pot * 100) }
    }
    return fields
  }

  private func readLimits(_ value: LuaValue) throws(ScriptError) -> RunLimits {
    let path = "solver:run"
    let known = ["iterations", "target", "seconds", "minutes", "hours"]
    let table = try StrictTable(value == .nil ? .table(LuaTable()) : value, path: path, known: known)
    guard known.contains(where: table.has) else {
      throw .value(at: path, problem: "nothing says when to stop: give `iterations`, `target` (such as \"0.3%\" of the pot) or `minutes`")
    }
    var seconds: Double?
    for (key, factor) in [("seconds", 1.0), ("minutes", 60), ("hours", 3600)] {
      if let time = try table.number(key, "a time above 0", in: Double.leastNonzeroMagnitude...1e9) { seconds = (seconds ?? 0) + time * factor }
    }
    return RunLimits(
      iterations: try table.integer("iterations", "a whole number from 1", in: 1...1_000_000_000), target: try target(table), seconds: seconds)
  }

  /// `"0.3%"` of the starting pot, or a number of chips.
  private func target(_ table: StrictTable) throws(ScriptError) -> Double? {
    let value = table["target"]
    let expected = "\"0.3%\" of the starting pot, or a number of chips"
    switch value {
    case .nil: return nil
    case .string(let text):
      guard let share = parsePercent(text), share > 0 else { throw table.fault("target", "expected \(expected), found \(value.shown)") }
      if job.tree.hasUtility { throw table.fault("target", "a utility is no share of the pot: give a number, in the utility's unit") }
      guard pot > 0 else { throw table.fault("target", "the game starts without a pot to be a share of: give a number of chips") }
      return share * pot
    default:
      guard let chips = value.numberValue, chips > 0, chips.isFinite else { throw table.fault("target", "expected \(expected), found \(value.shown)") }
      return chips
    }
  }

  /// Calls `on_iteration` and reads the changes it returns.
  private func ask(_ function: LuaFunction, _ status: RunStatus) throws -> RunChanges {
    let answer = try state.call(function, [.object(RunObject(status, pot: pot))]).first ?? .nil
    guard answer != .nil else { return RunChanges() }
    let path = "on_iteration at iteration \(status.iteration)"
    let table = try StrictTable(answer, path: path, known: ["stop", "discount"])
    let predicts = job.discount.predicts
    return RunChanges(
      stop: try table.boolean("stop") ?? false,
      discount: table.has("discount") ? try ScheduleReader.discount(table["discount"], at: "\(path): discount", predicts: predicts, state) : nil)
  }
}
