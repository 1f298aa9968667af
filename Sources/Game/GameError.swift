/// Why a game cannot be played as described. Every message says what is wrong and what would be right.
public enum GameError: Error, Hashable, Sendable {
  /// A field of `GameRules` (or an argument of one of its builders) has a value that makes no game.
  case invalidRules(field: String, problem: String)
  /// A line of an ACPC game definition is wrong; `line` counts from 1.
  case invalidDefinition(line: Int, problem: String)
}

extension GameError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .invalidRules(let field, let problem): "\(field): \(problem)"
    case .invalidDefinition(let line, let problem): "line \(line): \(problem)"
    }
  }
}
