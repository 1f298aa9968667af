import CLuaShims

/// Stops a running script from another thread or from a signal handler.
///
/// The request stays until ``clear()``, so that a script cannot outrun it by returning and being called again.
public final class LuaInterruption: @unchecked Sendable {
  let flag: OpaquePointer  // an atomic: the only state, hence safe to share

  init() {
    guard let flag = hlua_flag_new() else { preconditionFailure("the machine is out of memory") }
    self.flag = flag
  }

  deinit { hlua_flag_free(flag) }

  public var isRequested: Bool { hlua_flag_get(flag) }

  /// Makes running and later calls end with ``LuaError/interrupted(location:)`` within moments.
  public func request() { hlua_flag_set(flag, true) }

  public func clear() { hlua_flag_set(flag, false) }
}
