import Testing

@testable import Lua

@Suite("The sandbox")
struct SandboxTests {
  @Test func onlyTheAllowedGlobalsAreThere() throws {
    let source = "local s = {} for k in pairs(_G) do s[#s + 1] = k end return table.concat(s, ' ')"
    #expect(
      try makeState().run(source: source) == [
        .string(
          "_G _VERSION arg assert collectgarbage coroutine error getmetatable ipairs load math next pairs pcall print "
            + "rawequal rawget rawlen rawset require select setmetatable string table tonumber tostring type utf8 xpcall"
        )
      ])
    #expect(
      try makeState().run(source: "return string.dump, os, io, debug, package, dofile, loadfile") == [
        .nil, .nil, .nil, .nil, .nil, .nil, .nil,
      ])
  }

  @Test func trustOpensTheLibraries() throws {
    let state = try makeState { $0.trusted = true }
    #expect(
      try state.run(source: "return type(os.time()), type(io.open), type(debug.traceback)") == [
        "number", "function", "function",
      ])
    #expect(try state.run(source: "return type(require 'os'.clock)") == ["function"])
  }

  @Test func finalizersAreRefused() throws {
    #expect(
      try failure(of: "setmetatable({}, {__gc = true})", in: makeState()).description.hasPrefix(
        "t:1: a metatable with '__gc'"))
  }

  @Test func theCollectorOnlyCounts() throws {
    let state = try makeState()
    #expect(try state.run(source: "return collectgarbage('count') > 10") == [true])
    #expect(
      try failure(of: "collectgarbage()", in: state).description.hasPrefix(
        "t:1: collectgarbage allows \"count\" only"))
  }

  @Test func protectedCallsBehaveAsInStockLua() throws {
    let source = """
      local ok, a, b = pcall(function(...) return ... end, 1, 2)
      local co = coroutine.wrap(function() return pcall(function() coroutine.yield('y') error({7}) end) end)
      local y = co()
      local bad, value = co()
      local _, handled = xpcall(function() error('e', 0) end, function(m) return m .. '!' end)
      local good, first, second = xpcall(function(...) return ... end, print, 3, 4)
      local dead = coroutine.create(error)
      return ok, a, b, y, bad, value[1], handled, good, first, second, coroutine.resume(dead, 'd'), coroutine.status(dead)
      """
    #expect(try makeState().run(source: source) == [true, 1, 2, "y", false, 7, "e!", true, 3, 4, false, "dead"])
  }

  @Test func closingVariablesRun() throws {
    let source = """
      local log = ''
      do local x <close> = setmetatable({}, {__close = function() log = log .. 'c' end}) end
      pcall(function() local x <close> = setmetatable({}, {__close = function(_, e) log = log .. e end}) error('E', 0) end)
      return log
      """
    #expect(try makeState().run(source: source) == ["cE"])
  }
}
