import CLuaShims

/// A handle on a function that lives in a ``LuaState``. The state keeps the function until the last handle is gone.
///
/// A handle may outlive its state; it can then no longer be called. Like the state, it belongs to one thread.
public final class LuaFunction: Equatable {
  let reference: Int64
  let home: LuaHome

  init(reference: Int64, home: LuaHome) {
    self.reference = reference
    self.home = home
  }

  deinit {
    // The reference is given back at the next entry into Lua: this may run inside its garbage collector.
    if let vm = home.vm { hlua_release(vm, reference) }
  }

  /// The same handle; two handles on one function are not equal.
  public static func == (left: LuaFunction, right: LuaFunction) -> Bool { left === right }
}

/// Tells the handles of a state whether it still stands.
final class LuaHome {
  var vm: OpaquePointer?

  init(vm: OpaquePointer) { self.vm = vm }
}
