import Lua

/// Probabilities of the actions at a place, for one hand or a whole range.
final class StrategyObject: LuaObject {
  static let luaType = LuaObjectType(
    "strategy", of: StrategyObject.self,
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

  /// `x 37.2%  b120 62.8%`.
  override var luaDescription: String {
    entries.map { entry in
      let tenths = Int((entry.probability * 1000).rounded())
      return "\(entry.label) \(tenths / 10).\(tenths % 10)%"
    }.joined(separator: "  ")
  }
}
