import Testing

@testable import Cards

@Suite struct HandRangeErrorTests {
  static let ranks = "one of A K Q J T 9 8 7 6 5 4 3 2 (T is the ten)"
  static let weight = "a weight in 0...1, such as 0.5"
  static let entry = "a hand such as QQ+ or AKs (no hands at all is random:0)"

  @Test(arguments: [
    ("QQ+,AKx", 6, "\"x\" after AK in \"AKx\" at character 7: expected s, o, +, - or a weight"),
    ("AKsx", 3, "\"x\" after AKs in \"AKsx\" at character 4: expected +, - or a weight"),
    (
      "A5s-K2s", 4,
      "a span between hands that do not belong together in \"A5s-K2s\" at character 5: expected "
        + "ends that share the high card (A5s-A2s) or slide together (T9o-76o, 88-55)"
    ),
    (
      "A5s-A2o", 4,
      "a span between hands that do not belong together in \"A5s-A2o\" at character 5: expected "
        + "ends that share the high card (A5s-A2s) or slide together (T9o-76o, 88-55)"
    ),
    ("AKs:1.5", 4, "weight 1.5 out of 0...1 in \"AKs:1.5\" at character 5: expected \(weight)"),
    ("AKs:", 4, "a weight without a number in \"AKs:\" at character 5: expected \(weight)"),
    ("AKs:-1", 4, "\"-1\" is no number in \"AKs:-1\" at character 5: expected \(weight)"),
    ("AKs:nan", 4, "\"nan\" is no number in \"AKs:nan\" at character 5: expected \(weight)"),
    ("AKs:1:1", 4, "\"1:1\" is no number in \"AKs:1:1\" at character 5: expected \(weight)"),
    (
      ":0.5", 0,
      "a weight without a hand in \":0.5\" at character 1: expected a hand right before the colon, such as AKs:0.5"
    ),
    ("AsAs", 2, "As a second time in \"AsAs\" at character 3: expected two distinct cards"),
    ("AAs", 2, "a pair is neither suited nor offsuit in \"AAs\" at character 3: expected AA alone"),
    ("1T", 0, "\"1\" is no rank in \"1T\" at character 1: expected \(ranks)"),
    ("ak", 0, "\"a\" is no rank in \"ak\" at character 1: expected A, in upper case"),
    ("KAs", 0, "the lower rank first in \"KAs\" at character 1: expected the higher rank first, AK"),
    (
      "A", 1,
      "the end where a rank should be in \"A\" at character 2: expected a second rank, or a suit (one of s h d c)"
    ),
    ("Ah", 2, "the end where a rank should be in \"Ah\" at character 3: expected \(ranks)"),
    ("AhKH", 3, "\"H\" is no suit in \"AhKH\" at character 4: expected h, in lower case"),
    (
      "AhKh+", 4,
      "\"+\" after two cards in \"AhKh+\" at character 5: expected "
        + "the end or a weight; + and spans are for classes such as AKs"
    ),
    ("QQ+-88", 3, "\"-\" after QQ+ in \"QQ+-88\" at character 4: expected the end or a weight"),
    ("88-55+", 5, "\"+\" after 88-55 in \"88-55+\" at character 6: expected the end or a weight"),
    ("QQ,,AK", 3, "an empty entry at character 4: expected \(entry)"),
    ("QQ,", 3, "an empty entry at character 4: expected \(entry)"),
    ("  ", 2, "an empty entry at character 3: expected \(entry)"),
    ("", 0, "an empty entry at character 1: expected \(entry)"),
  ])
  func pointsAtTheFault(text: String, offset: Int, message: String) {
    let error = #expect(throws: CardsError.self) { try HandRange(text) }
    #expect(error?.description == "range: " + message)
    #expect(error?.fault?.offset == offset)
  }

  @Test func caretStandsBelowTheFault() {
    let error = #expect(throws: CardsError.self) { try HandRange("QQ+,AKx") }
    #expect(error?.fault?.caret == "QQ+,AKx\n      ^ expected s, o, +, - or a weight")
    let lines = #expect(throws: CardsError.self) { try HandRange("QQ+,\nAKs\t77x\n22") }
    #expect(lines?.fault?.caret == "AKs 77x\n      ^ expected +, - or a weight")
    let long = String(repeating: "AA,", count: 500)
    let shown = #expect(throws: CardsError.self) { try HandRange(long + "Zz") }?.fault?.caret
    let rows = shown?.split(separator: "\n").map(Array.init) ?? []
    #expect(rows.count == 2 && rows[0].count <= 120)
    #expect(rows[1].firstIndex(of: "^") == rows[0].firstIndex(of: "Z"))
  }

  @Test func randomTextsNeverCrash() throws {
    var random = SplitMix(state: 77)
    let pieces = [
      "A", "K", "T", "9", "2", "s", "o", "h", "c", "+", "-", ":", "0.5", ".2", "1", ",", " ", "AKs", "77", "AhQh",
      "random", "A5s-A2s", "e", "x", "\u{301}", "🂡", "\r\n", "",
    ]
    var read = 0
    for _ in 0..<3000 {
      let count = Int.random(in: 0...6, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      do {
        let range = try HandRange(text)
        read += 1
        if read % 8 == 0 { #expect(try HandRange(range.description) == range, "\(text)") }
      } catch {
        #expect(error.description.hasPrefix("range: "))
        #expect(error.fault?.caret.isEmpty == false)
      }
      _ = try? Card.list(text)
    }
    #expect(read > 100)
  }
}
