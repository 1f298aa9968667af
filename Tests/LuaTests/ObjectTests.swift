import Testing

@testable import Lua

private final class Counter: LuaObject {
  nonisolated(unsafe) static var living = 0
  static let luaType = LuaObjectType(
    "counter", of: Counter.self,
    methods: [
      "add": { counter, call in
        counter.count += call[0].integerValue ?? 1
        return [.object(counter)]
      },
      "fail": { _, _ in throw LuaError.data("cannot count") },
    ],
    properties: ["count": { .integer($0.count) }])

  var count: Int64 = 0

  init() {
    super.init(type: Self.luaType)
    Self.living += 1
  }

  deinit { Self.living -= 1 }

  override var luaDescription: String { "counter at \(count)" }
}

@Suite("Objects", .serialized)
struct ObjectTests {
  private func state(_ counter: Counter) throws -> LuaState {
    let state = try makeState()
    try state.register(
      module: "host",
      functions: ["new": { _ in [.object(Counter())] }, "same": { [.boolean($0[0] == .object(counter))] }],
      values: ["counter": .object(counter)])
    return state
  }

  @Test func methodsAndPropertiesReachTheObject() throws {
    let counter = Counter()
    let state = try state(counter)
    let source =
      "local h = require 'host'; local c = h.counter; c:add(2):add(); return c.count, tostring(c), h.same(c), c == c:add(0)"
    #expect(try state.run(source: source) == [3, "counter at 3", true, true])
    #expect(counter.count == 3)
  }

  @Test(arguments: [
    ("c.cuont()", "counter has no member 'cuont'; did you mean 'count'? (its members: add, count, fail)"),
    ("local x = c.zzz", "counter has no member 'zzz' (its members: add, count, fail)"),
    ("c.count = 1", "cannot set 'count': counter at 0 is read-only; a hook returns its changes"),
    ("c.add(5)", "'add' is a method: call it with a colon, as in object:add(...)"),
    ("c:fail()", "cannot count"),
    ("setmetatable(c, {})", "bad argument #1 to 'setmetatable' (table expected, got object)"),
  ])
  func misuseIsExplained(source: String, message: String) throws {
    let error = try failure(of: "local c = require 'host'.counter\n" + source, in: state(Counter()))
    #expect(error.description.hasSuffix(message), "\(error)")
  }

  @Test func theMetatableIsHidden() throws {
    #expect(
      try state(Counter()).run(source: "return getmetatable(require 'host'.counter), getmetatable('')") == [
        false, false,
      ])
  }

  @Test func theCollectorReleasesObjects() throws {
    let before = Counter.living
    do {
      let state = try state(Counter())
      _ = try state.run(source: "local new = require 'host'.new; for i = 1, 20000 do new():add() end")
      #expect(Counter.living < before + 10_000)
    }
    #expect(Counter.living == before)
  }
}
