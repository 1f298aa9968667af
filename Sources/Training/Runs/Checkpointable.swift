/// A training whose whole state fits in a file: all that the next iteration depends on.
public protocol Checkpointable: AnyObject {
  /// Iterations done.
  var iterations: Int { get }
  /// Whether the next one has begun, and was ended half way by an error.
  var isCutShort: Bool { get }

  /// Writes the state, whole or not at all. What the path held before stays until the new file is complete (`AtomicFile`).
  func save(to path: String) throws

  /// Takes over a saved state; if it throws, nothing was taken over.
  ///
  /// - Throws: `FileError.damaged` if the file is not whole, `FileError.differs` if it is of another training.
  func restore(from path: String) throws
}

extension Checkpointable {
  public var isCutShort: Bool { false }
}

/// A file of a `CheckpointFolder`.
public struct Checkpoint: Hashable, Sendable {
  /// Iterations done when it was written.
  public var iteration: Int
  /// Whether it is of the middle of the next iteration.
  public var isCutShort = false
  public var path: String
}
