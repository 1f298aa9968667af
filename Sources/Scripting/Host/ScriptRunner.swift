import Foundation
import Lua

/// Runs scripts, each in a fresh state.
public struct ScriptRunner {
  public var host: ScriptHost
  public var options: LuaOptions

  public init(host: ScriptHost, options: LuaOptions) {
    self.host = host
    self.options = options
  }

  /// Runs a script's file to its end; a check ends before the first solve.
  public func run(file: String, arguments: [String] = []) throws(LuaError) {
    let file = try LuaFile(file)
    var host = host
    host.script = (file.text, arguments)
    try run(host) { state throws(LuaError) in _ = try state.run(file, arguments: arguments) }
  }

  /// Runs a script's text to its end. `name` is what messages call it.
  public func run(source: String, name: String, arguments: [String] = []) throws(LuaError) {
    var host = host
    host.script = (source, arguments)
    try run(host) { state throws(LuaError) in _ = try state.run(source: source, name: name, arguments: arguments) }
  }

  /// Runs a script's file and gives what `body` makes of the cards that it returns; nil if it returns none.
  public func cards(file: String, _ body: (CardsObject) throws -> String) throws -> String? {
    let state = try LuaState(options: options(host))
    try HoldemModule(host: host).register(in: state)
    guard case .object(let object) = try state.run(file: file).first ?? .nil, let cards = object as? CardsObject else { return nil }
    // A feature may be a function of the script.
    return try withExtendedLifetime(state) { try body(cards) }
  }

  private func run(_ host: ScriptHost, _ script: (LuaState) throws(LuaError) -> Void) throws(LuaError) {
    var host = host
    let options = options(host)
    host.print = options.print ?? { print($0, terminator: "") }
    let state = try LuaState(options: options)
    try HoldemModule(host: host).register(in: state)
    do {
      try script(state)
    } catch {
      if case .host(let cause, _, _) = error, cause is CheckFinished || cause is ScriptFinished { return }
      guard host.check != nil, host.checkState.hasInvented, !error.isMisuse else { throw error }
      // Not the script's fault, perhaps: it has calculated with numbers that mean nothing.
      host.logger.warning("the check went no further: \(error)")
    }
  }

  /// The options of a state that runs a script for a host.
  private func options(_ host: ScriptHost) -> LuaOptions {
    var options = options
    options.isInterrupted = { host.interrupts.endsLua }
    if host.check != nil {
      let sink = options.print ?? { Swift.print($0, terminator: "") }
      options.print = { if !host.checkState.hasInvented { sink($0) } }
    }
    return options
  }
}

extension LuaError {
  /// Whether the script's text is wrong, or its use of the module.
  fileprivate var isMisuse: Bool {
    switch self {
    case .host(let cause, _, _): cause is ScriptError
    case .syntax, .unreadable, .interrupted: true
    default: false
    }
  }
}
