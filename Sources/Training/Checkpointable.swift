/// A training whose whole state fits in a file: all that the next iteration depends on.
public protocol Checkpointable: AnyObject {
  /// Iterations done.
  var iterations: Int { get }

  /// Writes the state, whole or not at all. What the path held before stays until the new file is complete (`AtomicFile`).
  func save(to path: String) throws

  /// Takes over a saved state; if it throws, nothing was taken over.
  ///
  /// - Throws: `FileError.damaged` if the file is not whole, `FileError.differs` if it is of another training.
  func restore(from path: String) throws
}

/// A file of a `CheckpointFolder`.
public struct Checkpoint: Hashable, Sendable {
  /// Iterations done when it was written.
  public var iteration: Int
  public var path: String
}
