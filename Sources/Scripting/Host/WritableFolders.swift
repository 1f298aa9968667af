import Foundation

/// Where scripts may write: below some folders, and nowhere else.
public struct WritableFolders {
  private let folders: [String]

  /// - Parameter folders: the current folder, the script's, and those that the user names.
  public init(_ folders: [String]) { self.folders = folders.compactMap { Self.real($0) } }

  /// - Throws: `ScriptError` for a path outside, `..` and symbolic links followed.
  func check(_ path: String, _ function: String) throws(ScriptError) {
    if let real = Self.real(path), folders.contains(where: { real == $0 || real.hasPrefix($0 == "/" ? "/" : $0 + "/") }) { return }
    throw .value(
      at: function,
      problem: "\"\(path)\" is outside of the folders that a script may write to (the current one, the script's, and those of HOLDEM_OUTPUT): add its folder to HOLDEM_OUTPUT, or run with --trust")
  }

  /// The absolute path without links, of a file that may not exist yet; nil where links go round in circles.
  ///
  /// Name by name, as the system does it: `..` leaves the folder that a link leads to, not the link.
  private static func real(_ path: String) -> String? {
    var names: [Substring] = []
    var left = Self.names(path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path)
    var links = 0
    while let name = left.popLast() {
      if name == ".." {
        _ = names.popLast()
        continue
      }
      names.append(name)
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/" + names.joined(separator: "/")) else { continue }
      links += 1
      guard links <= mostLinks else { return nil }
      if target.hasPrefix("/") { names = [] } else { names.removeLast() }
      left += Self.names(target)
    }
    return "/" + names.joined(separator: "/")
  }

  /// Linux follows no more of them.
  private static let mostLinks = 40

  /// The names in a path, last first.
  private static func names(_ path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." }.reversed() }
}

extension ScriptHost {
  /// - Throws: `ScriptError` for a file that the script may not write.
  func checkWritable(_ path: String, _ function: String) throws(ScriptError) {
    // The system would read no further.
    guard !path.utf8.contains(0) else { throw .value(at: function, problem: "a path with a zero byte in it") }
    try writable?.check(path, function)
  }
}
