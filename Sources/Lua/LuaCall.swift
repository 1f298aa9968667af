import CLuaShims

/// A call from a script to the host. Valid until the callback returns.
public struct LuaCall {
  /// The state that called; it may be entered again, as with ``LuaState/call(_:_:)``.
  public let state: LuaState
  /// For a method, without the object itself.
  public let arguments: [LuaValue]

  /// An argument, counted from 0, or `.nil` beyond the last.
  public subscript(index: Int) -> LuaValue { index < arguments.count ? arguments[index] : .nil }

  /// Whether the script's time is over, or it is to be interrupted: asked now and then by a callback that may work for long on the script's behalf. The
  /// callback's time then counts as the script's own. Once true, the script ends, whatever the callback returns.
  public var isOver: Bool { hlua_is_over(state.vm) }

  /// The line of the script that made the call: in a required file, that file and line.
  public var location: LuaLocation? {
    let caller = hlua_caller(state.vm)
    guard let file = caller.file else { return nil }
    return LuaLocation(file: String(cString: file), line: Int(caller.line))
  }
}

/// A host function that a script can call. What it throws becomes a Lua error at the calling line.
public typealias LuaCallback = (LuaCall) throws -> [LuaValue]
