import CShims
import Foundation

/// The checkpoints of one training: files `iteration-000000400.checkpoint` in a folder, and `iteration-000000400-cut.checkpoint` of an iteration after it that
/// an error ended half way.
///
/// Only one process at a time may have the folder open: it holds a lock, which ends with it, however it ends.
public final class CheckpointFolder {
  public let path: String
  /// Files that are kept, at least: the newest. One more is there while it is written.
  public let keep: Int
  /// The one that was written or restored last.
  public private(set) var newest: Checkpoint?
  private let descriptor: Int32
  private static let prefix = "iteration-", cut = "-cut", suffix = ".checkpoint"

  /// Makes the folder if it is missing, locks it, and removes what a writer that was killed may have left beside a file.
  ///
  /// - Throws: `FileError.inUse` if another run has it open, `FileError.system` if it cannot be made.
  public init(_ path: String, keep: Int = 2) throws(FileError) {
    precondition(keep >= 1)
    try AtomicFile.makeFolders(for: path + "/.")
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    self.path = path
    self.keep = keep
    guard descriptor >= 0 else { throw .system(path: path, action: "open", reason: AtomicFile.reason()) }
    switch shims_lock(descriptor) {
    case 0: try removeParts()
    case EWOULDBLOCK: throw .inUse(path: path)
    default: break  // A file system without locks.
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// All checkpoints, oldest first.
  public var checkpoints: [Checkpoint] {
    get throws(FileError) { try Self.checkpoints(in: path) }
  }

  /// All checkpoints of a folder that another process may have open, oldest first.
  public static func checkpoints(in path: String) throws(FileError) -> [Checkpoint] {
    try names(in: path).compactMap { name -> Checkpoint? in
      guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
      let stem = name.dropFirst(prefix.count).dropLast(suffix.count)
      let isCut = stem.hasSuffix(cut), digits = stem.dropLast(isCut ? cut.count : 0)
      guard digits.allSatisfy(\.isNumber), let iteration = Int(digits) else { return nil }
      return Checkpoint(iteration: iteration, isCutShort: isCut, path: "\(path)/\(name)")
    }.sorted { ($0.iteration, $0.isCutShort ? 1 : 0) < ($1.iteration, $1.isCutShort ? 1 : 0) }
  }

  /// Writes a checkpoint, then removes those before it that need not be kept.
  @discardableResult public func save(_ training: some Checkpointable) throws -> Checkpoint {
    let digits = "\(training.iterations)"
    let name = Self.prefix + String(repeating: "0", count: max(0, 9 - digits.count)) + digits + (training.isCutShort ? Self.cut : "") + Self.suffix
    let new = Checkpoint(iteration: training.iterations, isCutShort: training.isCutShort, path: "\(path)/\(name)")
    try training.save(to: new.path)
    newest = new
    for old in try checkpoints.filter({ $0.iteration <= new.iteration }).dropLast(keep) { unlink(old.path) }
    return new
  }

  /// Takes over the newest checkpoint that is whole.
  ///
  /// - Parameter warn: hears of each one that is damaged and was passed over.
  /// - Returns: nil if there is none at all.
  /// - Throws: the damage of the newest if none is whole; `FileError.differs` if the newest whole one is of another training.
  public func restoreNewest(into training: some Checkpointable, warn: (String) -> Void) throws -> Checkpoint? {
    var damage: FileError?
    for checkpoint in try checkpoints.reversed() {
      do {
        try training.restore(from: checkpoint.path)
        newest = checkpoint
        return checkpoint
      } catch let error as FileError where error.isDamage {
        damage = damage ?? error
        warn("\(error); the checkpoint before it is tried")
      }
    }
    if let damage { throw damage }
    return nil
  }

  private func removeParts() throws(FileError) {
    for name in try Self.names(in: path) where name.hasPrefix(Self.prefix) && name.hasSuffix(AtomicFile.partSuffix) { unlink("\(path)/\(name)") }
  }

  private static func names(in path: String) throws(FileError) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw .system(path: path, action: "list", reason: systemReason(error))
    }
  }
}
