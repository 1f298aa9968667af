import Testing

@testable import Lua

@Suite("Values and names")
struct ValueTests {
  @Test func accessorsConvertOnlyWhatIsExact() {
    #expect(LuaValue.number(3).integerValue == 3)
    #expect(LuaValue.number(3.5).integerValue == nil)
    #expect(LuaValue.number(.nan).integerValue == nil)
    #expect(LuaValue.integer(3).numberValue == 3)
    #expect(LuaValue.string("3").integerValue == nil)
    #expect(LuaValue.boolean(false).boolValue == false)
    #expect(LuaValue.nil.boolValue == nil)
  }

  @Test func fieldsAreListedInOrder() {
    var table = LuaTable(fields: ["b": 1, "a": 2, "B": 3])
    table["b"] = .nil
    #expect(table.sortedFields.map(\.name) == ["B", "a"])
    #expect(table["missing"] == .nil)
  }

  @Test(arguments: [
    ("iteratoin", "iteration"), ("target", "target"), ("tragets", "target"), ("x", nil), ("zzzzzz", nil), ("", nil),
  ])
  func theNearestNameIsFound(word: String, expected: String?) {
    #expect(nearestName(to: word, among: ["iteration", "target", "traversals"]) == expected)
  }
}
