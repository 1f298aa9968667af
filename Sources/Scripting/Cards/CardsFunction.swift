import Cards
import Lua
import Training

/// A script's function from what is known of a hand to its bucket.
///
/// Many hands cross the border at once, and of them only what the function reads: a loop in Lua hands one table to the function again and again, whose
/// fields are looked up in columns. A column is worked out when its first field is read.
struct CardsFunction {
  private let street: String
  private let buckets: Int
  private let function: LuaFunction
  private let loop: LuaFunction
  private unowned let state: LuaState

  private static let source = """
    return function(bucket, hands, count)
      local columns, i = {}, 0
      local hand = setmetatable({}, {
        __index = function(_, name)
          local column = columns[name]
          if column == nil then
            column = hands:\(HandColumns.read)(name)
            columns[name] = column
          end
          return column[i]
        end,
        __newindex = function(_, name) hands:\(HandColumns.write)(name) end,
        __metatable = false,
      })
      local found = {}
      for n = 1, count do
        i = n
        found[n] = bucket(hand) or false
      end
      return found
    end
    """

  init(_ function: LuaFunction, street: String, buckets: Int, state: LuaState) throws {
    guard case .function(let loop) = try state.run(source: Self.source, name: "holdem.cards").first ?? .nil else {
      throw ScriptError.call("holdem.cards: its loop is no function")
    }
    self.loop = loop
    self.function = function
    self.street = street
    self.buckets = buckets
    self.state = state
  }

  /// The buckets of some hands, counted from 0.
  ///
  /// - Throws: `ScriptError` for an answer that is no bucket, with the hand; what the function itself raises.
  func evaluate(_ hands: HandBatch) throws -> [Int] {
    let columns = HandColumns(hands, street: street)
    let answer = try state.call(loop, [.function(function), .object(columns), .integer(Int64(hands.numbers.count))]).first ?? .nil
    let found = answer.tableValue?.array ?? []
    return try hands.numbers.enumerated().map { place, hand in
      let value = place < found.count ? found[place] : .nil
      guard let bucket = value.integerValue, 1...Int64(buckets) ~= bucket else {
        let cards = hands.cards(hand)
        throw ScriptError.value(
          at: "holdem.cards: \(street)",
          problem:
            "the function returned \(value == .boolean(false) ? "nothing" : value.shown) for \(cards.hole)\(cards.board.isEmpty ? "" : " on \(cards.board)"): expected a whole number from 1 to \(buckets)"
        )
      }
      return Int(bucket) - 1
    }
  }
}
