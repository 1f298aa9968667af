/// A task as a worker sees it.
public struct WorkerTask: Equatable, Sendable {
  /// What is to be done; the handler gives the numbers their meaning.
  public let kind: UInt32
  /// Which part of the batch this is.
  public let index: UInt32
  /// The batch's argument, the same for all its tasks.
  public let argument: UInt64
  /// The checksum of the job, for the handler to compare with the job it has attached.
  public let job: UInt64
}

/// What a worker does: one value for the life of the process, always called from one thread.
///
/// An error it throws travels to the coordinator as text (`String(describing:)`, at most 4 KiB).
///
/// **A task may be run twice.** When a worker dies the whole task runs again elsewhere, on shared memory that the
/// first attempt may have half written. A task therefore sets what it writes, never adds to it, and reads nothing that
/// another task of its batch writes; one that must add keeps a record in that memory from which a second attempt goes on.
public protocol WorkerHandler {
  /// Takes over a segment. Called once for each shared segment, in the order of sharing, before any later task.
  mutating func attach(_ segment: SharedMemory, id: UInt32) throws
  /// Gives up a segment; it is unmapped when the last reference to it goes.
  mutating func detach(id: UInt32) throws
  /// Runs a task.
  mutating func run(_ task: WorkerTask) throws -> TaskPayload
}
