import Workers

/// The memory and the tasks of one build of buckets: on the crew's pool, or in the calling thread where there are no workers. The bytes are the
/// same either way.
final class BucketSession {
  private let runner: any TaskRunner
  private let crew: WorkerCrew
  private var shared: [UInt32] = []
  private let isInterrupted: () -> Bool
  /// Hears of the tasks done in the batch under way.
  var onProgress: ((_ done: Int, _ total: Int) -> Void)?

  /// - Parameter workers: worker processes; 0 to work alone.
  init(crew: WorkerCrew, workers: Int, isInterrupted: @escaping () -> Bool) throws(WorkerError) {
    self.crew = crew
    self.isInterrupted = isInterrupted
    runner = workers > 0 ? try crew.pool(workers: workers) : LocalRunner(BucketHandler())
  }

  deinit { for id in shared { try? runner.unshare(id: id) } }

  /// Zeroed memory that all tasks see.
  func memory(bytes: Int) throws(WorkerError) -> Memory {
    let segment = try SharedMemory(size: bytes)
    let id = TrainingHandler.bucketSegments | crew.nextSegment()
    try runner.share(segment, id: id)
    shared.append(id)
    return Memory(segment: segment, id: id)
  }

  /// Takes memory back.
  func free(_ memory: Memory) {
    shared.removeAll { $0 == memory.id }
    try? runner.unshare(id: memory.id)
  }

  struct Memory {
    let segment: SharedMemory
    let id: UInt32
    var base: UnsafeMutableRawPointer { segment.base }
  }

  /// Runs so many tasks of a job, in parts, so that an interrupt is seen between them.
  ///
  /// - Parameter path: of the next street's table, for tasks that look into it.
  /// - Returns: the sum of the first words that the tasks hand back.
  @discardableResult
  func run(_ task: BucketTask, _ job: BucketJob, tasks: Int, path: String = "") throws -> UInt64 {
    let description = try memory(bytes: BucketJob.byteCount)
    defer { free(description) }
    description.base.storeBytes(of: job, as: BucketJob.self)
    let text = Array(path.utf8)
    guard text.count < BucketJob.byteCount - BucketJob.pathOffset else { throw TrainingError.limit("the path \"\(path)\" is too long") }
    for (place, byte) in text.enumerated() { description.base.storeBytes(of: byte, toByteOffset: BucketJob.pathOffset + place, as: UInt8.self) }
    let part = max(16, tasks / 32)
    var done = 0
    var sum: UInt64 = 0
    for start in stride(from: 0, to: tasks, by: part) {
      if isInterrupted() { throw TrainingError.interrupted }
      let order = (start..<min(start + part, tasks)).map { UInt32($0) }
      try runner.run(Batch(kind: task.rawValue, argument: UInt64(description.id), order: order)) { _, payload in
        done += 1
        sum += payload[0]
        onProgress?(done, tasks)
      }
    }
    return sum
  }
}
