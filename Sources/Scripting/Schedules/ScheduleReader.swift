import CFR
import Lua
import Training

/// Reads what may change over a run of `holdem.cfr`: the discount, how often to evaluate and to write checkpoints.
struct ScheduleReader {
  private(set) var discount: DiscountSchedule
  private(set) var evaluate: CadenceSchedule?
  private(set) var checkpoint: CadenceSchedule?

  init(_ value: LuaValue, method: MethodObject, state: LuaState) throws(ScriptError) {
    discount = DiscountSchedule(method.variant, name: method.name)
    guard value != .nil else { return }
    let table = try StrictTable(value, path: "holdem.solver: schedule", known: ["discount", "evaluate", "checkpoint"])
    if table.has("discount") {
      discount = try DiscountReader(predicts: method.variant.predicts, state: state).schedule(table["discount"], at: table.place(of: "discount"))
    }
    evaluate = try CadenceReader(state: state).schedule(table, "evaluate")
    checkpoint = try CadenceReader(state: state).schedule(table, "checkpoint")
  }
}
