import CFR
import Lua
import Training

/// The algorithm of a script: Monte Carlo CFR over buckets of hands.
final class SampledMethodObject: LuaObject {
  static let luaType = LuaObjectType("method", of: SampledMethodObject.self)
  static let keys = ["sampling", "traversals", "exploration", "prune", "average", "floor"]

  let sampling: Sampling
  /// Traversals of an iteration; nil for a number that suits the game.
  let traversals: Int?
  /// The method's own values of what a schedule may change; discounts are linear (Brown & Sandholm 2019) unless a schedule says otherwise.
  let schedules: SampledJob.Schedules

  private init(sampling: Sampling, traversals: Int?, schedules: SampledJob.Schedules) {
    self.sampling = sampling
    self.traversals = traversals
    self.schedules = schedules
    super.init(type: Self.luaType)
  }

  override var luaDescription: String { "holdem.mccfr { sampling = \"\(sampling.rawValue)\" }" }

  /// What a method does that says nothing: linear discounts.
  static var usual: SampledJob.Schedules { SampledJob.Schedules(discount: DiscountSchedule(.linear, name: "linear")) }

  /// `holdem.mccfr { sampling =, traversals =, exploration =, prune = { below =, in_fraction =, start = }, average = { start = }, floor = }`.
  static func mccfr(_ value: LuaValue, _ state: LuaState) throws(ScriptError) -> SampledMethodObject {
    let table = try StrictTable(value == .nil ? .table(LuaTable()) : value, path: "holdem.mccfr", known: keys)
    let sampling = try table.choice("sampling", of: Sampling.allCases.map(\.rawValue)).flatMap(Sampling.init) ?? .external
    var schedules = usual
    let numbers = NumberScheduleReader(state: state)
    if let exploration = try numbers.read(table, "exploration", "a share from 0 to 1", in: 0...1) {
      guard sampling == .outcome else { throw table.fault("exploration", "only sampling = \"outcome\" explores: the others walk every action of the traverser") }
      schedules.exploration = exploration
    }
    if let floor = try table.number("floor", "a regret up to 0, such as -310e6", in: -1e30...0) { schedules.floor = floor }
    if table.has("prune") {
      let prune = try StrictTable(table["prune"], path: table.place(of: "prune"), known: ["below", "in_fraction", "start"])
      guard sampling == .external else { throw table.fault("prune", "only sampling = \"external\" prunes") }
      _ = try prune.required("below", "a regret in chips, such as -300e6")
      schedules.pruneBelow = try numbers.read(prune, "below", "a regret in chips up to 0, such as -300e6", in: -1e30...0)
      if let share = try prune.number("in_fraction", "a share from 0 to 1", in: 0...1) { schedules.pruneFraction = share }
      if let start = try Self.start(prune) { schedules.pruneStart = start }
    }
    if table.has("average") {
      let average = try StrictTable(table["average"], path: table.place(of: "average"), known: ["start"])
      if let start = try Self.start(average) { schedules.averageStart = start }
    }
    return SampledMethodObject(sampling: sampling, traversals: try traversals(table), schedules: schedules)
  }

  /// `"auto"` or a whole number.
  private static func traversals(_ table: StrictTable) throws(ScriptError) -> Int? {
    if table["traversals"] == .string("auto") { return nil }
    return try table.integer("traversals", "a whole number from 1, or \"auto\"", in: 1...10_000_000)
  }

  /// An iteration, or a time such as "10m".
  private static func start(_ table: StrictTable) throws(ScriptError) -> Cadence.Interval? {
    guard table.has("start") else { return nil }
    if case .string(let text) = table["start"], let seconds = parseSeconds(text) { return .seconds(seconds) }
    return .iterations(try table.integer("start", "an iteration such as 1000, or a time such as \"10m\"", in: 0...1_000_000_000) ?? 0)
  }
}
