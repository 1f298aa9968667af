import Foundation

/// The folder for what is worked out once on a machine and can be worked out again: `HOLDEM_CACHE`, or `$XDG_CACHE_HOME/holdem-lua`, or
/// `~/.cache/holdem-lua`. Workers inherit the environment, and so find the same one.
public struct CacheFolder: Hashable, Sendable {
  public let path: String

  public init(path: String) { self.path = path }

  /// - Parameter environment: a variable that is empty counts as not set.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    func folder(_ name: String) -> URL? { environment[name].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0, isDirectory: true) } }
    let home = FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
    path = (folder("HOLDEM_CACHE") ?? (folder("XDG_CACHE_HOME") ?? home).appendingPathComponent("holdem-lua")).path
  }

  /// The place of a file in the folder.
  public func file(_ name: String) -> String { path + "/" + name }
}
