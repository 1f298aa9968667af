import Testing

@testable import Lua

@Suite("Running scripts")
struct RunTests {
  @Test func argumentsAreGivenTwice() throws {
    let state = try makeState()
    let results = try state.run(
      source: "return arg[0], arg[1], arg[2], select('#', ...), (...)", name: "s", arguments: ["a", "b"])
    #expect(results == ["s", "a", "b", 2, "a"])
  }

  @Test func aShebangIsSkippedAndLinesKeepTheirNumbers() throws {
    let state = try makeState()
    #expect(try state.run(source: "#!/usr/bin/env holdem-lua\nreturn 5") == [5])
    #expect(try state.run(source: "#only a line") == [])
    #expect(try failure(of: "#!x\nerror 'here'", in: state).location == LuaLocation(file: "t", line: 2))
  }

  @Test func printGoesToTheSink() throws {
    var printed = ""
    let state = try makeState { $0.print = { printed += $0 } }
    _ = try state.run(
      source: "print(1, 2.5, nil, 'x', setmetatable({}, {__tostring = function() return 'T' end})) print()")
    #expect(printed == "1\t2.5\tnil\tx\tT\n\n")
  }

  @Test func bytecodeIsRefused() throws {
    let state = try makeState { $0.trusted = true }
    let error = try failure(of: "return assert(load(string.dump(function() end)))", in: state)
    #expect(error.description.contains("attempt to load a binary chunk"))
    #expect(
      try failure(of: "load('', 'x', 'b')", in: state).description
        == "t:1: load accepts text only: its mode must be \"t\"")
    #expect(try failure(of: "\u{1B}Lua", in: state).description.contains("binary chunk"))
  }

  @Test func loadKeepsItsEnvironment() throws {
    let state = try makeState()
    #expect(
      try state.run(source: "return load('return x', 'c', 't', {x = 3})(), load(' = ')") == [
        3, .nil, "[string \" = \"]:1: unexpected symbol near '='",
      ])
  }

  @Test func aMissingFileIsNamed() throws {
    let state = try makeState()
    let error = #expect(throws: LuaError.self) { try state.run(file: "no/such.lua") }
    #expect(error?.description == "cannot read 'no/such.lua': No such file or directory")
  }

  @Test func callbacksNestThroughBothLanguages() throws {
    let state = try makeState()
    try state.register(
      module: "host",
      functions: [
        "down": { call in
          guard let f = call[0].functionValue, let n = call[1].integerValue else { return [] }
          return n == 0 ? [0] : [.integer(1 + (try call.state.call(f, [.integer(n - 1)])[0].integerValue ?? 0))]
        }
      ])
    let source = "local down = require 'host'.down; local function f(n) return down(f, n) end; return f(20)"
    #expect(try state.run(source: source) == [20])
  }

  @Test func callbacksWorkInsideCoroutines() throws {
    let state = try makeState()
    try state.register(module: "host", functions: ["twice": { [.integer(2 * ($0[0].integerValue ?? 0))] }])
    let source = """
      local twice = require 'host'.twice
      local co = coroutine.wrap(function(x) while true do x = coroutine.yield(twice(x)) end end)
      return co(1), co(5), select(2, pcall(coroutine.wrap(function() return pcall(coroutine.yield, 3) end)))
      """
    #expect(try state.run(source: source) == [2, 10, 3])
  }

  @Test func callbacksMayCallBackFromACoroutine() throws {
    let state = try makeState()
    try state.register(
      module: "host", functions: ["call": { call in try call.state.call(#require(call[0].functionValue)) }])
    let source = """
      local call = require 'host'.call
      local co = coroutine.wrap(function() coroutine.yield(call(function() return 'in' end)) return pcall(call, coroutine.yield) end)
      return co(), co()
      """
    #expect(
      try state.run(source: source, name: "t") == [
        "in", false, "t:2: t:2: attempt to yield across a C-call boundary",
      ])
  }

  @Test func randomNumbersDependOnTheSeedAlone() throws {
    let source = "return math.random(1 << 40), math.random(), math.random(6)"
    let first = try makeState { $0.seed = 7 }.run(source: source)
    #expect(try makeState { $0.seed = 7 }.run(source: source) == first)
    #expect(try makeState { $0.seed = 8 }.run(source: source) != first)
    let state = try makeState()
    #expect(try failure(of: "math.randomseed()", in: state).description.contains("number expected"))
  }
}
