import Abstraction
import Lua
import Training

/// Reads `holdem.cards { preflop =, flop =, turn =, river =, seed =, restarts =, recall = }`.
struct CardsReader {
  static let streets: [(name: String, boardCards: Int)] = [("preflop", 0), ("flop", 3), ("turn", 4), ("river", 5)]
  static let features = ["percentile", "texture-percentile", "equity", "equity-squared", "equity-histogram", "next-histogram", "ochs", "potential"]

  let plan: CardPlan
  /// By board cards: the functions among the features.
  let functions: [Int: BucketFunction]

  init(_ value: LuaValue, state: LuaState) throws {
    let table = try StrictTable(value, path: "holdem.cards", known: ["preflop", "flop", "turn", "river", "seed", "restarts", "recall"])
    let seed = try table.integer("seed", "a whole number from 0", in: 0...Int(Int32.max)) ?? 1
    let restarts = try table.integer("restarts", "a whole number from 1 to 100", in: 1...100) ?? 1
    let recall = try table.choice("recall", of: CardRecall.allCases.map(\.rawValue)).flatMap(CardRecall.init) ?? .imperfect
    var recipes: [BucketRecipe] = []
    var functions: [Int: BucketFunction] = [:]
    // The river first: the potential feature asks for the street after its own.
    for street in Self.streets.reversed() {
      guard case (var recipe, let function)? = try Self.recipe(table, street.name, boardCards: street.boardCards) else { continue }
      recipe.seed = UInt64(seed)
      recipe.restarts = restarts
      if recipe.feature == .potential, let next = recipes.last, next.boardCards == recipe.boardCards + 1 { recipe.next = [next] }
      do { try recipe.validated() } catch { throw table.fault(street.name, "\(error)") }
      recipes.append(recipe)
      if let function {
        functions[street.boardCards] = try CardsFunction(function, street: street.name, buckets: recipe.buckets, state: state).evaluate
      }
    }
    plan = CardPlan(recipes: recipes.reversed(), recall: recall)
    self.functions = functions
  }

  private static func recipe(_ all: StrictTable, _ street: String, boardCards: Int) throws(ScriptError) -> (BucketRecipe, LuaFunction?)? {
    let expected = "\"lossless\", or a table such as { buckets = 200, feature = \"equity\" }"
    switch all[street] {
    case .nil, .string("lossless"): return nil
    case .table: break
    default: throw all.fault(street, "expected \(expected), found \(all[street].shown)")
    }
    let table = try StrictTable(all[street], path: all.place(of: street), known: ["buckets", "feature", "clusters", "name", "histogram"])
    _ = try table.required("buckets", "a whole number from 1")
    let buckets = try table.integer("buckets", "a whole number from 1 to 65535", in: 1...65535) ?? 1
    _ = try table.required("feature", "one of \(Self.features.map { "\"\($0)\"" }.joined(separator: ", "))")
    if case .function(let function) = table["feature"] {
      if table.has("clusters") { throw table.fault("clusters", "only the feature \"ochs\" has clusters of opponents") }
      _ = try table.required("name", "a name for the function, by which its table is kept; another one for another function")
      let name = try table.string("name", "a name for the function") ?? ""
      let hasHistogram = try table.boolean("histogram") ?? false
      return (BucketRecipe(boardCards: boardCards, buckets: buckets, feature: hasHistogram ? .functionOfHistograms(name: name) : .function(name: name)), function)
    }
    if table.has("histogram") { throw table.fault("histogram", "only a function is given a histogram") }
    if table.has("name") { throw table.fault("name", "only a function has a name") }
    let name = try table.choice("feature", of: Self.features) ?? ""
    let clusters = try table.integer("clusters", "a whole number from 1 to 16", in: 1...16)
    if clusters != nil, name != "ochs" { throw table.fault("clusters", "only the feature \"ochs\" has clusters of opponents") }
    let feature: BucketFeature =
      switch name {
      case "percentile": .percentile
      case "texture-percentile": .texturePercentile
      case "equity": .equity
      case "equity-squared": .squaredEquity
      case "equity-histogram": .riverHistogram
      case "next-histogram": .nextHistogram
      case "ochs": .opponents(clusters: clusters ?? 8)
      default: .potential
      }
    return (BucketRecipe(boardCards: boardCards, buckets: buckets, feature: feature), nil)
  }
}
