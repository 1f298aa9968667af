import Foundation

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

  /// What differs from the output: a line of it and the one that was printed; nil if nothing does. Numbers may differ by rounding, times and
  /// fingerprints by all.
  func difference(from printed: String) -> String? {
    let shown = lines(output), found = lines(printed)
    for (one, other) in zip(shown, found) where !agree(one, other) { return "\"\(one)\" is shown, \"\(other)\" was printed" }
    return shown.count == found.count ? nil : "\(shown.count) lines are shown, \(found.count) were printed"
  }

  private func lines(_ text: String) -> [String] {
    text.replacing(/\b[0-9a-f]{16}\b/, with: "(fingerprint)").replacing(/[0-9.]+ (?:m?s|seconds|it\/s)\b/, with: "(time)")
      .split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmingCharacters(in: .whitespaces) }
  }

  private func agree(_ one: String, _ other: String) -> Bool {
    let number = /[-+]?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?/
    func words(_ line: String) -> String { line.replacing(number, with: "#").split(separator: " ").joined(separator: " ") }
    guard words(one) == words(other) else { return false }
    let pairs = zip(one.matches(of: number).map { String($0.0) }, other.matches(of: number).map { String($0.0) })
    return pairs.allSatisfy { one, other in
      guard let a = Double(one), let b = Double(other) else { return false }
      // Of the last digit shown.
      let places = one.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
      return abs(a - b) <= 0.01 * abs(a) + 2 * pow(10, -Double(places))
    }
  }
}
