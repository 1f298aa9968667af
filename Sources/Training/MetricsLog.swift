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

  /// Adds a line, with the iteration and the seconds of the training in front of the fields, which must be finite.
  public func append(_ fields: [String: Value], _ status: RunStatus) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let rest = String(decoding: try encoder.encode(fields), as: UTF8.self).dropFirst()
    let seconds = (status.totalSeconds * 1000).rounded() / 1000
    let line = Array("{\"iteration\":\(status.iteration),\"seconds\":\(seconds)\(fields.isEmpty ? "" : ",")\(rest)\n".utf8)
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError.system(path: path, action: "write", reason: AtomicFile.reason()) }
    defer { close(file) }
    guard write(file, line, line.count) == line.count else {
      throw FileError.system(path: path, action: "write", reason: AtomicFile.reason())
    }
  }
}
