import Abstraction
import CFR
import Cards

/// Best responses with real cards to the strategies of a sampled training, in the same betting tree: exact, where all boards can be enumerated.
final class ExactEvaluator {
  private let solver: VectorSolver
  private let memory: SolveMemory

  /// Nil where the game cannot be enumerated, or not in so many bytes.
  ///
  /// - Parameter ranges: of a spot.
  init?(_ tree: BettingTree, ranges: [HandRange]?, maximumBytes: Int) throws {
    guard tree.players == 2, maximumBytes > 0 else { return nil }
    let job = VectorJob(tree: tree, ranges: ranges, discount: DiscountSchedule(.vanilla, name: "cfr"), storage: .f32, workers: 0)
    guard let price = try? job.price(), price.totalBytes <= maximumBytes else { return nil }
    let preflop = VectorGameBuilder.needsPreflopTables(tree) ? PreflopTables(for: tree) : nil
    let builder = try VectorGameBuilder(tree: tree, ranges: ranges, storage: .f32, predicts: false, preflop: preflop)
    let layout = builder.image.withUnsafeBytes { VectorLayout(VectorGame(image: $0.baseAddress!), writers: 0) }
    memory = try SolveMemory(bytes: layout.byteCount, isShared: false)
    solver = VectorSolver(builder, layout: layout, memory: memory.base, owner: memory)
  }

  func evaluate(_ sampled: SampledSolver, _ cards: CardLookup) throws -> Evaluation {
    sampled.copyAverages(to: solver, cards: cards)
    return try solver.evaluate { solver.runHere($0) }
  }
}
