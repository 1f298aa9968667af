import CFR
import Lua
import Training

/// The algorithm of a script: a variant of vector CFR.
final class MethodObject: LuaObject {
  static let luaType = LuaObjectType("method", of: MethodObject.self)

  let variant: Discount
  let name: String
  /// Bytes of a number of the tables; nil to choose by the game.
  let scalarBytes: Int?

  init(variant: Discount, name: String, scalarBytes: Int?) {
    self.variant = variant
    self.name = name
    self.scalarBytes = scalarBytes
    super.init(type: Self.luaType)
  }

  override var luaDescription: String { "holdem.cfr { variant = \"\(name)\" }" }

  /// `holdem.cfr { variant =, alpha =, beta =, gamma =, precision = }`.
  static func cfr(_ value: LuaValue) throws(ScriptError) -> MethodObject {
    let table = try StrictTable(
      value == .nil ? .table(LuaTable()) : value, path: "holdem.cfr", known: ["variant", "alpha", "beta", "gamma", "precision"])
    let name = try table.choice("variant", of: variants.map(\.name)) ?? "dcfr+"
    let precision = try table.choice("precision", of: ["auto", "f32", "f64"]) ?? "auto"
    return MethodObject(
      variant: try variant(named: name, table), name: name, scalarBytes: ["f32": 4, "f64": 8][precision])
  }

  /// The variants by name, with the parameters each takes and their defaults.
  static let variants: [(name: String, parameters: [String: Double])] = [
    ("cfr", [:]), ("linear", [:]), ("cfr+", ["gamma": 1]), ("dcfr", ["alpha": 1.5, "beta": 0, "gamma": 2]),
    ("dcfr+", ["alpha": 1.5, "gamma": 4]), ("pcfr+", ["gamma": 2]), ("sapcfr+", ["gamma": 2]), ("pdcfr+", ["alpha": 2.3, "gamma": 5]),
  ]

  /// Reads a variant's parameters from a table that may hold them.
  static func variant(named name: String, _ table: StrictTable) throws(ScriptError) -> Discount {
    let parameters = variants.first { $0.name == name }?.parameters ?? [:]
    var values: [String: Double] = [:]
    for key in ["alpha", "beta", "gamma"] {
      let given = try table.number(key, "a number from -10 to 100", in: -10...100)
      if given != nil, parameters[key] == nil {
        let known = parameters.keys.sorted().map { "`\($0)`" }.joined(separator: ", ")
        throw table.fault(key, "the variant \"\(name)\" has no \(key) (it takes \(known.isEmpty ? "no parameters" : known))")
      }
      values[key] = given ?? parameters[key]
    }
    let alpha = values["alpha"] ?? 0, beta = values["beta"] ?? 0, gamma = values["gamma"] ?? 0
    if gamma < 0 { throw table.fault("gamma", "\(table["gamma"].shown) is negative: later iterations would count less; expected a number from 0") }
    switch name {
    case "cfr": return .vanilla
    case "linear": return .linear
    case "cfr+": return .cfrPlus(averagePower: gamma)
    case "dcfr": return .dcfr(alpha: alpha, beta: beta, gamma: gamma)
    case "dcfr+": return .dcfrPlus(alpha: alpha, gamma: gamma)
    case "pcfr+": return .pcfrPlus(gamma: gamma, step: 1)
    case "sapcfr+": return .pcfrPlus(gamma: gamma, step: 1.0 / 3)
    default: return .pdcfrPlus(alpha: alpha, gamma: gamma)
    }
  }
}
