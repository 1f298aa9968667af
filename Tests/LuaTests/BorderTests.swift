import Testing

@testable import Lua

@Suite("Values across the border")
struct BorderTests {
  @Test func resultsKeepTheirKinds() throws {
    let state = try makeState()
    let results = try state.run(
      source: "return nil, true, false, 7, 7.0, 'text', {1, 2, x = 'y', [10] = 3, [true] = 4}")
    let table = LuaTable(
      array: [1, 2], fields: ["x": "y"], others: [.init(key: 10, value: 3), .init(key: true, value: 4)])
    #expect(results == [.nil, true, false, .integer(7), .number(7), "text", .table(table)])
  }

  @Test func argumentsComeBackUnchanged() throws {
    let state = try makeState()
    guard case .function(let echo) = try state.run(source: "return function(...) return ... end")[0] else {
      Issue.record("not a function")
      return
    }
    let nested = LuaTable(array: [.table(LuaTable(fields: ["é": .number(-0.5)]))], fields: ["n": .integer(.min)])
    let values: [LuaValue] = [.nil, false, .integer(.max), .number(.infinity), "", "a\0b", .table(nested), .nil]
    #expect(try state.call(echo, values) == values)
    #expect(try state.call(echo) == [])
  }

  /// Nil, booleans and numbers cross by a way of their own, with others or without, in any number.
  @Test(arguments: [0, 1, 2, 9, 10, 11, 300])
  func plainValuesCrossInAnyNumber(count: Int) throws {
    let state = try makeState()
    let echo = try #require(state.run(source: "return function(...) return ... end")[0].functionValue)
    let sum = try #require(state.run(source: "return function(...) local n = select('#', ...) if n == 0 then return n, nil end return n, (select(n, ...)) end")[0].functionValue)
    let plain: [LuaValue] = [.nil, true, false, .integer(.min), .integer(.max), .number(-0.0), .number(.leastNonzeroMagnitude), .number(-.infinity)]
    let values = (0..<count).map { plain[$0 % plain.count] }
    #expect(try state.call(echo, values) == values)
    #expect(try state.call(echo, values + ["text"]) == values + ["text"])
    #expect(try state.call(sum, values) == [.integer(Int64(count)), values.last ?? .nil])
  }

  /// A result that cannot cross is an error of the call, and what came before in it is given back.
  @Test func aResultThatCannotCross() throws {
    let state = try makeState()
    let results = try state.run(source: "return function(n) return n, n + 1, coroutine.create(print) end, function() local t = {} t[1] = {t} return 1, t end")
    let thread = try #require(results[0].functionValue), circle = try #require(results[1].functionValue)
    for (function, message) in [(thread, "result 3: a coroutine cannot be handed over"), (circle, "result 2[1][1]: the table contains itself")] {
      var raised: LuaError?
      do { _ = try state.call(function, [1]) } catch { raised = error }
      #expect(raised?.description.hasSuffix(message) == true, "\(String(describing: raised))")
    }
    #expect(try state.run(source: "return 1 + 1") == [2])
  }

  @Test func functionsReturnToLuaAsThemselves() throws {
    let state = try makeState()
    let results = try state.run(
      source: "local f = function() end; return f, function(g) return g == f end, {f, deep = {f}}")
    let f = try #require(results[0].functionValue)
    let isF = try #require(results[1].functionValue)
    #expect(try state.call(isF, [.function(f)]) == [true])
    let nested = try #require(results[2].tableValue?["deep"].tableValue?.array[0].functionValue)
    #expect(try state.call(isF, [.function(nested)]) == [true])
  }

  @Test func aFunctionOfAnotherStateIsRefused() throws {
    let foreign = try #require(makeState().run(source: "return function() end")[0].functionValue)
    let state = try makeState()
    try state.register(module: "host", functions: ["f": { _ in [.function(foreign)] }])
    let error = try failure(of: "require 'host'.f()", in: state)
    #expect(error.description == "t:1: a function cannot move from one Lua state to another")
  }

  @Test(arguments: [
    ("local t = {}; t.a = {b = {t}}; host.f(t)", "t:1: argument 1.a.b[1]: the table contains itself"),
    ("host.f(1, {x = {coroutine.create(print)}})", "t:1: argument 2.x[1]: a coroutine cannot be handed over"),
    (
      "host.f({[{}] = 1})",
      "t:1: argument 1: a table's keys must be strings, numbers or booleans to be handed over"
    ),
    ("local t = {} for i = 1, 101 do t = {t} end host.f(t)", "tables are nested deeper than 100 levels"),
    ("local t = {1} for i = 1, 30 do t = {t, t} end host.f(t)", "the table holds more than 4194304 values"),
    ("host.f('\\xff')", "the string \"\u{FFFD}\" is not text (UTF-8)"),
  ])
  func whatCannotCrossIsNamed(source: String, message: String) throws {
    let state = try makeState()
    try state.register(module: "host", functions: ["f": { _ in [] }])
    let error = try failure(of: "local host = require 'host' " + source, in: state)
    #expect(error.description.hasSuffix(message), "\(error)")
  }

  @Test func sharedTablesCrossAsCopies() throws {
    let state = try makeState()
    let results = try state.run(source: "local s = {1}; return {s, s}")
    #expect(results[0].tableValue?.array == [.table(LuaTable(array: [1])), .table(LuaTable(array: [1]))])
  }

  @Test func tablesAreReadWithoutMetamethods() throws {
    let state = try makeState()
    let results = try state.run(
      source: "return setmetatable({1}, {__index = function() error 'called' end, __len = function() return 9 end})")
    #expect(results == [.table(LuaTable(array: [1]))])
  }

  @Test func handlesGiveTheirFunctionsBack() throws {
    let state = try makeState()
    let make = try #require(state.run(source: "return function() return function() end end")[0].functionValue)
    for _ in 0..<200 { _ = try state.call(make) }
    let before = state.memoryUsed
    for _ in 0..<20_000 { _ = try state.call(make) }
    #expect(state.memoryUsed < before + 200_000)
  }

  @Test func aHandleOutlivesItsState() throws {
    var state: LuaState? = try makeState()
    weak let gone = state
    let function = try #require(state?.run(source: "return function() end")[0].functionValue)
    state = nil
    #expect(gone == nil)
    withExtendedLifetime(function) {}
  }

  @Test func aHundredThousandCallsDoNotGrowMemory() throws {
    let state = try makeState()
    var sum = 0.0
    try state.register(
      module: "host",
      functions: [
        "add": {
          sum += $0[0].numberValue ?? 0
          return [.number(sum)]
        }
      ])
    let function = try #require(
      state.run(source: "local add = require 'host'.add; return function(x) return add(x), {x} end")[0].functionValue)
    for _ in 0..<1_000 { _ = try state.call(function, [.number(1)]) }
    let before = state.memoryUsed
    for _ in 0..<100_000 { _ = try state.call(function, [.number(1)]) }
    #expect(sum == 101_000)
    #expect(state.memoryUsed < before + 200_000)
  }
}
