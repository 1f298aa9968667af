/// What is wrong with a script's use of the `holdem` module. The place in the script is put in front by whoever reports it.
public enum ScriptError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A table, a value or a key that does not fit: where (`holdem.spot: ranges.oop`), and what is wrong.
  case value(at: String, problem: String)
  /// A call that cannot be made now.
  case call(String)

  public var description: String {
    switch self {
    case .value(let path, let problem): "\(path): \(problem)"
    case .call(let problem): problem
    }
  }
}
