import Lua
import Training

/// What a script says about how its solves are run, whatever their method: hooks, cadences, the folder of the run.
struct RunSettings {
  static let hookNames = [
    "on_start", "on_iteration_begin", "on_worker_lost", "on_evaluate", "on_iteration", "on_checkpoint", "on_stop",
  ]
  static let keys = ["folder", "keep_checkpoints", "resume"] + hookNames

  /// Hooks by name.
  var hooks: [String: LuaFunction] = [:]
  var evaluate: CadenceSchedule?
  var checkpoint: CadenceSchedule?
  /// Where a run writes checkpoints and metrics.
  var folder: String?
  /// Checkpoints that are kept.
  var keep: Int
  /// Whether to go on from the newest checkpoint of the folder.
  var resumes: Bool

  /// Reads the keys of `keys` from a table that has others too.
  init(_ table: StrictTable, evaluate: CadenceSchedule?, checkpoint: CadenceSchedule?, host: ScriptHost) throws(ScriptError) {
    for name in Self.hookNames { hooks[name] = try table.function(name) }
    self.evaluate = evaluate
    self.checkpoint = checkpoint
    folder = try table.string("folder", "a folder such as \"runs/turn\"")
    if folder == "" { throw table.fault("folder", "expected a folder such as \"runs/turn\", found \"\"") }
    if let folder { try host.checkWritable(folder, table.place(of: "folder")) }
    keep = try table.integer("keep_checkpoints", "a whole number from 1", in: 1...1_000_000) ?? 2
    resumes = try table.boolean("resume") ?? false
    guard folder == nil else { return }
    for key in ["keep_checkpoints", "resume"] where table.has(key) {
      throw table.fault(key, "there is no folder to keep checkpoints in: give `folder`, such as \"runs/turn\"")
    }
    if checkpoint != nil {
      throw table.fault("schedule.checkpoint", "there is no folder to write checkpoints to: give `folder`, such as \"runs/turn\"")
    }
  }
}
