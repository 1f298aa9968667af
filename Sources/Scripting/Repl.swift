import Lua

/// A script that is typed line by line: one Lua state, with `holdem` as a global.
///
/// Each entry is a chunk of its own, so locals end with it and globals stay. Of an expression the values are printed.
public final class Repl {
  /// What became of a line.
  public enum Answer {
    case done
    /// The lines so far are the beginning of an entry.
    case unfinished
    /// The error of the entry; the state goes on as it was left.
    case failed(LuaError)
  }

  private let state: LuaState
  private let interrupts: ScriptInterrupts
  /// The script's own `print`.
  private let print: LuaFunction
  /// The lines of the entry so far.
  private var entry = ""

  public init(host: ScriptHost, options: LuaOptions) throws(LuaError) {
    interrupts = host.interrupts
    var options = options
    options.isInterrupted = { host.interrupts.endsLua }
    state = try LuaState(options: options)
    try HoldemModule(host: host).register(in: state)
    guard case .function(let print) = try state.run(source: "holdem = require 'holdem' return print", name: "prelude").first else {
      preconditionFailure("print is a function")
    }
    self.print = print
  }

  /// Adds a line to the entry, and runs the entry if it is whole.
  public func enter(_ line: String) -> Answer {
    interrupts.forget()
    entry += (entry.isEmpty ? "" : "\n") + line
    let answer = run(entry)
    if case .unfinished = answer { return answer }
    entry = ""
    return answer
  }

  /// As an expression where it is one, else as statements.
  private func run(_ text: String) -> Answer {
    do throws(LuaError) {
      let values: [LuaValue]
      do { values = try state.run(source: "return " + text, name: "input") } catch .syntax { values = try state.run(source: text, name: "input") }
      if !values.isEmpty { _ = try state.call(print, values) }
      return .done
    } catch .syntax(let message, _) where message.hasSuffix("near <eof>") {
      return .unfinished
    } catch { return .failed(error) }
  }
}
