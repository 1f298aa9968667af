import Abstraction
import Lua

/// Reads `holdem.cards { preflop =, flop =, turn =, river =, seed =, restarts = }`.
struct CardsReader {
  static let streets: [(name: String, boardCards: Int)] = [("preflop", 0), ("flop", 3), ("turn", 4), ("river", 5)]
  static let features = ["percentile", "equity", "equity-squared", "equity-histogram", "next-histogram", "ochs", "potential"]

  static func plan(_ value: LuaValue) throws(ScriptError) -> CardPlan {
    let table = try StrictTable(value, path: "holdem.cards", known: ["preflop", "flop", "turn", "river", "seed", "restarts"])
    let seed = try table.integer("seed", "a whole number from 0", in: 0...Int(Int32.max)) ?? 1
    let restarts = try table.integer("restarts", "a whole number from 1 to 100", in: 1...100) ?? 1
    var recipes: [BucketRecipe] = []
    // The river first: the potential feature asks for the street after its own.
    for street in streets.reversed() {
      guard var recipe = try recipe(table, street.name, boardCards: street.boardCards) else { continue }
      recipe.seed = UInt64(seed)
      recipe.restarts = restarts
      if recipe.feature == .potential, let next = recipes.last, next.boardCards == recipe.boardCards + 1 { recipe.next = [next] }
      do { try recipe.validated() } catch { throw table.fault(street.name, "\(error)") }
      recipes.append(recipe)
    }
    return CardPlan(recipes: recipes.reversed())
  }

  private static func recipe(_ all: StrictTable, _ street: String, boardCards: Int) throws(ScriptError) -> BucketRecipe? {
    let expected = "\"lossless\", or a table such as { buckets = 200, feature = \"equity\" }"
    switch all[street] {
    case .nil, .string("lossless"): return nil
    case .table: break
    default: throw all.fault(street, "expected \(expected), found \(all[street].shown)")
    }
    let table = try StrictTable(all[street], path: all.place(of: street), known: ["buckets", "feature", "clusters"])
    _ = try table.required("buckets", "a whole number from 1")
    let buckets = try table.integer("buckets", "a whole number from 1 to 65535", in: 1...65535) ?? 1
    _ = try table.required("feature", "one of \(features.map { "\"\($0)\"" }.joined(separator: ", "))")
    let name = try table.choice("feature", of: features) ?? ""
    let clusters = try table.integer("clusters", "a whole number from 1 to 16", in: 1...16)
    if clusters != nil, name != "ochs" { throw table.fault("clusters", "only the feature \"ochs\" has clusters of opponents") }
    let feature: BucketFeature =
      switch name {
      case "percentile": .percentile
      case "equity": .equity
      case "equity-squared": .squaredEquity
      case "equity-histogram": .riverHistogram
      case "next-histogram": .nextHistogram
      case "ochs": .opponents(clusters: clusters ?? 8)
      default: .potential
      }
    return BucketRecipe(boardCards: boardCards, buckets: buckets, feature: feature)
  }
}
