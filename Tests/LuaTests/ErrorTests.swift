import Testing

@testable import Lua

private struct Custom: Error, Equatable, CustomStringConvertible {
  let code: Int
  var description: String { "custom failure \(code)" }
}

@Suite("Errors and where they are")
struct ErrorTests {
  private func stateWithHost() throws -> LuaState {
    let state = try makeState()
    try state.register(
      module: "host",
      functions: [
        "fail": { throw Custom(code: Int($0[0].integerValue ?? 0)) },
        "call": { call in try call.state.call(#require(call[0].functionValue)) },
        "where": { [.string($0.location?.description ?? "nowhere")] },
      ])
    return state
  }

  @Test(arguments: [
    ("error('boom')", "t:1: boom"),
    ("error('boom', 0)", "t:1: boom"),
    ("local function f() error('boom', 2) end\n\nf()", "t:3: boom"),
    ("local x\nx.y = 1", "t:2: attempt to index a nil value (local 'x')"),
    ("error()", "t:1: the script raised an error without a message (nil)"),
    ("error({})", "t:1: the script raised a table as its error"),
    ("error(true)", "t:1: true"),
    ("error(setmetatable({}, {__tostring = function() return 'described' end}))", "t:1: described"),
    (
      "error(setmetatable({}, {__tostring = function() error 'x' end}))",
      "t:1: an error value whose __tostring itself fails"
    ),
    ("local t = nil + 1", "t:1: attempt to perform arithmetic on a nil value"),
    ("\n\nlocal x = = 1", "t:3: unexpected symbol near '='"),
    ("coroutine.wrap(function()\nerror 'deep' end)()", "t:1: t:2: deep"),
    ("table.sort({1, nil, 3})", "t:1: table.sort: element 2 of 3 is nil"),
  ])
  func messagesNameTheirLine(source: String, message: String) throws {
    #expect(try failure(of: source, in: makeState()).description == message)
  }

  @Test func theTracebackListsTheScriptsFunctions() throws {
    let state = try stateWithHost()
    let error = try failure(
      of:
        "local host = require 'host'\nlocal function inner() host.fail(1) end\nfunction outer()\n inner()\nend\nouter()",
      in: state)
    #expect(
      error.traceback == """
        t:2: in function 'inner'
        t:4: in function 'outer'
        t:6: in the script's main part

        """)
  }

  @Test func deepTracebacksAreShortened() throws {
    let error = try failure(
      of: "local function f(n) if n == 0 then error 'x' end f(n - 1) return n end f(1000)", in: makeState())
    #expect(error.traceback.contains("... (982 more)"))
    #expect(error.traceback.split(separator: "\n").count == 21)
  }

  @Test func whatACallbackThrowsArrivesAsItWas() throws {
    let error = try failure(of: "local host = require 'host'\n\nhost.fail(42)", in: stateWithHost())
    guard case .host(let underlying, let location, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(underlying as? Custom == Custom(code: 42))
    #expect(location == LuaLocation(file: "t", line: 3))
    #expect(error.description == "t:3: custom failure 42")
  }

  @Test func scriptsCanCatchWhatACallbackThrows() throws {
    let state = try stateWithHost()
    let results = try state.run(source: "return pcall(function()\nrequire 'host'.fail(1) end)", name: "t")
    #expect(results == [false, "t:2: custom failure 1"])
    let error = try failure(of: "pcall(require 'host'.fail, 1) error 'other'", in: state)
    guard case .runtime("other", _, _) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func aCaughtErrorRaisedAgainIsStillTheHosts() throws {
    let error = try failure(of: "local _, m = pcall(require 'host'.fail, 5)\nerror(m, 0)", in: stateWithHost())
    guard case .host(let underlying, _, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(underlying as? Custom == Custom(code: 5))
  }

  @Test func errorsPassThroughNestedChains() throws {
    let state = try stateWithHost()
    let source =
      "local host = require 'host'\nhost.call(function()\n  host.call(function()\n    host.fail(9)\n  end)\nend)"
    let error = try failure(of: source, in: state)
    #expect(error.description == "t:4: custom failure 9")
    let lua = try failure(of: "require 'host'.call(function()\n error 'inner'\nend)", in: state)
    #expect(lua.description == "t:2: inner")
  }

  @Test func theCallersLineIsKnown() throws {
    let state = try stateWithHost()
    let source =
      "local host = require 'host'\nlocal function f()\n return (host.where())\nend\nreturn f(), select(2, pcall(host.where))"
    #expect(try state.run(source: source, name: "t") == ["t:3", "t:5"])
  }

  @Test func aStateGoesOnAfterAnError() throws {
    let state = try stateWithHost()
    for _ in 0..<1000 { _ = try failure(of: "require 'host'.fail(1)", in: state) }
    #expect(try state.run(source: "return 1") == [1])
    #expect(state.memoryUsed < 1 << 20)
  }

  @Test func longPathsAreNamedWhole() throws {
    let name = String(repeating: "folder/", count: 20) + "script.lua"
    let state = try makeState()
    let error = #expect(throws: LuaError.self) { try state.run(source: "\nlocal x = nil .. 'a'", name: name) }
    #expect(error?.location == LuaLocation(file: name, line: 2))
    #expect(error?.description == "\(name):2: attempt to concatenate a nil value")
  }
}
