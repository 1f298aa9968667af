/// Whether the lines of an entry so far leave something open: a block, a bracket, a long string or comment.
///
/// It reads each line once, where Lua's parser would read the whole entry again with each line. What is open for it is unfinished or wrong for the parser;
/// what is not may be anything. Lexical rules: the Lua 5.4 reference manual, section 3.1.
struct EntryScanner {
  /// Where the text stands.
  private enum Place: Equatable {
    case code
    /// In a string that is closed by its quote, and by the end of a line unless a backslash or `\z` stands before it.
    case string(quote: UInt8)
    /// In a string or a comment that is closed by `]`, so many `=`, `]`.
    case long(level: Int)
  }

  /// `for` and `while` have a `do` of their own.
  private static let openers: Set = ["do", "function", "if", "repeat"]
  private static let closers: Set = ["end", "until"]

  private var place = Place.code
  /// Whether the line's end is no end of the string that it stands in.
  private var goesOn = false
  /// Blocks and brackets that were opened, less those that were closed.
  private var depth = 0

  /// Whether no parser need look: the entry goes on, unless something in it is wrong.
  var isOpen: Bool {
    if case .long = place { true } else { depth > 0 }
  }

  /// Reads a line, without its end.
  mutating func add(_ line: String) {
    var rest = Array(line.utf8)[...]
    goesOn = goesOn && isBlank(rest)
    while let byte = rest.first {
      switch place {
      case .code: readCode(byte, &rest)
      case .string(let quote): readString(quote, &rest)
      case .long(let level): readLong(level, &rest)
      }
    }
    if case .string = place, !goesOn { place = .code }
  }

  private mutating func readCode(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      place = .string(quote: byte)
      rest.removeFirst()
    case UInt8(ascii: "-") where rest.dropFirst().first == byte:
      rest.removeFirst(2)
      if let level = longBracket(rest) { open(level, &rest) } else { rest = [] }
    case UInt8(ascii: "["):
      if let level = longBracket(rest) { return open(level, &rest) }
      depth += 1
      rest.removeFirst()
    case UInt8(ascii: "("), UInt8(ascii: "{"):
      depth += 1
      rest.removeFirst()
    case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      rest.removeFirst()
    case _ where Self.isOfWord(byte):
      let word = rest.prefix(while: Self.isOfWord)
      rest = rest.dropFirst(word.count)
      count(word)
    default: rest.removeFirst()
    }
  }

  private mutating func count(_ word: ArraySlice<UInt8>) {
    let word = String(decoding: word, as: UTF8.self)
    if Self.openers.contains(word) { depth += 1 }
    if Self.closers.contains(word) { depth -= 1 }
  }

  private mutating func readString(_ quote: UInt8, _ rest: inout ArraySlice<UInt8>) {
    guard let byte = rest.popFirst() else { return }
    if byte == quote { place = .code }
    guard byte == UInt8(ascii: "\\") else { return }
    let escaped = rest.popFirst()
    goesOn = escaped == nil || escaped == UInt8(ascii: "z") && isBlank(rest)
  }

  private func isBlank(_ text: ArraySlice<UInt8>) -> Bool { text.allSatisfy { $0 == UInt8(ascii: " ") || (9...13).contains($0) } }

  private mutating func readLong(_ level: Int, _ rest: inout ArraySlice<UInt8>) {
    while let bracket = rest.firstIndex(of: UInt8(ascii: "]")) {
      rest = rest[(bracket + 1)...]
      guard rest.prefix(while: { $0 == UInt8(ascii: "=") }).count == level, rest.dropFirst(level).first == UInt8(ascii: "]") else { continue }
      rest = rest.dropFirst(level + 1)
      place = .code
      return
    }
    rest = []
  }

  private mutating func open(_ level: Int, _ rest: inout ArraySlice<UInt8>) {
    rest = rest.dropFirst(level + 2)
    place = .long(level: level)
  }

  /// The level of the long bracket that the text begins with, if it does.
  private func longBracket(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.first == UInt8(ascii: "[") else { return nil }
    let level = text.dropFirst().prefix { $0 == UInt8(ascii: "=") }.count
    return text.dropFirst(level + 1).first == UInt8(ascii: "[") ? level : nil
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
