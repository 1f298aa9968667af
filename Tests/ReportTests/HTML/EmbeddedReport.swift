import CZlib
import Foundation

@testable import Report

/// A report as its text, read back by the description in docs/REPORTS.md, not by the page's own script.
struct EmbeddedReport {
  let html: String

  init(_ write: (@escaping (String) throws -> Void) throws -> Void) throws {
    var text = ""
    try write { text += $0 }
    html = text
  }

  /// The texts of the elements of data, by id.
  var elements: [String: String] {
    var found: [String: String] = [:]
    for match in html.matches(of: /<script type="[a-z\/]+" id="([a-z0-9-]+)">([^<]*)<\/script>/) { found[String(match.1)] = String(match.2) }
    return found
  }

  func head() throws -> [String: Any] {
    let text = try requireText("head")
    return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  func bytes(_ id: String) throws -> [UInt8] {
    let packed = [UInt8](Data(base64Encoded: try requireText(id)) ?? Data())
    var size = UInt(2 << 20)
    var bytes = [UInt8](repeating: 0, count: Int(size))
    guard uncompress(&bytes, &size, packed, UInt(packed.count)) == Z_OK else { throw Missing(what: "zlib data in \(id)") }
    return Array(bytes[..<Int(size)])
  }

  private func requireText(_ id: String) throws -> String {
    guard let text = elements[id] else { throw Missing(what: id) }
    return text
  }

  struct Missing: Error { var what: String }
}

/// Reads numbers from the bytes of a chunk.
struct ChunkReader {
  let bytes: [UInt8]
  private(set) var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func float() -> Double {
    defer { at += 4 }
    return Double(Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) }))
  }

  mutating func floats(_ count: Int) -> [Double] { (0..<count).map { _ in float() } }

  /// Shares of a row; nil where there is none.
  mutating func row(_ count: Int, bits: Int) -> [Double?] {
    defer { at += count * bits / 8 }
    let top = bits == 8 ? 254 : 65_534
    return (0..<count).map { i in
      let code = bits == 8 ? Int(bytes[at + i]) : Int(bytes[at + i]) | Int(bytes[at + count + i]) << 8
      return code > top ? nil : Double(code) / Double(top)
    }
  }
}
