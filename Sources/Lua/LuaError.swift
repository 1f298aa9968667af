/// Why a script could not be run to its end. Messages are for the script's author.
public enum LuaError: Error {
  /// A file cannot be read.
  case unreadable(path: String, reason: String)
  /// The text is not Lua.
  case syntax(message: String, location: LuaLocation?)
  /// The script raised an error and did not catch it. The traceback has a line per Lua function, innermost first.
  case runtime(message: String, location: LuaLocation?, traceback: String)
  /// A host callback threw, and the script did not catch it: what it threw, and the line that called it.
  case host(any Error, location: LuaLocation?, traceback: String)
  /// The script needs more memory than it may have, in bytes.
  case memory(limit: Int)
  /// The script ran for longer than it may without returning to the host, in seconds.
  case time(limit: Double, location: LuaLocation?)
  /// ``LuaInterruption/request()`` was called.
  case interrupted(location: LuaLocation?)
  /// A value cannot cross between Lua and the host.
  case data(String)

  /// Where in the script, when known.
  public var location: LuaLocation? {
    switch self {
    case .syntax(_, let location), .runtime(_, let location, _), .host(_, let location, _), .time(_, let location),
      .interrupted(let location):
      location
    case .unreadable, .memory, .data: nil
    }
  }

  /// The way to the error, one line per Lua function, innermost first; empty when there is none.
  public var traceback: String {
    switch self {
    case .runtime(_, _, let traceback), .host(_, _, let traceback): traceback
    default: ""
    }
  }
}

extension LuaError: CustomStringConvertible {
  /// The message with its place in front, without the traceback.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    switch self {
    case .unreadable(let path, let reason): return "cannot read '\(path)': \(reason)"
    case .syntax(let message, _), .runtime(let message, _, _): return place + message
    case .host(let error, _, _): return place + "\(error)"
    case .memory(let limit):
      return "the script needs more than its \(limit >> 20) MiB of memory"
    case .time(let limit, _):
      return place + "the script ran for more than \(limit) s without returning"
    case .interrupted: return place + "the script was interrupted"
    case .data(let message): return message
    }
  }
}
