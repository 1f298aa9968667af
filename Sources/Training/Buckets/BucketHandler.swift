import Abstraction
import Workers

/// The tasks of a build of buckets, as numbers apart from those of a solve. Each names its part by the task's index; the batch's argument is the
/// segment that holds the `BucketJob`.
enum BucketTask: UInt32 {
  /// Features of the hands of a range of boards.
  case features = 0x4255_0001
  /// The nearest centre of the rows of a range of hands.
  case nearest = 0x4255_0002
  /// The nearest centre of the distributions over the next street's buckets, for the hands of a range of boards.
  case potential = 0x4255_0003
}

/// What all tasks of a batch have in common: plain numbers at the start of a segment of its own. 0 stands for a segment that is not needed.
struct BucketJob: BitwiseCopyable {
  var boardCards: Int32
  /// Boards or hands of a task.
  var chunk: Int32
  var parts = FeatureParts()
  /// The street's features, and what those of the next street have.
  var features: UInt32 = 0
  var next: UInt32 = 0
  /// The centres' rows or histograms, and the buckets that are found: 16 bits a hand.
  var centres: UInt32 = 0
  var buckets: UInt32 = 0
  var centreCount: Int32 = 0
  var isEuclidean = false

  /// Where the path of the next street's table lies in the job's segment, with a zero at its end.
  static let pathOffset = 256
  static let byteCount = 8192
}

/// What a worker does for tables of buckets: it attaches the memory of a build and runs its tasks.
struct BucketHandler: WorkerHandler {
  private var segments: [UInt32: SharedMemory] = [:]
  /// What the tasks of the job under way share, by the job's segment.
  private var features: (job: UInt64, worker: FeatureWorker)?
  private var nearest: (job: UInt64, worker: NearestWorker)?
  private var potential: (job: UInt64, worker: PotentialWorker)?

  mutating func attach(_ segment: SharedMemory, id: UInt32) throws { segments[id] = segment }

  mutating func detach(id: UInt32) throws {
    segments[id] = nil
    if features?.job == UInt64(id) { features = nil }
    if nearest?.job == UInt64(id) { nearest = nil }
    if potential?.job == UInt64(id) { potential = nil }
  }

  mutating func run(_ task: WorkerTask) throws -> TaskPayload {
    let memory = try segment(UInt32(truncatingIfNeeded: task.argument)).base
    let job = memory.load(as: BucketJob.self), index = Int(task.index), id = task.argument
    switch BucketTask(rawValue: task.kind) {
    case .features:
      if features?.job != id { features = (id, FeatureWorker(job, try segment(job.features), try job.next == 0 ? nil : segment(job.next))) }
      features?.worker.run(index)
    case .nearest:
      if nearest?.job != id {
        nearest = (id, NearestWorker(job, try segment(job.features), try segment(job.centres), try segment(job.buckets)))
      }
      return TaskPayload(nearest?.worker.run(index) ?? 0, 0, 0, 0)
    case .potential:
      if potential?.job != id {
        let table = try BucketTable(path: String(cString: (memory + BucketJob.pathOffset).assumingMemoryBound(to: CChar.self)))
        potential = (id, PotentialWorker(job, table, try segment(job.centres), try segment(job.buckets)))
      }
      return TaskPayload(potential?.worker.run(index) ?? 0, 0, 0, 0)
    case nil: throw UnknownSolve(id: UInt64(task.kind))
    }
    return .zero
  }

  private func segment(_ id: UInt32) throws -> SharedMemory {
    guard let segment = segments[id] else { throw UnknownSolve(id: UInt64(id)) }
    return segment
  }
}
