import Testing

@testable import Report

@Suite struct TextStyleTests {
  @Test(
    arguments: [
      (true, [:], .plain),
      (true, ["TERM": "xterm-256color"], .palette256),
      (false, ["TERM": "xterm-256color"], .plain),
      (true, ["TERM": "dumb"], .plain),
      (true, ["TERM": "xterm", "COLORTERM": "truecolor"], .trueColour),
      (true, ["TERM": "xterm-direct"], .trueColour),
      (true, ["TERM": "xterm", "NO_COLOR": "1"], .plain),
      (true, ["TERM": "xterm", "NO_COLOR": ""], .palette256),
      (true, ["TERM": "xterm", "CLICOLOR": "0"], .plain),
      (false, ["CLICOLOR_FORCE": "1"], .palette256),
      (false, ["CLICOLOR_FORCE": "0", "TERM": "xterm"], .plain),
      (true, ["TERM": "dumb", "CLICOLOR_FORCE": "1"], .palette256),
      (true, ["TERM": "xterm", "CLICOLOR_FORCE": "1", "NO_COLOR": "1"], .plain),
    ] as [(Bool, [String: String], TextStyle)])
  func environmentDecides(isTerminal: Bool, environment: [String: String], expected: TextStyle) {
    #expect(TextStyle.forTerminal(isTerminal: isTerminal, environment: environment) == expected)
  }

  @Test func plainTextIsUntouched() {
    #expect(TextStyle.plain.bold("a") == "a")
    #expect(TextStyle.plain.onBackground(.black, "a") == "a")
  }

  @Test func coloursAreEscapeSequences() {
    #expect(TextStyle.trueColour.onBackground(Colour(200, 30, 30), "K") == "\u{1B}[38;2;255;255;255;48;2;200;30;30mK\u{1B}[0m")
    #expect(TextStyle.palette256.onBackground(Colour(255, 255, 255), "K") == "\u{1B}[38;5;16;48;5;231mK\u{1B}[0m")
  }

  /// Entries of xterm's palette find themselves.
  @Test func paletteHoldsItsOwnColours() {
    #expect(Colour(0, 0, 0).paletteIndex == 16)
    #expect(Colour(255, 0, 0).paletteIndex == 196)
    #expect(Colour(95, 135, 175).paletteIndex == 67)
    #expect(Colour(8, 8, 8).paletteIndex == 232)
    #expect(Colour(238, 238, 238).paletteIndex == 255)
    #expect(Colour(128, 128, 128).paletteIndex == 244)
  }
}
