/// A name by which a script can reach a value.
public struct LuaName: Hashable, Sendable {
  public let text: String
  /// Whether the value can be called: a function, or a method of a ``LuaObject``.
  public let isFunction: Bool
}
