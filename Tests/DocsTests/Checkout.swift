import Foundation

/// The source tree that the tests were built from.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  static func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  /// Paths of the files of a folder and all below it that have an extension, sorted.
  static func files(in folder: String, extension: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: url(folder).path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".\(`extension`)") }.map { "\(folder)/\($0)" }.sorted()
  }

  /// The pages that are checked.
  static let pages = ["README.md", "SCRIPTING.md", "CONTRIBUTING.md", "CHANGELOG.md"] + files(in: "docs", extension: "md")
}
