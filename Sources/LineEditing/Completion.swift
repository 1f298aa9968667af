/// The names that a word may be the beginning of.
public struct Completion: Equatable, Sendable {
  /// The word so far.
  public let word: String
  /// All begin with the word; sorted, each once.
  public let candidates: [String]

  public static let none = Completion(word: "", candidates: [])

  public init(word: String, candidates: [String]) {
    self.word = word
    self.candidates = Set(candidates.filter { $0.hasPrefix(word) }).sorted()
  }

  /// What all candidates have after the word.
  var rest: String {
    guard var common = candidates.first else { return "" }
    for name in candidates.dropFirst() { common = name.beginning(sharedWith: common) }
    return String(common.dropFirst(word.count))
  }

  /// Candidates beyond these are only counted.
  private static let listed = 100

  /// The candidates in columns, read downwards.
  func list(width: Int) -> String {
    let names = candidates.prefix(Self.listed)
    let column = (names.map(\.count).max() ?? 0) + 2
    let columns = max(1, width / column), rows = (names.count + columns - 1) / columns
    var lines = (0..<rows).map { row in
      let line = stride(from: row, to: names.count, by: rows).map { names[$0].padding(to: column) }.joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    if candidates.count > names.count { lines.append("... and \(candidates.count - names.count) more") }
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate func beginning(sharedWith other: String) -> String { String(zip(self, other).prefix { $0 == $1 }.map { $0.0 }) }

  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
