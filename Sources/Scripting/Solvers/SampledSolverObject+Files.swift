import Lua
import Training

extension SampledSolverObject {
  /// `holdem.load(path, { workers =, ... })` of a file that a sampled training saved.
  static func load(_ path: String, _ options: LuaValue, state: LuaState, host: ScriptHost) throws -> SampledSolverObject {
    let table = try StrictTable(options == .nil ? .table(LuaTable()) : options, path: "holdem.load", known: SolverObject.loadKeys + ["evaluation"])
    var schedules = SampledMethodObject.usual
    var evaluate: CadenceSchedule?, checkpoint: CadenceSchedule?
    if table.has("schedule") {
      let schedule = try StrictTable(table["schedule"], path: "holdem.load: schedule", known: SampledScheduleReader.keys)
      let reader = SampledScheduleReader(state: state)
      if let discount = try reader.discount(schedule, "discount") { schedules.discount = discount }
      schedules.traversals = try reader.traversals(schedule)
      if let exploration = try reader.exploration(schedule, .outcome) { schedules.exploration = exploration }
      schedules.pruneBelow = try reader.pruneBelow(schedule, .external)
      evaluate = try CadenceReader(state: state).schedule(schedule, "evaluate")
      checkpoint = try CadenceReader(state: state).schedule(schedule, "checkpoint")
    }
    let trainer = try SampledFile(path).load(
      crew: host.crew, schedules: schedules, workers: try SolverObject.workers(table, host.processors), memoryLimit: try SolverObject.memory(table))
    trainer.measure(try SampledSolverReader.readEvaluation(table, trainer.job.tree))
    if table.has("schedule") {
      // Only the file says how it samples: a schedule that this sampling does not have is an error.
      let schedule = try StrictTable(table["schedule"], path: "holdem.load: schedule", known: SampledScheduleReader.keys)
      let reader = SampledScheduleReader(state: state)
      _ = try reader.exploration(schedule, trainer.job.sampling)
      _ = try reader.pruneBelow(schedule, trainer.job.sampling)
    }
    let settings = try RunSettings(table, evaluate: evaluate, checkpoint: checkpoint, host: host)
    return SampledSolverObject(
      tree: trainer.job.tree, constructor: "holdem.load", settings: settings, trainer: trainer, state: state, host: host
    ) { trainer.job }
  }
}
