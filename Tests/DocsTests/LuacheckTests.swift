import Foundation
import Testing

/// The scripts of the repository are clean by luacheck (the Debian package lua-check), where it is installed.
struct LuacheckTests {
  static let luacheck = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/luacheck" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: luacheck != nil, "luacheck is not installed: apt-get install lua-check"))
  func everyScriptIsClean() throws {
    let process = Process(), output = try TemporaryFile("")
    process.executableURL = URL(fileURLWithPath: try #require(Self.luacheck))
    process.arguments = ["--no-color", "-q", "examples", "abstractions", "scripts", "bench"]
    process.currentDirectoryURL = Checkout.root
    process.standardOutput = try FileHandle(forWritingTo: output.url)
    try process.run()
    process.waitUntilExit()
    let text = try output.text()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("0 warnings / 0 errors"))
  }
}
