import Testing

@testable import Lua

private final class Box: LuaObject {
  nonisolated(unsafe) static var reads = 0
  init() {
    super.init(
      type: LuaObjectType(
        "box", of: Box.self, methods: ["open": { _, _ in [] }],
        properties: [
          "size": { _ in
            Box.reads += 1
            return .integer(1)
          }
        ]))
  }
}

struct NamesTests {
  /// The texts of names; a function's with brackets.
  private func names(_ state: LuaState, _ path: String, _ prefix: String = "") -> [String] {
    state.names(in: path.split(separator: ".").map(String.init), beginningWith: prefix).map { $0.text + ($0.isFunction ? "()" : "") }.sorted()
  }

  @Test func globalsTablesStringsAndObjects() throws {
    let state = try makeState()
    try state.register(module: "host", functions: ["make": { _ in [.object(Box())] }], values: ["seven": .integer(7)])
    _ = try state.run(source: "host = require 'host' box = host.make() text = 'x' t = { a = 1, ab = print, b = {}, ['no name'] = 1, [1] = 2, ['2x'] = 3 }")
    #expect(names(state, "", "tex") == ["text"])
    #expect(names(state, "", "toN") == [])
    #expect(names(state, "", "ton") == ["tonumber()"])
    #expect(names(state, "t") == ["a", "ab()", "b"])
    #expect(names(state, "t", "a") == ["a", "ab()"])
    #expect(names(state, "t.b") == [] && names(state, "t.c") == [] && names(state, "t.a.b.c") == [] && names(state, "none.x") == [])
    #expect(names(state, "host") == ["make()", "seven"])
    #expect(names(state, "box") == ["open()", "size"])
    #expect(names(state, "box.size") == [])
    #expect(names(state, "text", "re") == ["rep()", "reverse()"])
    #expect(Box.reads == 0)
  }

  @Test("nothing of the script's is run: tables that stand in are looked through, functions are not asked")
  func metamethods() throws {
    let state = try makeState()
    _ = try state.run(
      source: """
        calls = 0
        local function spy() calls = calls + 1 return { hidden = 1 } end
        class = setmetatable({ method = print }, { __index = { inherited = print } })
        object = setmetatable({ own = 1 }, { __index = class, __pairs = spy, __len = spy })
        trap = setmetatable({ own = 1 }, { __index = spy, __pairs = spy, __name = spy })
        ring = {} setmetatable(ring, { __index = ring })
        setmetatable(_G, { __index = spy })
        """)
    #expect(names(state, "object") == ["inherited()", "method()", "own"])
    #expect(names(state, "object.inherited") == [] && names(state, "class", "i") == ["inherited()"])
    #expect(names(state, "trap") == ["own"] && names(state, "trap.hidden") == [] && names(state, "nowhere.hidden") == [])
    #expect(names(state, "ring") == [] && names(state, "ring.ring") == [])
    #expect(try state.run(source: "return rawget(_G, 'calls')") == [.integer(0)])
  }

  @Test("tables of any size, paths of any length, and a state that has no memory left")
  func limits() throws {
    let state = try makeCell(seconds: 20)
    _ = try state.run(source: "big = {} for i = 1, 20000 do big['k' .. i] = i end")
    #expect(names(state, "big").count == 1000)
    #expect(names(state, "big", "k19999") == ["k19999"])
    #expect(state.names(in: Array(repeating: "x", count: 100_000), beginningWith: "") == [])
    #expect(throws: LuaError.self) { try state.run(source: "hoard = {} while true do hoard[#hoard + 1] = ('x'):rep(100) .. #hoard end") }
    #expect(names(state, "", "tonu") == ["tonumber()"] || names(state, "", "tonu") == [])
    #expect(try state.run(source: "hoard = nil return 1") == [.integer(1)])
    #expect(names(state, "", "tonu") == ["tonumber()"])
  }
}
