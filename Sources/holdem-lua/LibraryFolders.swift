import Foundation

/// Where `require` looks besides the script's own folder: `HOLDEM_PATH`, then the folder that holds the installed `abstractions/`.
struct LibraryFolders {
  let folders: [String]

  init(environment: [String: String]) {
    let named = (environment["HOLDEM_PATH"] ?? "").split(separator: ":").map(String.init)
    folders = named + (Self.installed().map { [$0] } ?? [])
  }

  /// `<prefix>/share/holdem-lua` beside `<prefix>/bin/holdem-lua`, or the checkout that the executable was built in.
  private static func installed() -> String? {
    guard let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() else { return nil }
    let folder = executable.deletingLastPathComponent()
    var candidates = [folder.deletingLastPathComponent().appendingPathComponent("share/holdem-lua")]
    var above = folder
    for _ in 0..<5 {
      above.deleteLastPathComponent()
      candidates.append(above)
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("abstractions").path) }?.path
  }
}
