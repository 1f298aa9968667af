/// A text that is written piece by piece, and appears whole or not at all.
public final class TextStream {
  private var file: AtomicFile

  /// Creates the missing folders.
  public init(_ path: String) throws(FileError) { file = try AtomicFile(path) }

  public func write(_ text: String) throws(FileError) { try file.write(text) }

  /// Puts the file in its place. Without this, what was there before stays.
  public func commit() throws(FileError) { try file.commit() }
}
