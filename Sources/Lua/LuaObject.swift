/// A Swift object that scripts can hold: its methods are called as `object:method(...)`, its properties read as
/// `object.property`, and nothing of it can be assigned.
///
/// Lua keeps a strong reference until its garbage collector has found the last use in the script gone. A subclass's
/// `deinit` may then run inside the collector, so it must not call into Lua.
///
///     final class Counter: LuaObject {
///       static let luaType = LuaObjectType(
///         "counter", of: Counter.self,
///         methods: ["add": { counter, call in counter.count += call[0].integerValue ?? 1; return [] }],
///         properties: ["count": { counter in .integer(counter.count) }])
///       var count: Int64 = 0
///       init() { super.init(type: Self.luaType) }
///     }
open class LuaObject: Equatable {
  public let type: LuaObjectType

  public init(type: LuaObjectType) { self.type = type }

  /// What `tostring` gives; by default the type's name.
  open var luaDescription: String { type.name }

  /// Called when a variable `<close>` or a loop that holds the object goes out of scope.
  open func luaClose() {}

  public static func == (left: LuaObject, right: LuaObject) -> Bool { left === right }
}
