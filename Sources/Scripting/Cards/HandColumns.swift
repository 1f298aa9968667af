import Abstraction
import Cards
import Lua
import Training

/// What a function of `holdem.cards` may know of the hands of a batch: a column for each field, worked out when it is asked for.
final class HandColumns: LuaObject {
  /// The host's own words: no keys of scripts.
  static let read = "read", write = "write"
  static let luaType = LuaObjectType(
    "hand", of: HandColumns.self,
    methods: [
      read: { columns, call in [.table(LuaTable(array: try columns.column(call[0])))] },
      write: { _, call in throw ScriptError.call("a hand is read-only: it has no field `\(call[0].stringValue ?? "")` to be set") },
    ])

  private let batch: HandBatch
  private let street: String
  /// The cards of all hands, unpacked for the first field that needs them.
  private lazy var traits = batch.numbers.map { hand in
    let cards = batch.cards(hand)
    return HandTraits(hole: cards.hole, board: cards.board)
  }

  init(_ batch: HandBatch, street: String) {
    self.batch = batch
    self.street = street
    super.init(type: Self.luaType)
  }

  private enum Field {
    /// Of the hand with a number.
    case feature(@Sendable (HandBatch, Int) -> LuaValue)
    /// What follows from the cards.
    case trait(@Sendable (HandTraits) -> LuaValue)
  }

  private static let fields: [String: Field] = [
    "equity": .feature { .number($0.equity($1)) },
    "equity_squared": .feature { .number($0.squaredEquity($1)) },
    "percentile": .feature { .number($0.percentile($1)) },
    "deals": .feature { .integer(Int64($0.deals($1))) },
    "histogram": .feature { .table(LuaTable(array: $0.histogram($1).map { .number($0) })) },
    "hand": .trait { .string($0.hole.description) },
    "board": .trait { .string($0.board.description) },
    "class": .trait { .string($0.category.description) },
    "board_class": .trait { $0.boardCategory.map { .string($0.description) } ?? .nil },
    "pair": .trait { $0.pair.map { .string($0.rawValue) } ?? .nil },
    "overcards": .trait { .integer(Int64($0.overcards)) },
    "board_suits": .trait { .integer(Int64($0.boardSuits)) },
    "flush_draw": .trait { .boolean($0.hasFlushDraw) },
    "backdoor_flush_draw": .trait { .boolean($0.hasBackdoorFlushDraw) },
    "straight_outs": .trait { .integer(Int64($0.straightOuts)) },
  ]

  private func column(_ name: LuaValue) throws(ScriptError) -> [LuaValue] {
    let names = Self.fields.keys.sorted()
    guard case .string(let text) = name, let field = Self.fields[text] else {
      let near = name.stringValue.flatMap { nearestName(to: $0, among: names) }.map { "; did you mean `\($0)`?" } ?? ""
      throw .value(at: "holdem.cards: \(street)", problem: "a hand has no field \(name.shown)\(near) (known: \(names.joined(separator: ", ")))")
    }
    guard text != "histogram" || batch.hasHistograms else {
      throw .value(at: "holdem.cards: \(street)", problem: "histograms are worked out with `histogram = true` beside the function")
    }
    switch field {
    case .feature(let value): return batch.numbers.map { value(batch, $0) }
    case .trait(let value): return traits.map(value)
    }
  }
}
