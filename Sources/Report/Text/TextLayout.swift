/// The narrowest terminal that reports are laid out for; less counts as this.
let narrowestWidth = 40

extension String {
  /// The text, at least so many columns wide, with the spaces on the right.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

  /// The text, at least so many columns wide, with the spaces on the left.
  func rightAligned(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }

  /// The text without the spaces at its end.
  var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The text cut to a width, with `...` in place of what is missing.
  func cut(to width: Int) -> String { count <= width ? self : String(prefix(max(0, width - 3)) + "...".prefix(max(0, width))) }
}

/// Puts parts side by side, three spaces apart, on as many lines as the width asks for. A part that is too long is broken at its spaces.
func flow(_ parts: [String], width: Int, gap: String = "   ") -> [String] {
  var lines: [String] = []
  for part in parts where !part.isEmpty {
    if let last = lines.last, last.count + gap.count + part.count <= width {
      lines[lines.count - 1] = last + gap + part
    } else {
      lines += wrap(part, width: width)
    }
  }
  return lines
}

/// Breaks a sentence at its spaces, but for that before `%`; a longer word, such as a line of many actions, after its last fitting `-` or `/`.
func wrap(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  let words = text.split(separator: " ").reduce(into: [Substring]()) { words, word in
    if word.hasPrefix("%"), let number = words.popLast() { words.append("\(number) \(word)") } else { words.append(word) }
  }
  for word in words {
    if let last = lines.last, last.count + 1 + word.count <= width {
      lines[lines.count - 1] = "\(last) \(word)"
      continue
    }
    var rest = word
    while rest.count > width {
      let piece = rest.prefix(width)
      let end = piece.lastIndex { $0 == "-" || $0 == "/" }.map(piece.index(after:)) ?? piece.endIndex
      lines.append(String(rest[..<end]))
      rest = rest[end...]
    }
    lines.append(String(rest))
  }
  return lines
}
