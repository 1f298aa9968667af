import Testing

@testable import LineEditing

struct CompletionTests {
  @Test(
    "what all candidates go on with is inserted",
    arguments: [
      ("ho", ["holdem", "hold"], "ld"), ("holdem.", [], ""), ("", ["one"], "one"), ("x", ["xa", "xb"], ""), ("x", ["x"], ""), ("x", ["ya"], ""),
    ])
  func rest(word: String, names: [String], rest: String) { #expect(Completion(word: word, candidates: names).rest == rest) }

  @Test("candidates are sorted, each once, in columns that fit")
  func list() {
    let completion = Completion(word: "", candidates: ["dd", "a", "ccc", "bb", "a", "e"])
    #expect(completion.candidates == ["a", "bb", "ccc", "dd", "e"])
    #expect(completion.list(width: 14) == "a    dd\nbb   e\nccc")
    #expect(completion.list(width: 80) == "a    bb   ccc  dd   e")
    #expect(completion.list(width: 1) == "a\nbb\nccc\ndd\ne")
    #expect(Completion(word: "", candidates: []).list(width: 80) == "")
  }

  @Test("a long list is cut, and says so")
  func longList() {
    let completion = Completion(word: "n", candidates: (1...250).map { "n\($0)" })
    let lines = completion.list(width: 60).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 60 })
    #expect(lines.dropLast().joined(separator: " ").split(separator: " ").count == 100)
    #expect(lines.last == "... and 150 more")
  }
}
