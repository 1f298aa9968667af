import CFR
import Workers

/// What a worker process does: tasks of solves, and tasks of builds of buckets. Which memory and which task belongs to which shows in their
/// numbers.
public struct TrainingHandler: WorkerHandler {
  private var solves = SolveHandler()
  private var buckets = BucketHandler()

  /// Set in the ids of segments that belong to builds of buckets.
  static let bucketSegments: UInt32 = 1 << 31

  public init() {}

  public mutating func attach(_ segment: SharedMemory, id: UInt32) throws {
    if id & Self.bucketSegments != 0 { try buckets.attach(segment, id: id) } else { try solves.attach(segment, id: id) }
  }

  public mutating func detach(id: UInt32) throws {
    if id & Self.bucketSegments != 0 { try buckets.detach(id: id) } else { try solves.detach(id: id) }
  }

  /// Who runs the tasks of a share; nil where a task is a single one.
  package func shareRunner(_ task: WorkerTask) -> (any ShareRunning)? { BucketTask(rawValue: task.kind) == nil ? solves.shareRunner(task) : nil }

  public mutating func run(_ task: WorkerTask) throws -> TaskPayload {
    try BucketTask(rawValue: task.kind) == nil ? solves.run(task) : buckets.run(task)
  }
}
