import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// `metrics.jsonl`: an object of JSON a line, appended whole. After a resume, iterations since the checkpoint appear again.
public struct MetricsLog {
  public enum Value: Hashable, Sendable, Encodable {
    case flag(Bool), integer(Int), number(Double), text(String)

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .flag(let value): try container.encode(value)
      case .integer(let value): try container.encode(value)
      case .number(let value): try container.encode(value)
      case .text(let value): try container.encode(value)
      }
    }
  }

  public let path: String

  /// - Parameter folder: of the run; it must exist.
  public init(folder: String) { path = folder + "/metrics.jsonl" }

  /// Names that lines of the program have: those of a script choose others.
  public static let reserved = Set(Line.CodingKeys.allCases.map(\.rawValue))

  /// Adds a line, with the iteration and the seconds of the training in front of the fields, which must be finite. Behind a line that was cut short, which
  /// is taken away; a line that cannot be written whole leaves nothing.
  public func append(_ fields: [String: Value], _ status: RunStatus) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let rest = String(decoding: try encoder.encode(fields), as: UTF8.self).dropFirst()
    let seconds = (status.totalSeconds * 1000).rounded() / 1000
    let line = Array("{\"iteration\":\(status.iteration),\"seconds\":\(seconds)\(fields.isEmpty ? "" : ",")\(rest)\n".utf8)
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError.system(path: path, action: "write", reason: AtomicFile.reason()) }
    defer { close(file) }
    let end = Self.endOfLines(file)
    let failure = ftruncate(file, end) == 0 && lseek(file, end, SEEK_SET) == end ? line.withUnsafeBytes { writeAll($0, to: file) } : errno
    guard failure == 0 else {
      _ = ftruncate(file, end)
      throw FileError.system(path: path, action: "write", reason: AtomicFile.reason(failure))
    }
  }

  /// Where the last whole line of a file ends.
  private static func endOfLines(_ file: Int32) -> off_t {
    var end = lseek(file, 0, SEEK_END)
    var byte: UInt8 = 0
    while end > 0, pread(file, &byte, 1, end - 1) == 1, byte != UInt8(ascii: "\n") { end -= 1 }
    return max(0, end)
  }
}
