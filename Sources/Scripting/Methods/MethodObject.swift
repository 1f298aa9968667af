import CFR
import Lua
import Training

/// The algorithm of a script: a variant of vector CFR.
final class MethodObject: LuaObject {
  static let luaType = LuaObjectType("method", of: MethodObject.self)

  let variant: Discount
  let name: String
  /// How tables are kept; nil to choose by the game and the memory.
  let storage: TableStorage?

  init(variant: Discount, name: String, storage: TableStorage?) {
    self.variant = variant
    self.name = name
    self.storage = storage
    super.init(type: Self.luaType)
  }

  override var luaDescription: String { "holdem.cfr { variant = \"\(name)\" }" }

  /// `holdem.cfr { variant =, alpha =, beta =, gamma =, precision = }`.
  ///
  /// Without a variant: DCFR(1.5, 0, 4), which needed the fewest iterations to 0.1 % of the pot on most of the flop, turn and river spots tried.
  static func cfr(_ value: LuaValue) throws(ScriptError) -> MethodObject {
    let table = try StrictTable(
      value == .nil ? .table(LuaTable()) : value, path: "holdem.cfr", known: ["variant", "alpha", "beta", "gamma", "precision"])
    let name = try table.choice("variant", of: variants.map(\.name))
    let precision = try table.choice("precision", of: ["auto", "16-bit", "f32", "f64"])
    let storage = TableStorage.allCases.first { $0.name == precision }
    let variant = try variant(named: name ?? "dcfr", table, defaults: name == nil ? ["gamma": 4] : [:])
    if storage == .bits16, variant.predicts {
      throw table.fault("precision", "\"16-bit\" tables do not hold the last regrets that \"\(name ?? "")\" predicts from; expected \"f32\" or \"f64\"")
    }
    return MethodObject(variant: variant, name: name ?? "dcfr", storage: storage)
  }

  /// A variant by its name: the parameters it takes with their defaults, and what it makes of them.
  struct Variant {
    let name: String
    let parameters: KeyValuePairs<String, Double>
    let make: ([String: Double]) -> Discount
  }

  static var variants: [Variant] {
    [
      Variant(name: "cfr", parameters: [:]) { _ in .vanilla },
      Variant(name: "linear", parameters: [:]) { _ in .linear },
      Variant(name: "cfr+", parameters: ["gamma": 1]) { .cfrPlus(averagePower: $0["gamma"]!) },
      Variant(name: "dcfr", parameters: ["alpha": 1.5, "beta": 0, "gamma": 2]) {
        .dcfr(alpha: $0["alpha"]!, beta: $0["beta"]!, gamma: $0["gamma"]!)
      },
      Variant(name: "dcfr+", parameters: ["alpha": 1.5, "gamma": 4]) { .dcfrPlus(alpha: $0["alpha"]!, gamma: $0["gamma"]!) },
      Variant(name: "pcfr+", parameters: ["gamma": 2]) { .pcfrPlus(gamma: $0["gamma"]!, step: 1) },
      Variant(name: "sapcfr+", parameters: ["gamma": 2]) { .pcfrPlus(gamma: $0["gamma"]!, step: 1.0 / 3) },
      Variant(name: "pdcfr+", parameters: ["alpha": 2.3, "gamma": 5]) { .pdcfrPlus(alpha: $0["alpha"]!, gamma: $0["gamma"]!) },
    ]
  }

  /// Reads a variant's parameters from a table that may hold them.
  ///
  /// - Parameters:
  ///   - name: one of `variants`.
  ///   - defaults: other defaults than the variant's own.
  static func variant(named name: String, _ table: StrictTable, defaults: [String: Double] = [:]) throws(ScriptError) -> Discount {
    guard let variant = variants.first(where: { $0.name == name }) else { throw table.fault("variant", "\"\(name)\" is not known") }
    var values = Dictionary(uniqueKeysWithValues: variant.parameters.map { ($0.key, defaults[$0.key] ?? $0.value) })
    for key in ["alpha", "beta", "gamma"] {
      guard let given = try table.number(key, "a number from -10 to 100", in: -10...100) else { continue }
      guard values[key] != nil else {
        let known = variant.parameters.map { "`\($0.key)`" }.joined(separator: ", ")
        throw table.fault(key, "the variant \"\(name)\" has no \(key) (it takes \(known.isEmpty ? "no parameters" : known))")
      }
      values[key] = given
    }
    if let gamma = values["gamma"], gamma < 0 {
      throw table.fault("gamma", "\(table["gamma"].shown) is negative: later iterations would count less; expected a number from 0")
    }
    return variant.make(values)
  }
}
