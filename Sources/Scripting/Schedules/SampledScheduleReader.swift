import CFR
import Lua
import Training

/// Reads what may change over a sampled training, from a script's `schedule` or from what a hook returns.
struct SampledScheduleReader {
  let state: LuaState

  static let keys = ["discount", "traversals", "exploration", "prune_below", "evaluate", "checkpoint"]

  /// Reads what is there, in the place of what was.
  func read(_ table: StrictTable, _ sampling: Sampling, into schedules: inout SampledJob.Schedules) throws(ScriptError) {
    if let discount = try discount(table, "discount") { schedules.discount = discount }
    if let traversals = try traversals(table) { schedules.traversals = traversals }
    if let exploration = try exploration(table, sampling) { schedules.exploration = exploration }
    if let below = try pruneBelow(table, sampling) { schedules.pruneBelow = below }
  }

  func discount(_ table: StrictTable, _ key: String) throws(ScriptError) -> DiscountSchedule? {
    guard table.has(key) else { return nil }
    return try DiscountReader(predicts: false, state: state).schedule(table[key], at: table.place(of: key))
  }

  func traversals(_ table: StrictTable) throws(ScriptError) -> NumberSchedule? {
    try NumberScheduleReader(state: state).read(table, "traversals", "a whole number from 1", in: 1...10_000_000, isWhole: true)
  }

  func exploration(_ table: StrictTable, _ sampling: Sampling) throws(ScriptError) -> NumberSchedule? {
    guard let schedule = try NumberScheduleReader(state: state).read(table, "exploration", "a share from 0 to 1", in: 0...1) else { return nil }
    guard sampling == .outcome else {
      throw table.fault("exploration", "only sampling = \"outcome\" explores: the others walk every action of the traverser")
    }
    return schedule
  }

  func pruneBelow(_ table: StrictTable, _ sampling: Sampling) throws(ScriptError) -> NumberSchedule? {
    guard let schedule = try NumberScheduleReader(state: state).read(table, "prune_below", "a regret in chips up to 0", in: -1e30...0) else { return nil }
    guard sampling == .external else { throw table.fault("prune_below", "only sampling = \"external\" prunes") }
    return schedule
  }
}
