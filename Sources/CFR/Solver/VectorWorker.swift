import CKernels

/// Makes the runner that fits a solve's memory.
///
/// - Parameter base: memory laid out by a `VectorSolver`; it must stay mapped while the runner lives.
public func makeTaskRunner(_ base: UnsafeMutableRawPointer) -> any ShareRunning {
  let control = base.assumingMemoryBound(to: VectorControl.self).pointee
  return makeWorker(base, control.layout.storage)
}

/// The worker for tables of a number type.
func makeWorker(_ base: UnsafeMutableRawPointer, _ storage: TableStorage) -> any VectorPasses {
  switch storage {
  case .bits16: VectorWorker<Int16>(base)
  case .f32: VectorWorker<Float>(base)
  case .f64: VectorWorker<Double>(base)
  }
}

/// Runs tasks; keeps its working memory from one to the next.
final class VectorWorker<Table: TableNumber>: ShareRunning {
  let memory: VectorMemory<Table>
  private let trainingScratch: Scratch<Table.Value>
  let evaluationScratch: Scratch<Double>

  init(_ base: UnsafeMutableRawPointer) {
    memory = VectorMemory(base)
    trainingScratch = Scratch(memory.game, planes: TrainingKernel<Table>.planes)
    evaluationScratch = Scratch(memory.game, planes: EvaluationKernel<Table>.planes)
  }

  /// The traversal of a training pass.
  func training(_ pass: VectorPass) -> Traversal<TrainingKernel<Table>> {
    Traversal(
      game: memory.game, player: Int(pass.player), kernel: TrainingKernel(update: memory.update), scratch: trainingScratch)
  }

  /// The traversal of an evaluation.
  func evaluation(_ pass: VectorPass) -> Traversal<EvaluationKernel<Table>> {
    Traversal(game: memory.game, player: Int(pass.player), kernel: EvaluationKernel(), scratch: evaluationScratch)
  }

  // The entries of a pass are compiled for each number type; all that they call is specialised with them.
  @_specialize(where Table == Int16)
  @_specialize(where Table == Float)
  @_specialize(where Table == Double)
  func run(task index: Int) {
    let pass = memory.pass, count = memory.game.tasks.count
    guard index < count else { return memory.move(memory.game.tasks[index - count], pass) }
    switch pass.mode {
    case .train:
      run(memory.game.tasks[index], training(pass), pass)
      // Rows that were written past the caches are in memory before anybody hears that they are.
      hl_fence()
    case .evaluate: run(memory.game.tasks[index], evaluation(pass), pass)
    }
  }

  func share(_ number: Int) -> TaskShare {
    TaskShare(number, of: memory.layout.shares, claims: memory.claims, order: memory.pass.order(memory.game))
  }

  private func run<Kernel: TraversalKernel>(_ task: VectorTask, _ traversal: Traversal<Kernel>, _ pass: VectorPass)
  where Kernel.Table == Table {
    let width = memory.layout.rootWidth
    let roots = Int(memory.game.forests[Int(task.forest)].rootCount)
    let frontier = memory.frontier(Kernel.Value.self)
    let results = memory.results(task)
    results.update(repeating: 0, count: roots * Kernel.planes * width)
    var tables = memory.cursor(task, pass)
    for board in Int(task.firstBoard)..<Int(task.firstBoard + task.boardCount) {
      for root in 0..<roots { traversal.enter(board, root: root, reach: frontier + (Int(task.firstLeaf) + root) * width) }
      traversal.walk(forest: Int(task.forest), board: board, &tables)
      for root in 0..<roots { traversal.leave(board, root: root, sums: results + root * Kernel.planes * width, width: width) }
    }
  }
}
