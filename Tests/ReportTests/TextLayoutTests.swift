import Testing

@testable import Report

@Suite struct TextLayoutTests {
  @Test func sentencesBreakAtSpaces() {
    #expect(wrap("one two three", width: 8) == ["one two", "three"])
    #expect(wrap("one two three", width: 80) == ["one two three"])
    #expect(wrap("about 80 % of it", width: 8) == ["about", "80 % of", "it"])
    #expect(wrap("% of all", width: 4) == ["% of", "all"])
  }

  @Test func longLinesOfPlayBreakBetweenActions() {
    #expect(wrap("x-b120-r400-c/Qc/x", width: 8) == ["x-b120-", "r400-c/", "Qc/x"])
    #expect(wrap("abcdefgh", width: 3) == ["abc", "def", "gh"])
  }

  @Test func partsFlow() {
    #expect(flow(["root", "", "pot 100", "to call 0"], width: 14) == ["root   pot 100", "to call 0"])
  }

  @Test(arguments: [(10, "abcdef"), (5, "ab..."), (2, ".."), (0, "")])
  func cutsSayThatTheyCut(width: Int, expected: String) { #expect("abcdef".cut(to: width) == expected) }

  private var table: TextTable {
    var table = TextTable([.left("name"), .right("a"), .right("wide")])
    table.add(["x", "1", "22"])
    table.add(["longer", "100", ""])
    return table
  }

  @Test func columnsAlign() {
    #expect(
      table.lines(style: .plain, width: 40) == [
        "name      a  wide",
        "x         1    22",
        "longer  100",
      ])
  }

  @Test func gapsShrinkBeforeTheTableIsCut() {
    #expect(table.lines(style: .plain, width: 15)[1] == "x        1   22")
    #expect(
      table.lines(style: .plain, width: 12) == [
        "name     a", "x        1", "longer 100", "",
        "name   wide", "x        22", "longer",
      ])
  }

  @Test func coloursDoNotChangeTheText() {
    var marked = TextTable([.left("  "), .right("n")])
    marked.add(["f", "12"], mark: Colour(66, 118, 190))
    let coloured = marked.lines(style: .trueColour, width: 40)
    #expect(coloured != marked.lines(style: .plain, width: 40))
    #expect(coloured.map(\.stripped) == marked.lines(style: .plain, width: 40))
  }
}
