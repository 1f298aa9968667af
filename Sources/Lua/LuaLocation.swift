/// A line of a script.
public struct LuaLocation: Equatable, Sendable, CustomStringConvertible {
  public let file: String
  /// Counted from 1.
  public let line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
}
