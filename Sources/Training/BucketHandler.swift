import Abstraction
import Workers

/// The tasks of a build of buckets, as numbers apart from those of a solve. Each names its part by the task's index; the batch's argument is the
/// segment that holds the `BucketJob`.
enum BucketTask: UInt32 {
  /// Features of the hands of a range of boards.
  case features = 0x4255_0001
}

/// What all tasks of a batch have in common: plain numbers at the start of a segment of its own.
struct BucketJob: BitwiseCopyable {
  var boardCards: Int32
  /// Boards (or hands) of a task.
  var chunk: Int32
  /// The segment of the street's features.
  var features: UInt32
  /// The segment of the next street's features; 0 where they are not needed.
  var next: UInt32 = 0
}

/// What a worker does for tables of buckets: it attaches the memory of a build and runs its tasks.
struct BucketHandler: WorkerHandler {
  private var segments: [UInt32: SharedMemory] = [:]
  /// What the tasks of the street under way share.
  private var worker: FeatureWorker?

  mutating func attach(_ segment: SharedMemory, id: UInt32) throws { segments[id] = segment }

  mutating func detach(id: UInt32) throws { segments[id] = nil }

  mutating func run(_ task: WorkerTask) throws -> TaskPayload {
    let job = try segment(UInt32(truncatingIfNeeded: task.argument)).base.load(as: BucketJob.self)
    switch BucketTask(rawValue: task.kind) {
    case .features: try features(job, Int(task.index))
    case nil: throw UnknownSolve(id: UInt64(task.kind))
    }
    return .zero
  }

  private mutating func features(_ job: BucketJob, _ index: Int) throws {
    let boardCards = Int(job.boardCards)
    let worker = worker.flatMap { $0.boardCards == boardCards ? $0 : nil } ?? FeatureWorker(boardCards)
    self.worker = worker
    let target = HandFeatures(count: worker.hands, base: try segment(job.features).base)
    let next = job.next == 0 ? nil : HandFeatures(count: worker.nextHands, base: try segment(job.next).base)
    let first = index * Int(job.chunk)
    worker.run(first..<min(first + Int(job.chunk), worker.boards), target, next)
  }

  private func segment(_ id: UInt32) throws -> SharedMemory {
    guard let segment = segments[id] else { throw UnknownSolve(id: UInt64(id)) }
    return segment
  }
}

/// Keeps what a `FeaturePass` has prepared from one task to the next.
private final class FeatureWorker {
  let boardCards: Int
  let boards: Int
  let hands: Int
  let nextHands: Int
  private var pass: FeaturePass

  init(_ boardCards: Int) {
    self.boardCards = boardCards
    boards = FeaturePass.boardCount(boardCards)
    pass = FeaturePass(boardCards: boardCards)
    hands = pass.handCount
    nextHands = pass.nextHandCount
  }

  func run(_ range: Range<Int>, _ features: HandFeatures, _ next: HandFeatures?) { pass.run(range, into: features, next: next) }
}
