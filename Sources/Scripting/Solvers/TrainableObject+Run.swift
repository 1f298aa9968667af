import CFR
import Lua
import Training

extension TrainableObject {
  /// `solver:run { iterations =, target =, seconds =, minutes =, hours = }`: at least one; the run ends at the first that is reached.
  func run(_ call: LuaCall) throws -> [LuaValue] {
    let limits = try readLimits(call[0], "solver:run")
    if host.check != nil {
      try host.checkState.run()
      return [.table(LuaTable(fields: pricedResult(limits)))]
    }
    let (status, reason) = try run(limits)
    return [.table(LuaTable(fields: result(status, reason)))]
  }

  /// Runs to the end.
  func run(_ limits: RunLimits) throws -> (RunStatus, StopReason) {
    guard loop == nil else { throw ScriptError.value(at: "solver:run", problem: "the solver runs already: a hook or schedule cannot run it again; return the changes instead") }
    let trainer = try trainable()
    if limits.target != nil, try !trainer.knowsExploitability {
      throw ScriptError.value(
        at: "solver:run: target", problem: "it is an exploitability, which evaluations of this game do not work out (\(whyNotExact)): give `iterations`, or a time")
    }
    let folder = try openFolder(trainer)
    let loop = try TrainingLoop(
      trainer, limits: limits, evaluate: usualEvaluation,
      checkpoints: folder.map { CheckpointPlan(folder: $0.checkpoints, cadence: .seconds(600)) }, isInterrupted: host.isInterrupted)
    loop.evaluateSchedule = settings.evaluate
    loop.watchesTarget = evaluatesForTarget && settings.evaluate == nil && limits.target != nil
    loop.checkpointSchedule = settings.checkpoint
    loop.hooks = hooks(loop)
    self.loop = loop
    defer {
      loop.hooks = RunHooks()
      self.loop = nil
      host.onRunEnd()
    }
    return try host.interrupts.during { try loop.run() }
  }

  /// The folder of the run, if the script names one; the first run opens it, and goes on from its newest checkpoint if that is wanted.
  private func openFolder(_ trainer: any Trainer) throws -> RunFolder? {
    guard let path = settings.folder else {
      if host.resumes, !isPartOfList { host.logger.warning("--resume: the solver of a \(constructor) has no `folder`, so it starts from the beginning") }
      return nil
    }
    if let runFolder { return runFolder }
    let folder = try RunFolder(path, keep: settings.keep, logger: host.logger)
    if settings.resumes || host.resumes {
      try folder.resume(trainer)
    } else if let last = try folder.checkpoints.checkpoints.last {
      throw ScriptError.value(
        at: "solver:run", problem: "\"\(path)\" holds checkpoints up to iteration \(last.iteration): go on from there with `resume = true` or --resume, or name another folder")
    }
    if let script = host.script { try folder.record(script: script.text, arguments: script.arguments) }
    runFolder = folder
    return folder
  }

  private func result(_ status: RunStatus, _ reason: StopReason) -> [String: LuaValue] {
    var fields: [String: LuaValue] = [
      "iterations": .integer(Int64(status.iteration)), "seconds": .number(status.seconds), "stopped": .string(reason.rawValue),
    ]
    if status.isEvaluated, let evaluation = status.evaluation {
      fields["exploitability"] = .number(evaluation.exploitability)
      if pot > 0 { fields["exploitability_percent"] = .number(evaluation.exploitability / pot * 100) }
    }
    if let sampled = status.sampled { fields["traversals"] = .integer(Int64(sampled.traversals)) }
    if let checkpoint = status.checkpoint { fields["checkpoint"] = .string(checkpoint.path) }
    return fields
  }

  /// What a run answers when a script is only priced: the end that it hopes for.
  private func pricedResult(_ limits: RunLimits) -> [String: LuaValue] {
    pricedIterations += limits.iterations ?? 0
    let reason: StopReason = limits.target != nil ? .target : limits.iterations != nil ? .iterations : .time
    var fields: [String: LuaValue] = [
      "iterations": .integer(Int64(pricedIterations)), "seconds": .number(0), "stopped": .string(reason.rawValue), "exploitability": .number(0),
    ]
    if countsTraversals { fields["traversals"] = .integer(0) }
    if pot > 0 { fields["exploitability_percent"] = .number(0) }
    if let folder = settings.folder { fields["checkpoint"] = .string("\(folder)/iteration-000000000.checkpoint") }
    return fields
  }

  /// The limits of a run, as a script writes them.
  ///
  /// - Parameter path: what they are of, for messages.
  func readLimits(_ value: LuaValue, _ path: String) throws(ScriptError) -> RunLimits {
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
      if tree.hasUtility { throw table.fault("target", "a utility is no share of the pot: give a number, in the utility's unit") }
      guard pot > 0 else { throw table.fault("target", "the game starts without a pot to be a share of: give a number of chips") }
      return share * pot
    default:
      guard let chips = value.numberValue, chips > 0, chips.isFinite else { throw table.fault("target", "expected \(expected), found \(value.shown)") }
      return chips
    }
  }
}
