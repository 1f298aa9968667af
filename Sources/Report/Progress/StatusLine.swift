/// The last line of a terminal, written over and over. It says what to write, and remembers whether a line stands there.
public struct StatusLine: Sendable {
  /// Columns of the terminal; may change as it is resized.
  public var width: Int
  private var isOpen = false

  public init(width: Int) { self.width = width }

  /// The line in the place of the last one, cut to the terminal. The last column stays free: a cursor that waits behind it makes some terminals
  /// erase the wrong cell.
  public mutating func show(_ text: String) -> String {
    isOpen = true
    return "\r\(text.cut(to: width - 1))\u{1B}[K"
  }

  /// The end of the line, which stays.
  public mutating func end() -> String {
    defer { isOpen = false }
    return isOpen ? "\n" : ""
  }

  /// The line is gone, and other text can take its place.
  public mutating func wipe() -> String {
    defer { isOpen = false }
    return isOpen ? Self.wiped : ""
  }

  /// Wipes whatever stands on the last line.
  public static let wiped = "\r\u{1B}[K"
}
