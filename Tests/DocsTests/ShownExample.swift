/// An example with its output, as docs/EXAMPLES.md shows it.
struct ShownExample: CustomStringConvertible, Sendable {
  /// `examples/kuhn.lua`.
  var script: String
  var arguments: [String]
  var output: String

  var description: String { script }

  /// All of the page: a heading with the script, its command, a block with the output.
  static let all: [ShownExample] = {
    guard let page = try? Checkout.text("docs/EXAMPLES.md") else { return [] }
    return page.matches(of: /\n    holdem-lua -q (examples\/[a-z_]+\.lua)([^\n]*)\n\n```\n((?s).*?)```\n/).map {
      ShownExample(script: String($0.1), arguments: $0.2.split(separator: " ").map(String.init), output: String($0.3))
    }
  }()

  /// The first line that differs from the output; nil if it is the same but for what depends on the machine and its load: times and rates, the digits of
  /// fingerprints (not which of them are equal), and what is left of a sum that should be 0. Blanks at the ends of lines do not count.
  func difference(from printed: String) -> String? {
    let shown = Self.lines(output), found = Self.lines(printed)
    for (one, other) in zip(shown, found) where one != other { return "\"\(one)\" is shown, \"\(other)\" was printed" }
    return shown.count == found.count ? nil : "\(shown.count) lines are shown, \(found.count) were printed"
  }

  private static func lines(_ text: String) -> [String] {
    var fingerprints: [Substring] = []
    let masked = text.replacing(/[0-9.]+ (?:m?s|seconds|it\/s)\b/, with: "(time)").replacing(/[0-9.]+e-1[0-9]\b/, with: "(rounding)")
      .replacing(/\b[0-9a-f]{16}\b/) { match in
        let place = fingerprints.firstIndex(of: match.output) ?? fingerprints.endIndex
        if place == fingerprints.endIndex { fingerprints.append(match.output) }
        return "(fingerprint \(place + 1))"
      }
    let lines = masked.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
    return Array(lines.reversed().drop { $0.isEmpty }.reversed())
  }
}
