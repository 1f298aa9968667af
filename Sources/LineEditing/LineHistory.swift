import Foundation

/// The lines that were typed in earlier sessions, in a file: a line each, the oldest first.
///
/// What is wrong with the file or its folder is no error: then there is no history.
public struct LineHistory {
  /// How many lines are kept.
  public static let limit = 1000

  public let path: String
  private let limit: Int

  public init(path: String, limit: Int = LineHistory.limit) {
    self.path = path
    self.limit = limit
  }

  /// The file of `HOLDEM_HISTORY`, none if that is empty; else `holdem-lua/history` below `XDG_STATE_HOME` or `~/.local/state`.
  public init?(environment: [String: String]) {
    if let named = environment["HOLDEM_HISTORY"] {
      guard !named.isEmpty else { return nil }
      self.init(path: named)
    } else {
      let home = FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".local/state").path
      let state = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home
      self.init(path: state + "/holdem-lua/history")
    }
  }

  /// The newest lines.
  public func load() -> [String] {
    guard isUsable, let data = FileManager.default.contents(atPath: path) else { return [] }
    return Array(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).filter(isWorthKeeping).suffix(limit))
  }

  /// Adds a line at the end, unless it is that of the end already. The file is read anew, so that sessions at the same time lose nothing of each other,
  /// and replaced as a whole.
  public func append(_ line: String) {
    let lines = load()
    guard isWorthKeeping(line), line != lines.last else { return }
    replace(by: (lines + [line]).suffix(limit).map { $0 + "\n" }.joined())
  }

  /// Blanks would be nothing to come back to, and a line with a zero or an end of line in it none at all.
  private func isWorthKeeping(_ line: String) -> Bool {
    !line.allSatisfy(\.isWhitespace) && !line.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
  }

  /// Whether the place is that of a file, or free: a device such as `/dev/null` is not to be replaced.
  private var isUsable: Bool {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT == S_IFREG : errno == ENOENT
  }

  /// Writes a file beside and renames it. It is for its owner alone: what was typed may be nobody else's business.
  private func replace(by text: String) {
    guard isUsable else { return }
    // Where the name is a link, the file behind it is replaced.
    let place = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    try? FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var beside = Array((place.path + ".XXXXXX").utf8CString)
    let descriptor = mkstemp(&beside)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { break }
      bytes = bytes.dropFirst(max(0, count))
    }
    guard bytes.isEmpty, rename(beside, place.path) == 0 else {
      unlink(beside)
      return
    }
  }
}
