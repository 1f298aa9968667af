import Testing

/// SCRIPTING.md names every word of the language, as code: keys, properties, methods, variants.
struct VocabularyTests {
  /// Words that the sources of the `holdem` module read from tables, or put into them.
  static func words() throws -> Set<String> {
    var words: Set<String> = []
    for file in Checkout.files(in: "Sources/Scripting", extension: "swift") {
      let text = try Checkout.text(file)
      // Lists of known keys and words: `known: ["rate", "cap"]`, `static let keys = [...]`, `choice("precision", of: [...])`.
      for list in text.matches(of: /(?:known:|known =|keys =|of:|for position in)\s*\[([^\]]*)\]/) {
        words.formUnion(list.1.matches(of: /"([^"\\]+)"/).map { String($0.1) })
      }
      // Entries of dictionaries and of the list of variants: `"run": { ... }`, `fields["stopped"]`, `("dcfr", [...])`.
      for pattern in [/"([a-z_0-9+]+)":/, /fields\["([a-z_]+)"\]/, /\("([a-z_0-9+]+)", \[/] {
        words.formUnion(text.matches(of: pattern).map { String($0.1) })
      }
    }
    return words
  }

  @Test func everyWordIsDocumented() throws {
    let page = try Checkout.text("SCRIPTING.md")
    let known = try Self.words()
    #expect(known.count > 60)
    let code = page.matches(of: /`[^`\n]+`/).map { String($0.0) } + (try LuaBlock.all(in: "SCRIPTING.md").map(\.text))
    let words = Set(code.flatMap { $0.matches(of: /[a-z_0-9+]+(?:-[a-z_0-9+]+)*/).flatMap { [String($0.0)] + $0.0.split(separator: "-").map(String.init) } })
    #expect(known.subtracting(words).sorted() == [])
  }

  /// Why a run ended is told to scripts.
  @Test func everyStopReasonIsDocumented() throws {
    let source = try Checkout.text("Sources/Training/Runs/RunLimits.swift")
    let list = try #require(source.firstMatch(of: /enum StopReason: String, Sendable \{\s*case ([a-z, ]+)/))
    let page = try Checkout.text("SCRIPTING.md")
    for reason in list.1.split(separator: ", ") { #expect(page.contains("`\"\(reason)\"`")) }
  }
}
