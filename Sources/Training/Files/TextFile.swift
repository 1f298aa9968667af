/// A text in a file, whole or not at all.
public struct TextFile {
  public let path: String

  public init(_ path: String) { self.path = path }

  public func write(_ text: String) throws(FileError) {
    var file = try AtomicFile(path)
    try file.write(text)
    try file.commit()
  }
}
