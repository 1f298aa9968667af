import CFR
import Workers

/// What a worker does for solves: it attaches their memory and runs their tasks.
struct SolveHandler: WorkerHandler {
  private var solves: [UInt32: Solve] = [:]

  private struct Solve {
    let segment: SharedMemory
    let runner: any TaskRunning
  }

  mutating func attach(_ segment: SharedMemory, id: UInt32) throws {
    solves[id] = Solve(segment: segment, runner: try runner(segment.base))
  }

  private func runner(_ base: UnsafeMutableRawPointer) throws -> any TaskRunning {
    if ResponseWorker.owns(base) {
      let (training, cards) = try training(ResponseWorker.training(base))
      return ResponseWorker(base, training: training, rules: cards.rules, cards: try cards.lookup())
    }
    if LocalResponseWorker.owns(base) {
      let (training, cards) = try training(LocalResponseWorker.training(base))
      return LocalResponseWorker(base, training: training, rules: cards.rules, cards: try cards.lookup(), ranges: try cards.handRanges())
    }
    guard SampledWorker.owns(base) else { return makeTaskRunner(base) }
    let cards = try CardsInMemory(json: SampledWorker.description(base))
    return SampledWorker(base, rules: cards.rules, cards: try cards.lookup(), ranges: try cards.handRanges())
  }

  /// The training that a measurement is of. Segments are attached in the order in which they were shared: the training's was before.
  private func training(_ id: UInt32) throws -> (memory: UnsafeMutableRawPointer, cards: CardsInMemory) {
    guard let base = solves[id]?.segment.base else { throw UnknownSolve(id: UInt64(id)) }
    return (base, try CardsInMemory(json: SampledWorker.description(base)))
  }

  mutating func detach(id: UInt32) throws { solves[id] = nil }

  /// The task's argument names the solve.
  mutating func run(_ task: WorkerTask) throws -> TaskPayload {
    guard let solve = solves[UInt32(truncatingIfNeeded: task.argument)] else { throw UnknownSolve(id: task.argument) }
    if let runner = shareRunner(task) { runner.run(share: Int(task.index)) } else { solve.runner.run(task: Int(task.index)) }
    return .zero
  }

  /// Who runs the tasks of a share; nil where a task is a single one.
  func shareRunner(_ task: WorkerTask) -> (any ShareRunning)? {
    task.kind & Self.share != 0 ? solves[UInt32(truncatingIfNeeded: task.argument)]?.runner as? any ShareRunning : nil
  }

  /// The kind of a pass's tasks: the index is that of one task, or of a share of the pass.
  static func kind(_ mode: VectorPass.Mode, isShare: Bool) -> UInt32 { UInt32(mode.rawValue) | (isShare ? share : 0) }

  /// Of a kind whose tasks are shares of a phase.
  static let share: UInt32 = 1 << 16
}

/// A task of a solve whose memory the worker does not have.
struct UnknownSolve: Error, CustomStringConvertible {
  let id: UInt64
  var description: String { "a task of solve \(id), whose memory was not shared" }
}
