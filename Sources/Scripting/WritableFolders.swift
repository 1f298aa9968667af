import Foundation

/// Where scripts may write: below some folders, and nowhere else.
public struct WritableFolders {
  private let folders: [String]

  /// - Parameter folders: the current folder, the script's, and those that the user names.
  public init(_ folders: [String]) { self.folders = folders.map { Self.real($0) } }

  /// - Throws: `ScriptError` for a path outside, `..` and symbolic links followed.
  func check(_ path: String, _ function: String) throws(ScriptError) {
    let real = Self.real(path)
    guard !folders.contains(where: { real == $0 || real.hasPrefix($0 == "/" ? "/" : $0 + "/") }) else { return }
    throw .value(
      at: function,
      problem: "\"\(path)\" is outside of the folders that a script may write to (the current one, the script's, and those of HOLDEM_OUTPUT): add its folder to HOLDEM_OUTPUT, or run with --trust")
  }

  /// The absolute path without links, of a file that may not exist yet.
  private static func real(_ path: String) -> String {
    var rest: [String] = []
    var url = URL(fileURLWithPath: path).standardizedFileURL
    // Of what does not exist only the beginning can hold links.
    while url.path != "/" {
      if let found = realpath(url.path, nil) {
        defer { free(found) }
        return ([String(cString: found)] + rest.reversed()).joined(separator: "/").replacing("//", with: "/")
      }
      rest.append(url.lastPathComponent)
      url.deleteLastPathComponent()
    }
    return "/" + rest.reversed().joined(separator: "/")
  }
}

extension ScriptHost {
  /// - Throws: `ScriptError` for a file that the script may not write.
  func checkWritable(_ path: String, _ function: String) throws(ScriptError) {
    // The system would read no further.
    guard !path.utf8.contains(0) else { throw .value(at: function, problem: "a path with a zero byte in it") }
    try writable?.check(path, function)
  }
}
