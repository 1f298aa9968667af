import Lua
import Training

/// Saving, exporting and loading. Relative paths start at the folder the program was started in.
extension SolverObject {
  /// `solver:save(path)`: everything that is needed to ask the solve and to go on with it.
  func save(_ call: LuaCall) throws -> [LuaValue] {
    let path = try Self.path(call[0], "solver:save", "\"runs/spot.hls\"")
    if PolicyFile(path) != nil { throw ScriptError.value(at: "solver:save", problem: "\"\(path)\": expected a name such as \"spot.hls\"; solver:export writes .json and .csv") }
    try host.checkWritable(path, "solver:save")
    guard host.check == nil else { return [] }
    try SolveFile(path).save(try solve().savable())
    return []
  }

  /// `solver:export("policy.json" | "policy.csv", { streets = { "flop" }, line = "x-b120", values = true })`: a row an information set.
  func export(_ call: LuaCall) throws -> [LuaValue] {
    let path = try Self.path(call[0], "solver:export", "\"policy.json\"")
    guard let file = PolicyFile(path) else {
      throw ScriptError.value(at: "solver:export", problem: "\"\(path)\": expected a name that ends in .json or .csv")
    }
    let selection = call[1] == .nil ? PolicySelection() : try exportSelection(call[1])
    try host.checkWritable(path, "solver:export")
    guard host.check == nil else { return [] }
    try file.write(try solve().savable(), selection)
    return []
  }

  private func exportSelection(_ value: LuaValue) throws(ScriptError) -> PolicySelection {
    let table = try StrictTable(value, path: "solver:export", known: ["streets", "line", "values"])
    var selection = PolicySelection(isValued: try table.boolean("values") ?? false)
    if table.has("streets") {
      guard case .table(let names) = table["streets"], !names.array.isEmpty, names.fields.isEmpty, names.others.isEmpty else {
        throw table.fault("streets", "expected a list such as { \"flop\", \"turn\" }, found \(table["streets"].shown)")
      }
      let known = rules.streets.map(\.name)
      selection.streets = try names.array.map { name throws(ScriptError) in
        guard case .string(let text) = name, known.contains(text) else {
          throw table.fault("streets", "\(name.shown) is no street of the game (known: \(known.joined(separator: ", ")))")
        }
        return text
      }
    }
    if let line = try table.string("line", "a line such as \"x-b120-c/Qc/x\", with * for all cards: \"x-b120-c/*/x\"") {
      if table.has("streets") { throw table.fault("line", "there are `streets` too: give one of them") }
      do { selection.place = try tree.findPattern(line) } catch { throw table.fault("line", "\(error)") }
      if let problem = selection.place.flatMap({ whyNobodyActs(at: $0.node) }) { throw table.fault("line", "\"\(line)\": \(problem)") }
    }
    return selection
  }

  static let loadKeys = ["workers", "memory", "schedule"] + RunSettings.keys

  /// `holdem.load(path, { workers =, ... })`: a saved solve or checkpoint, or an exported `.json` policy; see `loadKeys`.
  static func load(_ call: LuaCall, host: ScriptHost) throws -> TrainableObject {
    let path = try path(call[0], "holdem.load", "\"runs/spot.hls\"")
    if SampledFile.isOne(path) { return try SampledSolverObject.load(path, call[1], state: call.state, host: host) }
    let table = try StrictTable(
      call[1] == .nil ? .table(LuaTable()) : call[1], path: "holdem.load", known: loadKeys)
    try FileError.requireFile(path)
    let workers = try workers(table, host.processors), memory = try memory(table)
    let schedule = try LoadSchedule(table["schedule"], state: call.state)
    let trainer: VectorTrainer
    if path.hasSuffix(".json") {
      trainer = try PolicyReader(path).load(crew: host.crew, workers: workers, memoryLimit: memory)
    } else {
      trainer = try SolveFile(path).load(
        crew: host.crew, workers: workers, memoryLimit: memory, discount: schedule.discount)
    }
    let settings = try RunSettings(table, evaluate: schedule.evaluate, checkpoint: schedule.checkpoint, host: host)
    host.check?(SolverCheck(job: trainer.job, price: trainer.price, method: trainer.discount.name))
    return SolverObject(trainer.job, constructor: "holdem.load", settings: settings, trainer: trainer, state: call.state, host: host)
  }

  private static func path(_ value: LuaValue, _ function: String, _ example: String) throws(ScriptError) -> String {
    guard case .string(let path) = value, !path.isEmpty else {
      throw .value(at: function, problem: "expected a path such as \(example), found \(value.shown)")
    }
    guard !path.utf8.contains(0) else { throw .value(at: function, problem: "a path with a zero byte in it") }
    return path
  }
}

/// The schedule given to `holdem.load`, where the method is only known from the file.
private struct LoadSchedule {
  var discount: DiscountSchedule?
  var evaluate: CadenceSchedule?
  var checkpoint: CadenceSchedule?

  init(_ value: LuaValue, state: LuaState) throws(ScriptError) {
    guard value != .nil else { return }
    let table = try StrictTable(value, path: "holdem.load: schedule", known: ["discount", "evaluate", "checkpoint"])
    if table.has("discount") { discount = try DiscountReader(predicts: nil, state: state).schedule(table["discount"], at: "holdem.load: schedule.discount") }
    evaluate = try CadenceReader(state: state).schedule(table, "evaluate")
    checkpoint = try CadenceReader(state: state).schedule(table, "checkpoint")
  }
}
