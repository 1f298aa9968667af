import Foundation

/// The built program.
struct Program {
  /// How a run of the program ended.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  struct NotBuilt: Error {}

  private let executable: URL
  /// Where it lies.
  var path: String { executable.path }

  /// Finds the program in the folder of the test program, or above.
  init() throws {
    var folder = Self.testProgram.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("holdem-lua")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder), !isFolder.boolValue {
        executable = candidate
        return
      }
      folder.deleteLastPathComponent()
    }
    throw NotBuilt()
  }

  private final class Anchor {}

  private static var testProgram: URL {
    #if os(Linux)
      Bundle.main.executableURL ?? Checkout.root
    #else
      Bundle(for: Anchor.self).bundleURL
    #endif
  }

  /// Where the program keeps what it may find again: a folder that git does not see. Each run writes to a fresh one below.
  private static let folder: URL = {
    let folder = Checkout.url(".build/docs-tests")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }()

  /// Runs the program without colours, and waits for its end.
  func run(_ arguments: [String]) throws -> Outcome {
    let process = Process()
    let output = try TemporaryFile(""), errors = try TemporaryFile("")
    let place = Self.folder.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = place
    process.environment = ProcessInfo.processInfo.environment.merging(["NO_COLOR": "1", "HOLDEM_CACHE": Self.folder.path]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output.url)
    process.standardError = try FileHandle(forWritingTo: errors.url)
    try process.run()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: try output.text(), errors: try errors.text())
  }

  /// Runs a script that is given as text.
  func run(script: String, _ arguments: [String] = []) throws -> Outcome {
    let file = try TemporaryFile(script)
    return try run(["--quiet", file.url.path] + arguments)
  }
}

/// A file that goes with the value's last owner.
final class TemporaryFile {
  let url: URL

  init(_ text: String) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("holdem-docs-\(UUID().uuidString).lua")
    try text.write(to: url, atomically: false, encoding: .utf8)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }
}
