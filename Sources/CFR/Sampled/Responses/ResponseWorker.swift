import Abstraction
import Cards
import Game

/// Looks at a part of what can follow a deal of the second street, with real cards: some boards of the third street, and all later ones behind
/// them. Every hand of the responder picks its best action, and the other plays what its hands' buckets play. In whatever process.
public final class ResponseWorker: TaskRunning {
  private let memory: ResponseMemory
  private let side: BucketTables.Side
  private let rules: GameRules

  /// - Parameters:
  ///   - base: memory laid out by a `ResponseSolver`; it must stay mapped while the worker lives, and so must `training`, that of the training.
  ///   - cards: opened for the rules of the training.
  public init(_ base: UnsafeMutableRawPointer, training: UnsafeMutableRawPointer, rules: GameRules, cards: CardLookup) {
    memory = ResponseMemory(base)
    side = BucketTables.Side(policy: AveragePolicy(SampledMemory(training)), cards: cards)
    self.rules = rules
  }

  /// Whether memory is that of a measurement of best responses.
  public static func owns(_ base: UnsafeRawPointer) -> Bool { base.load(as: UInt64.self) == ResponseControl.magic }

  /// The segment of the training that a measurement is of.
  public static func training(_ base: UnsafeRawPointer) -> UInt32 { base.assumingMemoryBound(to: ResponseControl.self).pointee.training }

  /// Nothing, once the measurement was cancelled.
  public func run(task index: Int) {
    guard !memory.isCancelled else { return }
    let task = memory.tasks[index], image = image(of: task)
    image.withUnsafeBytes { bytes in
      let game = VectorGame(image: bytes.baseAddress!)
      let tables = BucketTables(side, game), scratch = Scratch<Double>(game, planes: EvaluationKernel<Float>.planes)
      for player in 0..<2 {
        let traversal = Traversal(game: game, player: player, kernel: EvaluationKernel<Float>(), scratch: scratch)
        for forest in memory.forests(task) { sumUp(traversal, tables, forest) }
      }
    }
  }

  /// The game of a task: its boards, with the forests of the whole tree.
  private func image(of task: ResponseTask) -> [UInt8] {
    let hands = PrivateHands.dealt(rules, ranges: nil)
    let symmetry = SuitSymmetry(deck: rules.deck.cards, board: CardSet(rules.board)).permutations
    // The coordinator has counted the boards.
    guard
      let runouts = try? RunoutTree(
        rules: rules, hands: hands, symmetry: symmetry, levels: rules.streets.count, only: [CardSet(rawValue: memory.list[task.deal])], then: task.firstBoard..<task.endBoard)
    else { preconditionFailure("a game whose boards cannot be enumerated") }
    return VectorGame.image(
      ForestParts(memory.root), runouts, boards: runouts.boards, weights: hands.map(\.weights), pairWeight: memory.root.pairWeight,
      hasTies: memory.root.hasTies, isCut: false)
  }

  /// What the boards of a task add to the sums at the deal nodes of a forest.
  private func sumUp(_ traversal: Traversal<EvaluationKernel<Float>>, _ tables: BucketTables, _ part: ResponseForest) {
    let game = traversal.game, forest = game.forests[part.index], board = game.levelStart[1]
    guard forest.childForest >= 0 else { return }
    _ = memory.enter(traversal, tables, forest: forest, leaf: part.leaf)
    var tables = tables
    traversal.deal(forest, game.boards[board], &tables)
    let count = Int(forest.leafCount) * EvaluationKernel<Float>.planes * Int(game.boards[board].hands0.stride)
    memory.sums(part, traversal.player, count: count).update(from: traversal.scratch.levels[1].sums, count: count)
  }
}
