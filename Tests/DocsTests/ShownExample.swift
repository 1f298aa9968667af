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

  /// What differs from the output; nil if it says the same. Lines must have the same words. Rounding differs between processors, and a solve that ends at a
  /// target may end elsewhere: half of the numbers must agree within 5 %, and there may be a fifth more or fewer lines of the same form.
  func difference(from printed: String) -> String? {
    let shown = lines(output), found = lines(printed)
    if let odd = Set(shown.map(words)).symmetricDifference(found.map(words)).sorted().first { return "only one has the line \"\(odd)\"" }
    guard abs(shown.count - found.count) * 5 <= shown.count else { return "\(shown.count) lines are shown, \(found.count) were printed" }
    let pairs = zip(shown, found).flatMap { zip(numbers($0), numbers($1)) }
    let agreeing = pairs.count { agree($0, $1) }
    return agreeing * 2 >= pairs.count ? nil : "\(agreeing) of \(pairs.count) numbers agree"
  }

  private func lines(_ text: String) -> [String] {
    text.replacing(/\b[0-9a-f]{16}\b/, with: "(fingerprint)").replacing(/[0-9.]+ (?:m?s|seconds|it\/s)\b/, with: "(time)").split(separator: "\n").map(String.init)
  }

  private static var number: Regex<Substring> { /[-+]?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?/ }

  private func words(_ line: String) -> String { line.replacing(Self.number, with: "#").split { $0 == " " || $0 == "\t" }.joined(separator: " ") }

  private func numbers(_ line: String) -> [String] { line.matches(of: Self.number).map { String($0.0) } }

  private func agree(_ one: String, _ other: String) -> Bool {
    guard let a = Double(one), let b = Double(other) else { return false }
    // Two of the last digit shown.
    let places = one.split(separator: ".").dropFirst().first?.prefix { $0.isNumber }.count ?? 0
    return abs(a - b) <= 0.05 * abs(a) + 2 * pow(10, -Double(places))
  }
}
