import Lua
import Training

/// A script's function from the features of a hand to its bucket.
///
/// Many hands cross the border at once: a loop in Lua fills one table of fields again and again, and calls the function for each.
struct CardsFunction {
  private let street: String
  private let buckets: Int
  private let function: LuaFunction
  private let loop: LuaFunction
  private unowned let state: LuaState

  private static let source = """
    return function(bucket, equity, squared, percentile)
      local hand, found = {}, {}
      for i = 1, #equity do
        hand.equity, hand.equity_squared, hand.percentile = equity[i], squared[i], percentile[i]
        found[i] = bucket(hand) or false
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
  /// - Throws: `ScriptError` for an answer that is no bucket, with the hand's features; what the function itself raises.
  func evaluate(_ hands: HandColumns) throws -> [Int] {
    func list(_ numbers: [Double]) -> LuaValue { .table(LuaTable(array: numbers.map { .number($0) })) }
    let answer = try state.call(loop, [.function(function), list(hands.equity), list(hands.squaredEquity), list(hands.percentile)]).first ?? .nil
    let found = answer.tableValue?.array ?? []
    return try hands.equity.indices.map { place in
      let value = place < found.count ? found[place] : .nil
      guard let bucket = value.integerValue, 1...Int64(buckets) ~= bucket else {
        let shown = value == .boolean(false) ? "nothing" : value.shown
        throw ScriptError.value(
          at: "holdem.cards: \(street)",
          problem: "the function returned \(shown) for a hand of equity \(hands.equity[place]), equity_squared \(hands.squaredEquity[place]), percentile \(hands.percentile[place]): expected a whole number from 1 to \(buckets)")
      }
      return Int(bucket) - 1
    }
  }
}
