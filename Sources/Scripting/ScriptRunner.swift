import Lua

/// Runs a script file in a fresh state.
public struct ScriptRunner {
  public var host: ScriptHost
  public var options: LuaOptions

  public init(host: ScriptHost, options: LuaOptions) {
    self.host = host
    self.options = options
  }

  /// Runs the script to its end; a check ends before the first solve.
  public func run(file: String, arguments: [String]) throws(LuaError) {
    let state = try LuaState(options: options)
    try HoldemModule(host: host).register(in: state)
    do {
      _ = try state.run(file: file, arguments: arguments)
    } catch {
      if case .host(let cause, _, _) = error, cause is CheckFinished { return }
      throw error
    }
  }
}
