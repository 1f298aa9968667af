import Abstraction
import Cards
import Game
import Lua
import Training

/// What `holdem.cards` returns: which buckets a game's hands are put into, street by street.
public final class CardsObject: LuaObject {
  static let luaType = LuaObjectType(
    "cards", of: CardsObject.self,
    methods: [
      "build": { try $0.build($1.taking(0, "cards:build")) },
      "bucket": { try $0.bucket($1.taking(2, "cards:bucket")) },
      "quality": { try $0.quality($1.taking(1, "cards:quality")) },
    ])

  public let plan: CardPlan
  let host: ScriptHost
  /// By board cards: the script's functions from features to buckets.
  private let functions: [Int: BucketFunction]
  /// The tables of the plan, once they were opened.
  private var lookup: CardLookup?

  /// - Parameter value: the table of `holdem.cards`.
  init(_ value: LuaValue, state: LuaState, host: ScriptHost) throws {
    let reader = try CardsReader(value, state: state)
    plan = reader.plan
    functions = reader.functions
    self.host = host
    super.init(type: Self.luaType)
  }

  override public var luaDescription: String {
    "holdem.cards { "
      + [0, 3, 4, 5].map { "\(BucketRecipe.streetName($0)) \(plan.recipe(boardCards: $0).map { "\($0.buckets)" } ?? "lossless")" }
      .joined(separator: ", ") + (plan.recall == .perfect ? ", perfect recall" : "") + " }"
  }

  /// Hold'em from the first card: the game that all tables are for.
  private static func rules() throws -> GameRules { try GameRules.noLimit(stacks: [2, 2], smallBlind: 1, bigBlind: 2) }

  /// The tables of all streets, built where they are not in the cache folder.
  public func tables() throws -> CardLookup {
    if let lookup { return lookup }
    let opened = try tables(streets: 4)
    lookup = opened
    return opened
  }

  /// The tables of the first streets alone: later ones are not built, and are lossless in what is returned.
  public func tables(streets: Int) throws -> CardLookup {
    let rules = try Self.rules()
    return try CardLookup(try abstraction(rules: rules, streets: streets), rules: rules)
  }

  /// What the plan names for a game, built where it is not in the cache folder.
  ///
  /// - Parameter streets: how many streets of the rules the tree reaches; tables of later ones are not built.
  public func abstraction(rules: GameRules, streets: Int) throws -> CardAbstraction {
    var builder = BucketBuilder(crew: host.crew, workers: host.processors, isInterrupted: host.isInterrupted)
    builder.onProgress = host.onBuckets
    builder.functions = functions
    defer { host.onRunEnd() }
    do { return try builder.abstraction(plan, rules: rules, streets: streets) } catch let error as AbstractionError {
      throw ScriptError.value(at: "holdem.cards", problem: "\(error)")
    }
  }

  /// `cards:build()`.
  private func build(_ call: LuaCall) throws -> [LuaValue] {
    if host.check == nil { _ = try tables() }
    return [.object(self)]
  }

  /// Zeros, where a script is only priced.
  private func pricedQuality(_ street: Int) -> LuaValue {
    guard let recipe = plan.recipe(boardCards: [0, 3, 4, 5][street]) else { return .nil }
    let numbers = ["equity_explained", "mean_distance", "empty", "tiny"].map { ($0, LuaValue.number(0)) }
    let none = LuaValue.table(LuaTable(array: Array(repeating: .number(0), count: recipe.buckets)))
    return .table(LuaTable(fields: Dictionary(uniqueKeysWithValues: numbers + [("buckets", .integer(Int64(recipe.buckets))), ("shares", none), ("equities", none)])))
  }

  /// Whether answers need tables that a check does not build.
  private var isPriced: Bool {
    guard host.check != nil, !plan.recipes.isEmpty else { return false }
    host.checkState.invent()
    return true
  }

  /// `cards:bucket(hand, board)`: the bucket, counted from 1.
  private func bucket(_ call: LuaCall) throws -> [LuaValue] {
    guard case .string(let hand) = call[0] else { throw ScriptError.value(at: "cards:bucket", problem: "expected a hand such as \"AhKh\", found \(call[0].shown)") }
    let board: String
    switch call[1] {
    case .nil: board = ""
    case .string(let text): board = text
    default: throw ScriptError.value(at: "cards:bucket", problem: "expected a board such as \"Td9d6h\", found \(call[1].shown)")
    }
    let deal = try CardsDeal(hand: hand, board: board)
    guard !isPriced else { return [.integer(1)] }
    return [.integer(Int64(try tables().bucket(street: deal.street, hole: deal.hole, board: deal.board) + 1))]
  }

  /// `cards:quality(street)`: what the table of a street says of itself; nil where the street is lossless.
  private func quality(_ call: LuaCall) throws -> [LuaValue] {
    let names = ["preflop", "flop", "turn", "river"]
    guard case .string(let name) = call[0], let street = names.firstIndex(of: name) else {
      throw ScriptError.value(at: "cards:quality", problem: "expected one of \"preflop\", \"flop\", \"turn\", \"river\", found \(call[0].shown)")
    }
    guard !isPriced else { return [pricedQuality(street)] }
    guard let head = try tables().table(street: street)?.head else { return [.nil] }
    let fields: [String: LuaValue] = [
      "buckets": .integer(Int64(head.recipe.buckets)), "equity_explained": .number(head.quality.equityExplained),
      "mean_distance": .number(head.quality.meanDistance), "empty": .integer(Int64(head.quality.empty)), "tiny": .integer(Int64(head.quality.tiny)),
      "shares": .table(LuaTable(array: head.shares.map { .number($0) })), "equities": .table(LuaTable(array: head.equities.map { .number($0) })),
    ]
    return [.table(LuaTable(fields: fields))]
  }
}

/// A hand and a board as people write them.
public struct CardsDeal {
  public let hole: CardSet
  public let board: CardSet
  /// 0 before the flop, 3 on the river.
  public let street: Int

  /// - Throws: `ScriptError` for what is no deal of Hold'em.
  public init(hand: String, board: String) throws {
    do {
      hole = try Combo(hand).cards
      let cards = board.isEmpty ? [] : try Card.list(board)
      self.board = CardSet(cards)
      guard let street = [0: 0, 3: 1, 4: 2, 5: 3][cards.count] else {
        throw ScriptError.value(at: "cards", problem: "the board \"\(board)\" has \(cards.count) cards: expected 0, 3, 4 or 5")
      }
      self.street = street
    } catch let error as CardsError { throw ScriptError.value(at: "cards", problem: "\(error)") }
    guard hole.isDisjoint(with: self.board) else { throw ScriptError.value(at: "cards", problem: "\(hand) and \(board) share a card") }
  }
}
