import CLuaShims

/// A sandboxed Lua 5.4 state.
///
/// Lua raises errors by `longjmp`, which must not cross a Swift frame. Values therefore cross the border as plain
/// bytes, every entry into Lua is one protected call in C, and a callback's error is raised in C after its Swift
/// frames are gone.
///
/// Differences from stock Lua, all for the sake of safety or of reruns that give the same result:
/// - only `string` (without `dump`), `table`, `math`, `utf8`, `coroutine` and the harmless base functions are there,
///   unless ``LuaOptions/trusted``; `load` takes text only; `collectgarbage` only counts;
/// - memory and time are limited, and a script cannot catch the time limit;
/// - `pairs` and `next` walk a table in an order that depends on its contents alone: the array, then numbers, strings
///   (by bytes) and booleans; keys of other kinds come last, in no certain order;
/// - `table.sort` is stable; `math.random` starts from ``LuaOptions/seed``, and `math.randomseed` needs a seed;
/// - metatables with `__gc` are refused, and strings' own metatable is hidden.
///
/// A state belongs to one thread at a time. Callbacks must not capture their state strongly: that would keep it for
/// ever; they are given it as ``LuaCall/state``.
public final class LuaState {
  let vm: OpaquePointer
  let home: LuaHome
  let options: LuaOptions
  /// The time limits of the options in nanoseconds.
  let chunkBudget, callBudget: UInt64
  /// Stops the script that this state runs, from any thread.
  public let interruption: LuaInterruption

  var callbacks: [LuaCallback] = []
  /// The names of the members of each registered module, sorted.
  var moduleMembers: [String: [String]] = [:]
  /// The folder of the script last run from a file: the first place where `require` looks.
  var scriptFolder: String?
  /// The last error that a callback threw, and its text as the script saw it.
  var thrown: (text: String, error: any Error)?
  /// What the last callback returned, kept alive until Lua has taken it over.
  @exclusivity(unchecked) var outgoing: [LuaValue] = []

  var exchange: UnsafeMutablePointer<hlua_buffer> { hlua_exchange(vm) }
  var encoder: LuaEncoder { LuaEncoder(buffer: exchange, home: home) }

  /// - Throws: ``LuaError/memory(limit:)`` when the limit is too small for Lua itself (about 100 KiB).
  public init(options: LuaOptions = LuaOptions()) throws(LuaError) {
    let context = LuaContext()
    let interruption = LuaInterruption()
    let cOptions = hlua_options(
      memory: max(0, options.memoryLimit), seed: options.seed, trusted: options.trusted, stop: interruption.flag)
    guard let vm = hlua_open(LuaState.host(context), cOptions) else { throw .memory(limit: options.memoryLimit) }
    self.vm = vm
    self.home = LuaHome(vm: vm)
    self.options = options
    self.chunkBudget = Self.nanoseconds(options.chunkTimeLimit)
    self.callBudget = Self.nanoseconds(options.callTimeLimit)
    self.interruption = interruption
    self.context = context
    context.state = self
  }

  private let context: LuaContext

  private static func nanoseconds(_ seconds: Double) -> UInt64 {
    seconds.isNaN ? 1 : UInt64(min(max(seconds, 1e-9), 1e9) * 1e9)
  }

  deinit {
    home.vm = nil
    hlua_close(vm)
  }

  /// Lets go of every ``LuaObject`` that the script cannot reach any more. Lua does so by itself, but it does not know how much memory they hold.
  public func collectGarbage() { hlua_collect(vm) }

  /// Bytes that the script and Lua itself now hold.
  public var memoryUsed: Int { hlua_memory_used(vm) }
}

/// What C knows of the state: its address stays the same while the state is being made and unmade.
final class LuaContext {
  unowned(unsafe) var state: LuaState?
}
