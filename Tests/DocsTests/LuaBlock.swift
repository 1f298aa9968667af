import Testing

/// A block of Lua in a page.
///
/// A block that begins with three backquotes and `lua` is a whole script: it is run. One with `lua fragment` is only compiled. What follows `-->` in a
/// script is what it prints, line by line; a tab in the page is a tab in the output.
struct LuaBlock: CustomTestStringConvertible {
  let page: String
  /// Line of the page where the block begins, from 1.
  let line: Int
  let isFragment: Bool
  let text: String

  var testDescription: String { "\(page):\(line)" }

  /// What the script prints, if the page says; blanks at the ends of lines do not count.
  var expected: [String] {
    text.split(separator: "\n").compactMap { line in line.firstRange(of: "-->").map { trimmed(line[$0.upperBound...].dropFirst()) } }
  }

  static func all(in page: String) throws -> [LuaBlock] {
    var blocks: [LuaBlock] = []
    var open: (line: Int, info: Substring, text: [Substring])?
    for (index, line) in try Checkout.text(page).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        if let block = open {
          if block.info.hasPrefix("lua") {
            blocks.append(
              LuaBlock(page: page, line: block.line, isFragment: block.info != "lua", text: block.text.joined(separator: "\n")))
          }
          open = nil
        } else {
          open = (index + 1, line.dropFirst(3), [])
        }
      } else {
        open?.text.append(line)
      }
    }
    return blocks
  }

  /// The blocks of all pages.
  static let all: [LuaBlock] = (try? Checkout.pages.flatMap { try all(in: $0) }) ?? []
}

func trimmed(_ line: Substring) -> String {
  var line = line
  while let last = line.last, last == " " { line.removeLast() }
  return String(line)
}
