import Abstraction

/// A measurement of the average strategies of a training whose tasks, of up to seconds each, run in memory of their own beside the training's.
public protocol ResponseMeasurement {
  associatedtype Found

  /// Bytes of that memory.
  var byteCount: Int { get }
  /// Bytes that whoever runs tasks takes for one.
  var workerBytes: Int { get }
  /// Deals that are behind it when the batch of tasks under way begins, and when it ends.
  var batch: ClosedRange<Double> { get }

  /// Lays the memory out.
  ///
  /// - Parameters:
  ///   - base: `byteCount` zeroed bytes on a 64-byte boundary.
  ///   - training: the segment of the training, for workers.
  func prepare(_ base: UnsafeMutableRawPointer, training: UInt32)

  /// Makes all tasks that have not begun return at once; whoever runs them may call it, and must then throw.
  func cancel(_ base: UnsafeMutableRawPointer)

  /// Who runs tasks in this process.
  func worker(_ base: UnsafeMutableRawPointer, training: UnsafeMutableRawPointer, cards: CardLookup) -> any TaskRunning

  /// Measures. The tables of the training must not change meanwhile.
  ///
  /// - Parameters:
  ///   - base: memory that was prepared.
  ///   - runTasks: runs so many tasks of it, each once. It is called batch by batch.
  func measure(_ base: UnsafeMutableRawPointer, cards: CardLookup, _ runTasks: SampledSolver.RunTasks) throws -> Found
}
