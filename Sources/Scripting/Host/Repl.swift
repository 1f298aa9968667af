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

  let state: LuaState
  private let interrupts: ScriptInterrupts
  /// The script's own `print`.
  private let print: LuaFunction
  /// The lines of the entry so far.
  private var entry = ""
  private var scanner = EntryScanner()
  /// Entries of up to so many bytes are parsed with each line, so that an error is told at once; longer ones when they seem whole, or have doubled, since
  /// the time would grow with the square of their length.
  private static let shortEntry = 1 << 14
  /// How long a long entry is when it has doubled.
  private var doubled = 0

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
    scanner.add(line)
    let length = entry.utf8.count
    if scanner.isOpen, length > Self.shortEntry, length < doubled { return .unfinished }
    let answer = run(entry)
    if case .unfinished = answer {
      doubled = 2 * length
      return answer
    }
    drop()
    return answer
  }

  /// Forgets the lines of an entry that is not whole.
  public func drop() {
    entry = ""
    scanner = EntryScanner()
    doubled = 0
  }

  /// The input has ended: what is wrong with an entry that is not whole; nil if there is none.
  public func end() -> LuaError? {
    guard !entry.isEmpty else { return nil }
    defer { drop() }
    do throws(LuaError) { _ = try state.run(source: entry, name: "input") } catch { return error }
    return nil
  }

  /// As an expression where it is one, else as statements. It is unfinished if it may be the beginning of either.
  private func run(_ text: String) -> Answer {
    do throws(LuaError) {
      let values: [LuaValue]
      do { values = try state.run(source: "return " + text, name: "input") } catch .syntax(let message, _) {
        if Self.isAtEnd(message) { return .unfinished }
        values = try state.run(source: text, name: "input")
      }
      if !values.isEmpty { _ = try state.call(print, values) }
      return .done
    } catch .syntax(let message, _) where Self.isAtEnd(message) {
      return .unfinished
    } catch { return .failed(error) }
  }

  /// Whether what Lua misses may come with the next line.
  private static func isAtEnd(_ message: String) -> Bool { message.hasSuffix("near <eof>") }
}
