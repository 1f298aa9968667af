import CShims
import Foundation

/// The folder of a list of solves that can be interrupted: what is to be solved, and a row for each solve that is done, in `rows.jsonl`.
///
/// The first line is the head, the others are rows, in the order in which they were done. The file is replaced as a whole, so that it is never damaged by
/// a program that ends. One process at a time may have the folder open: it holds a lock, which ends with it.
public final class RowsFolder<Head: Codable, Row: Codable> {
  public let path: String
  private let descriptor: Int32
  private var file: String { path + "/rows.jsonl" }
  public private(set) var rows: [Row] = []

  /// Makes the folder if it is missing, and locks it.
  ///
  /// - Throws: `FileError.inUse` if another process has it open, `FileError.system` if it cannot be made.
  public init(_ path: String) throws(FileError) {
    try AtomicFile.makeFolders(for: path + "/.")
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard descriptor >= 0 else { throw .system(path: path, action: "open", reason: AtomicFile.reason()) }
    if shims_lock(descriptor) == EWOULDBLOCK { throw .inUse(path: path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Whether an earlier run has left rows.
  public var isStarted: Bool { access(file, F_OK) == 0 }

  /// Takes over the rows of an earlier run.
  ///
  /// - Parameter areSound: whether the rows could be of this list: a file may have been edited.
  /// - Throws: `FileError.differs` if they are of another list, `FileError.damaged` if they are not sound.
  public func resume(_ head: Head, areSound: ([Row]) -> Bool) throws {
    let text: String
    do { text = try String(contentsOfFile: file, encoding: .utf8) } catch {
      throw FileError.system(path: file, action: "read", reason: systemReason(error))
    }
    let lines = text.split(separator: "\n").map { Data($0.utf8) }
    do {
      guard let first = lines.first else { throw FileError.damaged(path: file, problem: "it is empty") }
      let differences = try HeaderDifferences.between(JSONDecoder().decode(Head.self, from: first), head, leavingOut: [])
      guard differences.isEmpty else { throw FileError.differs(path: file, differences: differences) }
      let found = try lines.dropFirst().map { try JSONDecoder().decode(Row.self, from: $0) }
      guard areSound(found) else { throw FileError.damaged(path: file, problem: "its rows are not those of its list") }
      rows = found
    } catch let error as DecodingError { throw FileError.damaged(path: file, problem: "it cannot be read: \(error.text)") }
  }

  /// Adds a row; it is on the disk when this returns.
  public func add(_ row: Row, _ head: Head) throws {
    rows.append(row)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var out = try AtomicFile(file)
    try out.write(String(decoding: try encoder.encode(head), as: UTF8.self) + "\n")
    for row in rows { try out.write(String(decoding: try encoder.encode(row), as: UTF8.self) + "\n") }
    try out.commit()
  }
}
