/// A place in a text that could not be understood, and what was expected there.
public struct TextFault: Equatable, Sendable {
  /// The whole text.
  public let text: String
  /// Where the fault is, in characters from the start of the text; at most the text's length.
  public let offset: Int
  /// The entry of the text that holds the fault, such as `AKx`; may be empty.
  public let token: String
  /// What is wrong there.
  public let problem: String
  /// What would have been right.
  public let expected: String
}

extension TextFault: CustomStringConvertible {
  /// One line: `"x" after two ranks in "AKx" at character 7: expected ...`.
  public var description: String {
    let place = token.isEmpty ? "" : " in \"\(token)\""
    return "\(problem)\(place) at character \(offset + 1): expected \(expected)"
  }

  /// Two lines: the text, and below it a caret at the fault with what was expected.
  ///
  ///     QQ+,AKx
  ///           ^ expected s, o or nothing after two ranks
  ///
  /// Only the line with the fault is shown, and of a long line only the part around it.
  public var caret: String {
    let reach = 60
    let characters = Array(text)
    let before = characters[..<offset].suffix(reach)
    let start = (before.lastIndex(where: \.isNewline) ?? before.startIndex - 1) + 1
    let after = characters[offset...].prefix(reach)
    let end = after.firstIndex(where: \.isNewline) ?? after.endIndex
    let shown = characters[start..<end].map { $0.isWhitespace ? " " : $0 }
    return String(shown) + "\n" + String(repeating: " ", count: offset - start) + "^ expected " + expected
  }
}
