import Foundation
import Testing

@testable import Abstraction

@Suite struct MappedFileTests {
  /// Files smaller and larger than a huge page, and of no whole number of pages.
  @Test(arguments: [1, 4096, 5_000_001]) func bytesAreThoseOfTheFile(size: Int) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("mapped-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 0x9E37_79B9 >> 7) }
    try Data(bytes).write(to: url)
    let file = try MappedFile(path: url.path)
    // The name may go, the bytes stay.
    try FileManager.default.removeItem(at: url)
    #expect(file.bytes.elementsEqual(bytes))
    #if os(Linux)
      // Else the system could not use huge pages.
      #expect(Int(bitPattern: file.bytes.baseAddress) % (2 << 20) == 0)
    #endif
  }

  /// Neither a file that is missing or empty nor a folder can be mapped.
  @Test func whatCannotBeMapped() throws {
    let folder = FileManager.default.temporaryDirectory
    let empty = folder.appendingPathComponent("mapped-\(UUID().uuidString)")
    try Data().write(to: empty)
    defer { try? FileManager.default.removeItem(at: empty) }
    func reason(_ path: String) -> String? {
      do {
        _ = try MappedFile(path: path)
        return nil
      } catch { return error.reason }
    }
    #expect(reason(empty.path) == "it has only 0 bytes")
    #expect(reason(empty.path + "-missing") == "No such file or directory")
    #expect(reason(folder.path) != nil)
  }
}
