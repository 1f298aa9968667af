import Abstraction
import Lua

/// Reads `utility = function(stacks) return { u1, u2 } end`.
struct UtilityReader {
  let state: LuaState

  /// The tree with payoffs in the utility's unit; as it is without one.
  func measure(_ tree: BettingTree, _ function: LuaFunction?) throws -> BettingTree {
    guard let function, tree.players == 2 else { return tree }
    return try tree.measured { stacks in
      let answer = try state.call(function, [.table(LuaTable(array: stacks.map { .number($0) }))]).first ?? .nil
      let path = "holdem.solver: utility({ \(stacks.map { LuaValue.number($0).shown }.joined(separator: ", ")) })"
      guard case .table(let table) = answer, table.array.count == stacks.count, table.fields.isEmpty, table.others.isEmpty else {
        throw ScriptError.value(at: path, problem: "expected a list of \(stacks.count) numbers, one a seat, found \(shown(answer))")
      }
      return try table.array.map { value throws(ScriptError) in
        guard let number = value.numberValue, number.isFinite else { throw .value(at: path, problem: "expected a number for each seat, found \(value.shown)") }
        // As much as chips may be: tables of 32 bits hold sums of these.
        guard abs(number) <= ChipUnits.amounts.upperBound else { throw .value(at: path, problem: "\(value.shown) is out of range: expected a number from -1e12 to 1e12") }
        return number
      }
    }
  }

  private func shown(_ answer: LuaValue) -> String {
    if case .table(let table) = answer, table.fields.isEmpty, table.others.isEmpty { return "a list of \(table.array.count)" }
    return answer.shown
  }
}
