/// How reports are dressed. A report never looks at the terminal itself: whoever prints it decides.
public enum TextStyle: Hashable, Sendable {
  /// Characters alone.
  case plain
  /// The 256 colours of xterm.
  case palette256
  /// 24-bit colours.
  case trueColour

  /// The style that suits where the text goes.
  ///
  /// In this order: `NO_COLOR` that is not empty means plain (no-color.org); `CLICOLOR_FORCE` other than `0` means colours wherever the text
  /// goes (bixense.com/clicolors); a file or pipe, `CLICOLOR=0`, `TERM=dumb` and a terminal without a name mean plain. With colours, `COLORTERM`
  /// of `truecolor` or `24bit`, or a `TERM` that ends in `-direct`, means 24 bits.
  ///
  /// - Parameters:
  ///   - isTerminal: whether the text goes to a terminal.
  ///   - environment: the environment's variables by name.
  public static func forTerminal(isTerminal: Bool, environment: [String: String]) -> TextStyle {
    let value = { (name: String) in environment[name] ?? "" }
    guard value("NO_COLOR").isEmpty else { return .plain }
    let isForced = !["", "0"].contains(value("CLICOLOR_FORCE"))
    let hasColours = isTerminal && value("CLICOLOR") != "0" && !["", "dumb"].contains(value("TERM"))
    guard isForced || hasColours else { return .plain }
    let is24Bit = ["truecolor", "24bit"].contains(value("COLORTERM")) || value("TERM").hasSuffix("-direct")
    return is24Bit ? .trueColour : .palette256
  }
}

extension TextStyle {
  /// The text in bold; unchanged in plain style.
  func bold(_ text: String) -> String { self == .plain ? text : "\u{1B}[1m\(text)\u{1B}[0m" }

  /// The text on a background, in black or white; unchanged in plain style.
  func onBackground(_ background: Colour, _ text: String) -> String {
    guard self != .plain else { return text }
    return "\u{1B}[\(code(38, background.readableText));\(code(48, background))m\(text)\u{1B}[0m"
  }

  /// A column whose left half has one colour and whose right half another.
  func leftHalf(_ left: Colour, on right: Colour) -> String { "\u{1B}[\(code(38, left));\(code(48, right))m\u{258C}\u{1B}[0m" }

  /// The parameters of the escape sequence (ECMA-48 SGR) that selects a colour; `target` is 38 for text, 48 for the background.
  private func code(_ target: Int, _ colour: Colour) -> String {
    self == .trueColour ? "\(target);2;\(colour.red);\(colour.green);\(colour.blue)" : "\(target);5;\(colour.paletteIndex)"
  }
}
