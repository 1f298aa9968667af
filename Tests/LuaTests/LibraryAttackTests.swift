import Foundation
import Testing

@testable import Lua

/// Attacks by way of the library: functions that work long on little, and metamethods that lie to them.
@Suite("Attacks by the library", .serialized)
struct LibraryAttackTests {
  static let attacks: [(AttackEnd, String)] = [
    // Comparing and ordering.
    (.time, "local a, b = ('x'):rep(4e6), ('x'):rep(4e6) while true do local _ = a == b, a < b, a <= b end"),
    (.time, "local t = {} for i = 1, 5e4 do t['k' .. i] = i end local n = 0 while true do n = n + 1 t['n' .. n] = n t['n' .. n - 1] = nil next(t) end"),
    (.time, "local t = {} for i = 1, 5e4 do t['k' .. i] = i end local n = 0 while true do for k in pairs(t) do n = n + 1 t[k] = nil t['n' .. n] = 1 break end end"),
    (.time, "local t = {} for i = 1, 1e5 do t[i] = i end while true do table.sort(t, function() return true end) end"),
    (.time, "local t = {} for i = 1, 1e5 do t[i] = i end while true do pcall(table.sort, t, function(a, b) return math.random() < 0.5 end) end"),
    (.error, "local t = {} for i = 1, 100 do t[i] = i end table.sort(t, function(a, b) error('no order') end)"),
    (.time, "for k, v in setmetatable({}, {__call = function() return 1, 1 end}) do end"),
    (.time, "for k in pairs(setmetatable({}, {__pairs = function() return function() return 1 end end})) do end"),
    (.error, "next({}, 'nowhere')"),
    // Ranges that lie.
    (.error, "table.concat(setmetatable({}, {__index = function() return '' end}), '', 1, 1 << 40)"),
    (.error, "table.concat(setmetatable({}, {__len = function() return 1 << 40 end, __index = function() return '' end}))"),
    (.error, "table.concat({}, '', 1, math.maxinteger)"),
    (
      .error,
      "local from = setmetatable({}, {__index = function() return 1 end}) table.move(from, 1, 1 << 40, 1, setmetatable({}, {__newindex = function() end}))"
    ),
    (.error, "table.move({}, math.mininteger, math.maxinteger, 1)"),
    (.error, "table.unpack(setmetatable({}, {__len = function() return math.maxinteger end}))"),
    (.time, "while true do local n = select('#', table.unpack({}, 1, 5e5)) end"),
    (.error, "select(-2, 1)"),
    (.error, "return #setmetatable({}, {__len = function() return {} end}) + table.remove(setmetatable({}, {__len = function() return 'x' end}))"),
    (.error, "table.insert({}, 5, 1)"),
    // Strings.
    (.error, "return ('x'):rep(1 << 31, ('y'):rep(1 << 20))"),
    (.memory, "return ('x'):rep(1e6, ('y'):rep(1000))"),
    (.error, "return string.format('%' .. ('9'):rep(100) .. 's', 'x')"),
    (.error, "return string.format('%.999f', 1)"),
    (.time, "return string.format('%s', setmetatable({}, {__tostring = function() while true do end end}))"),
    (.error, "return string.format('%s', setmetatable({}, {__tostring = function() return {} end}))"),
    (.time, "while true do local s = string.format('%q', ('\\0'):rep(1e5)) end"),
    (.time, "('x'):gsub('x', setmetatable({}, {__index = function() while true do end end}))"),
    (.memory, "return ('x'):rep(1e6):gsub('', ('y'):rep(1000))"),
    (.time, "while true do ('x'):rep(1e5):gsub('.', {}) end"),
    (.time, "local s = ('ab'):rep(1e6) while true do s:find('%b()') s:find('%f[%d]') s:match('^(.-)z') end"),
    (.error, "return ('x'):rep(99):find(('(.)'):rep(40))"),
    (.error, "return string.unpack(('b'):rep(3e6), ('x'):rep(3e6))"),
    (.error, "return string.pack('s1', ('x'):rep(300))"),
    (.error, "return string.packsize(('i16'):rep(2e8 // 16) .. 'z')"),
    (.time, "local f = ('b'):rep(4e6) while true do string.packsize(f) end"),
    (.time, "local f, s = ('x'):rep(4e6), ('x'):rep(4e6) while true do string.unpack(f, s) end"),
    (.time, "local f = ('x'):rep(4e6) while true do pcall(string.pack, f) end"),
    (.time, "local from = setmetatable({}, {__index = function() return 1 end}) while true do table.move(from, 1, 1e5, 1, {}) end"),
    (.time, "local t = setmetatable({}, {__index = function() return '' end}) while true do table.concat(t, '', 1, 1e5) end"),
    (.error, "return utf8.codepoint(('x'):rep(3e6), 1, -1)"),
    (.error, "for _ in utf8.codes('\\xff') do end"),
    (.time, "local s = ('x'):rep(4e6) while true do for _ in utf8.codes(s) do end end"),
    (.error, "getmetatable('').__index = function() while true do end end"),
    (.error, "setmetatable('', {})"),
    (.time, "string.rep = function() while true do end end return ('x'):rep(3)"),
    // Loading.
    (.time, "load(function() return ' ' end)"),
    (.time, "s = 'return load(s)()' return load(s)()"),
    (.error, "s = 'load(s)()' return load(s)()"),
    (.error, "return load(('x = 1 '):rep(2e6))() + nothing"),
    (.error, "return load('return ' .. ('- '):rep(1e5) .. '1')()"),
    (.error, "return load('return ' .. ('a.'):rep(1e5) .. 'a')()"),
    (.error, "return load('\\27Lua', 'x', 'b')"),
    // Catching.
    (.time, "while true do xpcall(error, error) end"),
    (.time, "while true do xpcall(error, function(m) error(m) end) end"),
    (.time, "while true do select(2, pcall(error, setmetatable({}, {__tostring = function() while true do end end}))) end"),
    (.time, "local function f() local x <close> = setmetatable({}, {__close = function() pcall(f) while true do end end}) error('x') end while true do pcall(f) end"),
    (.time, "for x in coroutine.wrap(function() while true do coroutine.yield(1) end end) do end"),
    (.time, "local co = coroutine.wrap(function() for i = 1, math.maxinteger do pcall(coroutine.yield, i) end end) while true do co() end"),
    (.error, "coroutine.close(coroutine.running())"),
    (.error, "coroutine.wrap(function() error(coroutine.running()) end)()"),
    // Metatables.
    (.error, "local a, b = {}, {} setmetatable(a, {__index = b}) setmetatable(b, {__index = a}) return a.x"),
    (.error, "local a, b = {}, {} setmetatable(a, {__newindex = b}) setmetatable(b, {__newindex = a}) a.x = 1"),
    (.error, "local t = setmetatable({}, {}) getmetatable(t).__eq = function(a, b) return a == b end return t == setmetatable({}, getmetatable(t))"),
    (.error, "local t = setmetatable({}, {}) getmetatable(t).__concat = function(a, b) return a .. b end return t .. 'x'"),
    (.error, "local t = setmetatable({}, {}) getmetatable(t).__call = t return t()"),
    (.error, "setmetatable(setmetatable({}, {__metatable = false}), {})"),
    (.error, "error(('x'):rep(2e7))"),
    (.error, "local t = {} t.t = t return t"),
    // A long way for the collector.
    (.time, "local w = setmetatable({}, {__mode = 'k'}) while true do local k = {} for i = 1, 3e4 do local n = {} w[k] = n k = n end end"),
    (.time, "while true do local t = {} for i = 1, 1e4 do t[{}] = setmetatable({}, {__mode = 'v'}) end end"),
  ]

  @Test(arguments: attacks.indices)
  func endsSoon(index: Int) throws { try expectEnd(Self.attacks[index]) }

  @Test func aFinalizerThatIsAddedLaterIsNeverRun() throws {
    let source = """
      ran = false
      local meta = {}
      for i = 1, 1e4 do setmetatable({}, meta) end
      meta.__gc = function() ran = true end
      for i = 1, 1e6 do local t = {} end
      return ran
      """
    #expect(try makeState().run(source: source) == [false])
  }

  @Test func whatTheHostWroteInLuaIsLeftOutOfMessagesAndKeepsArguments() throws {
    let state = try makeState()
    try state.register(
      module: "host",
      functions: [
        "each": { call in
          guard case .function(let each) = try call.state.run(source: "return function(f) for i = 1, 3 do f(i) end end", name: "holdem.each").first else { return [] }
          return try call.state.call(each, [call[0]])
        }
      ])
    let error = try failure(of: "local each = require 'host'.each\n\neach(function(i)\n  error('at ' .. i)\nend)", in: state)
    #expect(error.description == "t:4: at 1")
    #expect(!error.traceback.contains("holdem.each"))
    #expect(try state.run(source: "require 'host'.each(function() end) return arg[1]", arguments: ["kept"]) == ["kept"])
  }

  @Test func objectsHearOfTheEndOfTheirScope() throws {
    final class Door: LuaObject {
      var closed = 0
      init() { super.init(type: LuaObjectType("door", of: Door.self)) }
      override func luaClose() { closed += 1 }
    }
    let state = try makeState(), door = Door()
    try state.register(module: "host", functions: ["door": { _ in [.object(door)] }])
    _ = try state.run(source: "local door = require 'host'.door do local d <close> = door() end for i = 1, 2 do local d <close> = door() break end")
    #expect(door.closed == 2)
    _ = try failure(of: "local d <close> = require 'host'.door() error('out')", in: state)
    #expect(door.closed == 3)
  }

  @Test func garbageIsLetGoOfWhenTheHostAsks() throws {
    final class Heavy: LuaObject {
      static nonisolated(unsafe) var alive = 0
      init() {
        Self.alive += 1
        super.init(type: LuaObjectType("heavy", of: Heavy.self))
      }
      deinit { Self.alive -= 1 }
    }
    let state = try makeState()
    nonisolated(unsafe) var most = 0
    try state.register(
      module: "host",
      functions: [
        "make": { call in
          call.state.collectGarbage()
          let made = Heavy()
          most = max(most, Heavy.alive)
          return [.object(made)]
        }
      ])
    _ = try state.run(source: "local make = require 'host'.make for i = 1, 50 do local heavy = make() end")
    // The one before may still lie in a register.
    #expect(most <= 2)
  }

  /// A callback that works on the script's behalf has the script's time, which no pcall gets back.
  @Test func theTimeOfACallbackMayBeTheScripts() throws {
    nonisolated(unsafe) var calls = 0
    let state = try makeCell()
    try state.register(
      module: "host",
      functions: [
        "work": { call in
          calls += 1
          while !call.isOver {}
          return []
        },
        "nap": { _ in
          usleep(300_000)
          return []
        },
      ])
    // The host's own time is not the script's.
    #expect(try state.run(source: "require 'host'.nap() return 1") == [1])
    guard case .time(_, let location) = try failure(of: "local work = require 'host'.work\nwhile true do pcall(work) end", in: state) else {
      Issue.record("not the time limit")
      return
    }
    #expect(location?.line == 2 && calls == 1)
    state.interruption.request()
    guard case .interrupted = try failure(of: "pcall(require 'host'.work)", in: state) else {
      Issue.record("not interrupted")
      return
    }
    state.interruption.clear()
    #expect(try state.run(source: "return 2") == [2])
  }

  @Test func theHostsQuestionEndsAScript() throws {
    nonisolated(unsafe) var asked = 0
    let state = try makeState {
      $0.isInterrupted = {
        asked += 1
        return asked > 3
      }
    }
    guard case .interrupted(let location) = try failure(of: "local x\nwhile true do pcall(function() x = 1 end) end", in: state) else {
      Issue.record("not interrupted")
      return
    }
    #expect(asked == 4 && location?.file == "t" && location?.line == 2)
  }
}
