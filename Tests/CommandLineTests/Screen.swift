/// The lines of a terminal after a text was written to it: it knows carriage returns, line feeds, colours, and the erasing of the rest of a line.
struct Screen {
  private(set) var lines = [""]
  /// Lines that a character had to be put beyond the last column of.
  private(set) var overflows = 0

  init(_ text: String, columns: Int) {
    var line: [Character] = [], column = 0
    var rest = Substring(text)
    while let character = rest.popFirst() {
      switch character {
      case "\r": column = 0
      case "\n":
        lines[lines.count - 1] = String(line)
        lines.append("")
        (line, column) = ([], 0)
      case "\u{1B}":
        // ESC [ parameters letter
        let sequence = rest.prefix { !$0.isLetter }
        rest = rest.dropFirst(sequence.count)
        if rest.popFirst() == "K" { line = Array(line.prefix(column)) }
      default:
        if column == columns { overflows += 1 }
        if column < line.count { line[column] = character } else { line.append(character) }
        column += 1
      }
    }
    lines[lines.count - 1] = String(line)
  }
}
