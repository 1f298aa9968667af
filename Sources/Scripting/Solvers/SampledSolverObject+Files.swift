import Lua
import Training

extension SampledSolverObject {
  /// `holdem.load(path, { workers =, ... })` of a file that a sampled training saved.
  static func load(_ path: String, _ options: LuaValue, state: LuaState, host: ScriptHost) throws -> SampledSolverObject {
    let table = try StrictTable(options == .nil ? .table(LuaTable()) : options, path: "holdem.load", known: SolverObject.loadKeys + ["evaluation"])
    let given = try table.has("schedule") ? StrictTable(table["schedule"], path: "holdem.load: schedule", known: SampledScheduleReader.keys) : nil
    let reader = SampledScheduleReader(state: state)
    let trainer = try SampledFile(path).load(
      crew: host.crew, workers: try SolverObject.workers(table, host.processors), memoryLimit: try SolverObject.memory(table)
    ) { schedules, sampling in
      if let given { try reader.read(given, sampling, into: &schedules) }
    }
    trainer.measure(try SampledSolverReader.readEvaluation(table, trainer.job.tree))
    let evaluate = try given.flatMap { try CadenceReader(state: state).schedule($0, "evaluate") }
    let checkpoint = try given.flatMap { try CadenceReader(state: state).schedule($0, "checkpoint") }
    let settings = try RunSettings(table, evaluate: evaluate, checkpoint: checkpoint, host: host)
    let job = trainer.job
    host.check?(
      SampledCheck(tree: job.tree, plan: trainer.plan, buckets: job.buckets, sampling: job.sampling, workers: job.workers, memoryLimit: job.memoryLimit))
    return SampledSolverObject(
      tree: trainer.job.tree, constructor: "holdem.load", settings: settings, trainer: trainer, state: state, host: host
    ) { trainer.job }
  }
}
