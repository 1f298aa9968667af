import Lua

/// Probabilities of the actions at a place, for one hand or a whole range.
final class StrategyObject: LuaObject {
  static let luaType = LuaObjectType(
    "strategy", of: StrategyObject.self,
    methods: ["choose": { [.string(try $0.choose($1.taking(1, "strategy:choose")[0]))] }],
    properties: [
      "player": { .string($0.player) },
      "labels": { .table(LuaTable(array: $0.entries.map { .string($0.label) })) },
      "probabilities": { .table(LuaTable(fields: Dictionary(uniqueKeysWithValues: $0.entries.map { ($0.label, .number($0.probability)) }))) },
    ])

  /// "oop" or "ip".
  let player: String
  /// The actions in the tree's order.
  let entries: [(label: String, probability: Double)]

  init(player: String, entries: [(label: String, probability: Double)]) {
    self.player = player
    self.entries = entries
    super.init(type: Self.luaType)
  }

  /// `strategy:choose(u)`: the action that a number u from 0 to 1, such as `math.random()`, falls on.
  func choose(_ value: LuaValue) throws(ScriptError) -> String {
    guard let u = value.numberValue, (0...1).contains(u) else {
      throw .value(at: "strategy:choose", problem: "expected a number from 0 to 1 such as math.random(), found \(value.shown)")
    }
    var rest = u
    for entry in entries {
      rest -= entry.probability
      if rest < 0 { return entry.label }
    }
    guard let last = entries.last(where: { $0.probability > 0 }) else {
      throw .value(at: "strategy:choose", problem: "no action has a probability: no hand that is asked about gets to this decision")
    }
    return last.label
  }

  /// `x 37.2%  b120 62.8%`.
  override var luaDescription: String {
    entries.map { entry in
      guard entry.probability.isFinite else { return "\(entry.label) nan" }
      let tenths = Int((entry.probability * 1000).rounded())
      return "\(entry.label) \(tenths / 10).\(tenths % 10)%"
    }.joined(separator: "  ")
  }
}
