import Testing

@testable import Lua

/// Scripts that try to hang or to exhaust the host. Each must end with an error, soon, and leave the state usable.
@Suite("Attacks", .serialized)
struct AttackTests {
  static let attacks: [(AttackEnd, String)] = [
    // Loops that catch everything.
    (.time, "while true do end"),
    (.time, "while true do pcall(function() while true do end end) end"),
    (.time, "while true do pcall(pcall, error) end"),
    (.time, "while true do xpcall(function() while true do end end, function() while true do end end) end"),
    (.time, "xpcall(error, function() while true do end end)"),
    (.time, "while true do coroutine.resume(coroutine.create(function() while true do end end)) end"),
    (
      .time,
      "local f = coroutine.wrap(function() while true do pcall(coroutine.yield) end end) while true do pcall(f) end"
    ),
    (.time, "while true do pcall(coroutine.wrap(function() while true do end end)) end"),
    (.time, "while true do local x <close> = setmetatable({}, {__close = function() while true do end end}) end"),
    (
      .time,
      "local c = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() while true do end end}) coroutine.yield() end) coroutine.resume(c) while true do coroutine.close(c) end"
    ),
    (.time, "while true do load(function() while true do end end) end"),
    (.time, "error(setmetatable({}, {__tostring = function() while true do end end}))"),
    (.time, "setmetatable(_G, {__index = function(t, k) while true do end end}) return nothing"),
    (.time, "goto a ::a:: goto a"),
    // Work inside one C function.
    (.time, "return (('a'):rep(40)):find(('a?'):rep(40) .. ('a'):rep(40))"),
    (.time, "return ('a'):rep(5000):match('.-.-.-.-b')"),
    (.time, "while true do pcall(string.gsub, ('a'):rep(3000), '.*.*.*b', '') end"),
    (.time, "for _ in ('x'):rep(9000):gmatch('.-.-.-y') do end"),
    (.time, "while true do ('a'):rep(200000):find(('a'):rep(100000) .. 'b', 1, true) end"),
    (
      .time,
      "local t = {} for i = 1, 3e5 do t[i] = -i end while true do table.sort(t, function(a, b) return a < b end) end"
    ),
    (
      .time,
      "table.sort(setmetatable({}, {__len = function() return 1 << 19 end, __index = function() return 1 end}))"
    ),
    (.error, "table.sort(setmetatable({}, {__len = function() return 1 << 40 end}), rawequal)"),
    (
      .time,
      "local t = setmetatable({}, {__len = function() return 1 << 23 end, __newindex = rawequal, __index = rawlen}) while true do pcall(table.insert, t, 1, 1) table.remove(t, 1) end"
    ),
    (.error, "table.concat(setmetatable({}, {__len = function() return math.maxinteger end, __index = rawlen}))"),
    (.error, "table.move({}, 1, math.maxinteger - 1, 2)"),
    (.error, "table.insert(setmetatable({}, {__len = function() return 1 << 60 end}), 1, 1)"),
    (.error, "table.remove(setmetatable({}, {__len = function() return 1 << 60 end}), 1)"),
    (.error, "return table.unpack({}, 1, 1e8)"),
    (.error, "return table.unpack({}, math.mininteger, math.maxinteger)"),
    (.error, "return string.format('%99999999d', 1)"),
    (.error, "return ('x'):rep(3e6):byte(1, -1)"),
    (.error, "return load(('('):rep(1e5))()"),
    (.error, "return load('return ' .. ('{'):rep(1e5))()"),
    (.error, "string.rep('x', -1)()"),
    (.time, "local s = ('x'):rep(4e6) while true do utf8.len(s) utf8.offset(s, -1) tonumber(s, 36) end"),
    // Memory.
    (.memory, "return ('x'):rep(1 << 30)"),
    (.error, "return ('x'):rep(1 << 40)"),
    (.memory, "local s = 'x' while true do s = s .. s end"),
    (.memory, "local t = {} for i = 1, 1e9 do t[i] = i end"),
    (.memory, "local t = {} while true do t = {t, {}, {}} end"),
    (.memory, "local t = {} while true do t[#t + 1] = coroutine.create(print) end"),
    (.memory, "return ('x'):rep(1 << 20):gsub('x', ('y'):rep(1000))"),
    (.memory, "local t = {} for i = 1, 1e6 do t[i] = ('x'):rep(1000) end return table.concat(t)"),
    (.time, "while true do pcall(string.rep, 'x', 1 << 40) end"),
    (.time, "while true do pcall(function() local s = 'x' while true do s = s .. s end end) end"),
    // Recursion.
    (.error, "local function f() return 1 + f() end f()"),
    (.error, "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end return t.x"),
    (.error, "local function f() coroutine.wrap(f)() end f()"),
    (.error, "local function f() pcall(f) error('x') end f()"),
    (.error, "string.gsub(('x'):rep(5), 'x', function() local function f() return 1 + f() end return f() end)"),
    (.error, "local t = setmetatable({}, {}) getmetatable(t).__tostring = tostring return tostring(t)"),
    (.error, "return ('('):rep(100):find(('('):rep(100))"),
    (.error, "local function f(...) return f(1, ...) end f()"),
  ]

  @Test(arguments: attacks.indices)
  func endsSoon(index: Int) throws { try expectEnd(Self.attacks[index]) }

  @Test func endlessRecursionThroughTheHostIsAnError() throws {
    let state = try makeCell()
    try state.register(
      module: "host", functions: ["call": { call in try call.state.call(#require(call[0].functionValue)) }])
    let error = try failure(of: "local call = require 'host'.call; local function f() call(f) end f()", in: state)
    #expect(error.description.contains("stack overflow"))
  }

  @Test func repeatingNothingIsQuick() throws {
    #expect(try makeCell().run(source: "return (''):rep(math.maxinteger)") == [""])
  }

  @Test func theTimeErrorNamesItsLine() throws {
    let error = try failure(of: "local x = 1\npcall(function()\n  while true do x = x + 1 end\nend)", in: makeCell())
    #expect(error.location == LuaLocation(file: "t", line: 3))
    #expect(error.description == "t:3: the script ran for more than 0.2 s without returning")
  }

  @Test func memoryErrorsCanBeCaughtAndTheStateGoesOn() throws {
    let results = try makeCell().run(source: "return pcall(string.rep, 'x', 1 << 30)")
    #expect(results == [false, "not enough memory"])
    #expect(
      try failure(of: "return ('x'):rep(1 << 30)", in: makeCell()).description
        == "the script needs more than its 32 MiB of memory")
  }

  @Test func timeInTheHostDoesNotCount() throws {
    let state = try makeCell()
    try state.register(
      module: "host",
      functions: [
        "sleep": { _ in
          let end = ContinuousClock.now + .milliseconds(400)
          while ContinuousClock.now < end {}
          return []
        }
      ])
    let source = "local sleep = require 'host'.sleep; for i = 1, 2000 do end sleep() for i = 1, 2000 do end return 1"
    #expect(try state.run(source: source) == [1])
  }

  @Test func aCallInsideACallbackHasItsOwnLimit() throws {
    let state = try makeCell()
    try state.register(
      module: "host", functions: ["call": { call in try call.state.call(#require(call[0].functionValue)) }])
    // It is the script's too: the script cannot catch it.
    let error = try failure(of: "pcall(require 'host'.call, function()\nwhile true do end end) while true do end", in: state)
    #expect(error.description == "t:2: the script ran for more than 0.2 s without returning")
    #expect(try state.run(source: "return pcall(require 'host'.call, error)")[0] == false)
  }

  @Test func anInterruptionInsideACallbackCannotBeCaught() throws {
    let state = try makeState()
    let interruption = state.interruption
    try state.register(
      module: "host",
      functions: [
        "call": { call in try call.state.call(#require(call[0].functionValue)) },
        "stop": { _ in
          interruption.request()
          return []
        },
      ])
    var printed = false
    try state.register(
      module: "seen",
      functions: [
        "it": { _ in
          printed = true; return []
        }
      ])
    let source = "pcall(require 'host'.call, function() require 'host'.stop()\nwhile true do end end) require 'seen'.it()"
    let error = try failure(of: source, in: state)
    #expect(error.description == "t:2: the script was interrupted" && !printed)
  }

  @Test func anInterruptionCannotBeCaught() throws {
    let state = try makeState()
    let interruption = state.interruption
    try state.register(
      module: "host",
      functions: [
        "stop": { _ in
          interruption.request()
          return []
        }
      ])
    let source = "require 'host'.stop() while true do pcall(function() while true do end end) end"
    let error = try failure(of: source, in: state)
    guard case .interrupted = error else {
      Issue.record("\(error)")
      return
    }
    _ = try failure(of: "while true do end", in: state)
    interruption.clear()
    #expect(try state.run(source: "for i = 1, 1e5 do end return 1") == [1])
  }

  @Test func aStateTooSmallForLuaIsAnError() {
    #expect(throws: LuaError.self) {
      try LuaState(
        options: {
          var o = LuaOptions()
          o.memoryLimit = 1000
          return o
        }())
    }
  }
}
