import Foundation
import Testing

/// Every script of `examples/` runs to its end and says something. A new one is found by itself.
@Suite("Examples", .serialized)
struct ExampleTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("examples")

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".lua") }.sorted()

  /// Script arguments that make the longer ones quick.
  private static let arguments = ["flop.lua": ["20%"]]

  @Test("there are examples")
  func found() { #expect(!Self.names.isEmpty) }

  @Test("runs to its end", arguments: names)
  func runs(_ name: String) throws {
    let path = Self.folder.appendingPathComponent(name).path
    let (status, program) = try finished([path] + (Self.arguments[name] ?? []))
    #expect(status == 0, "\(program.errors)")
    #expect(!program.output.isEmpty && !program.output.contains("nan"))
    #expect(program.isAllGone())
  }

  @Test("can be checked", arguments: names)
  func checks(_ name: String) throws {
    let (status, program) = try finished(["check", Self.folder.appendingPathComponent(name).path])
    #expect(status == 0, "\(program.errors)")
    #expect(program.output.contains("memory: "))
  }
}
