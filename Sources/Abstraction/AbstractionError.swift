import Cards

/// What can be wrong with a betting abstraction.
public enum AbstractionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A menu of bet sizes that cannot be read. `offset` counts characters from the start of `text`.
  case menu(text: String, offset: Int, problem: String)
  /// A menu names a size that no node of the tree could use.
  case neverLegal(size: String, reason: String)
  /// A line such as `x-b75-c` that the tree does not have.
  case line(String, problem: String)
  /// The tree is larger than a tree may be.
  case tooManyNodes(limit: Int)
  /// More bets and raises at one decision than a node can have.
  case tooManyActions(line: String, count: Int, limit: Int)
  /// The script's bet function failed for a state.
  case function(line: String, problem: String)
  /// A recorded tree that does not fit its game.
  case recorded(String)
  /// Thresholds outside their ranges.
  case option(name: String, problem: String)
  /// A card abstraction that does not fit the game.
  case cards(street: String, problem: String)
  /// A file of buckets that cannot be used.
  case bucketTable(path: String, problem: String)

  public var description: String {
    switch self {
    case .menu(let text, let offset, let problem):
      // Of a long text the part around the fault.
      let start = max(0, offset - 60)
      return "bet sizes \"\(text.excerpt)\": \(problem)\n    \(text.dropFirst(start).prefix(120))\n    \(String(repeating: " ", count: offset - start))^"
    case .neverLegal(let size, let reason): return "bet size `\(size)` can never be used: \(reason)"
    case .line(let line, let problem): return "line \"\(line.excerpt)\": \(problem)"
    case .tooManyNodes(let limit):
      return "the betting tree has more than \(limit) nodes: use fewer bet sizes, a lower raise_cap, or a higher force_all_in"
    case .tooManyActions(let line, let count, let limit): return "line \"\(line)\": \(count) bet sizes at one decision, at most \(limit) are possible"
    case .function(let line, let problem): return "the bet function at line \"\(line)\": \(problem)"
    case .recorded(let problem): return "the recorded betting tree: \(problem)"
    case .option(let name, let problem): return "\(name): \(problem)"
    case .cards(let street, let problem): return "cards on the \(street): \(problem)"
    case .bucketTable(let path, let problem): return "\"\(path)\" cannot be used: \(problem)"
    }
  }
}
