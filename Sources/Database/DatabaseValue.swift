import CSQLite

/// A value of a column.
public enum DatabaseValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  /// The type of the column that a first value makes.
  public enum Kind: String, Sendable { case integer = "INTEGER", real = "REAL", text = "TEXT" }

  /// Nil for a null, which fits every column.
  public var kind: Kind? {
    switch self {
    case .null: nil
    case .integer: .integer
    case .real: .real
    case .text: .text
    }
  }

  /// For messages: `12`, `"AsKh7d"`.
  public var shown: String {
    switch self {
    case .null: "nothing"
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): "\"\(text)\""
    }
  }
}
