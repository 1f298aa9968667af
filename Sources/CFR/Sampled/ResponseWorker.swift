import Abstraction
import Cards
import Game

/// Finds out what a deal of the second street is worth to both players, with real cards: all later cards are dealt, every hand of the responder
/// picks its best action, and the other plays what its hands' buckets play. One deal a task, in whatever process.
public final class ResponseWorker: VectorTaskRunning {
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

  public func run(task index: Int) {
    let image = image(of: CardSet(rawValue: memory.list[index]))
    image.withUnsafeBytes { bytes in
      let game = VectorGame(image: bytes.baseAddress!)
      let tables = BucketTables(side, game), scratch = Scratch<Double>(game, planes: EvaluationKernel<Float>.planes)
      for player in 0..<2 {
        evaluate(Traversal(game: game, player: player, kernel: EvaluationKernel<Float>(), scratch: scratch), tables, deal: index)
      }
    }
  }

  /// The game behind one deal: its later boards, with the forests of the whole tree.
  private func image(of deal: CardSet) -> [UInt8] {
    let hands = PrivateHands.dealt(rules, ranges: nil)
    let symmetry = SuitSymmetry(deck: rules.deck.cards, board: CardSet(rules.board)).permutations
    // The coordinator has counted the boards.
    guard let runouts = try? RunoutTree(rules: rules, hands: hands, symmetry: symmetry, levels: rules.streets.count, only: [deal]) else {
      preconditionFailure("a game whose boards cannot be enumerated")
    }
    return VectorGame.image(
      ForestParts(memory.root), runouts, boards: runouts.boards, weights: hands.map(\.weights), pairWeight: memory.root.pairWeight,
      hasTies: memory.root.hasTies, isCut: false)
  }

  private func evaluate(_ traversal: Traversal<EvaluationKernel<Float>>, _ tables: BucketTables, deal: Int) {
    let game = traversal.game, player = traversal.player, width = memory.layout.width
    let planes = EvaluationKernel<Float>.planes
    let board = game.levelStart[1]
    var tables = tables
    var leaf = 0
    for index in game.forests.indices where game.forests[index].level == 1 {
      let roots = Int(game.forests[index].rootCount)
      for root in 0..<roots { traversal.enter(board, root: root, reach: memory.frontier(player, leaf: leaf + root)) }
      traversal.walk(forest: index, board: board, &tables)
      for root in 0..<roots {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: planes * width) { sums in
          sums.initialize(repeating: 0)
          traversal.leave(board, root: root, sums: sums.baseAddress!, width: width)
          for plane in 0..<planes { addUp(sums.baseAddress! + plane * width, into: memory.results(deal, player, plane: plane, leaf: leaf + root)) }
        }
      }
      leaf += roots
    }
  }

  private func addUp(_ row: UnsafePointer<Double>, into classes: UnsafeMutablePointer<Double>) {
    classes.update(repeating: 0, count: memory.layout.classes)
    for h in 0..<Int(memory.root.boards[0].hands0.count) { classes[Int(memory.classOf[h])] += row[h] }
  }
}
