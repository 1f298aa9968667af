import Cards
import Game

/// The second street of a measurement of best responses on one deal, in the coordinator: how its deals of the third street are cut into tasks,
/// and what the deal is worth once these are done.
final class DealtStreet {
  /// Which of the deals it is.
  let deal: Int
  /// Boards of the third street that differ in more than suits; 0 where the second is the last.
  let nextBoards: Int
  private let memory: ResponseMemory
  private let image: UnsafeMutableRawPointer
  private let game: VectorGame
  private let tables: BucketTables

  init(_ memory: ResponseMemory, _ rules: GameRules, _ side: BucketTables.Side, deal: Int) throws(CFRError) {
    self.memory = memory
    self.deal = deal
    let hands = PrivateHands.dealt(rules, ranges: nil)
    let symmetry = SuitSymmetry(deck: rules.deck.cards, board: CardSet(rules.board)).permutations
    let runouts = try RunoutTree(rules: rules, hands: hands, symmetry: symmetry, levels: 2, only: [CardSet(rawValue: memory.list[deal])])
    var probability = runouts.dealProbability
    if rules.streets.count > 2 {
      nextBoards = runouts.distinctDeals(after: 1)
      let left = rules.deck.cards.count - rules.boardCards(onStreet: 1) - 2 * rules.holeCards
      probability.append(1 / Double(binomial(left, rules.streets[2].boardCards)))
    } else {
      nextBoards = 0
    }
    let bytes = VectorGame.image(
      ForestParts(memory.root), runouts, boards: runouts.boards, weights: hands.map(\.weights), pairWeight: memory.root.pairWeight,
      hasTies: memory.root.hasTies, dealProbability: probability, isCut: false)
    image = .allocate(byteCount: bytes.count, alignment: 64)
    bytes.withUnsafeBytes { [image] in image.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    game = VectorGame(image: image)
    tables = BucketTables(side, game)
  }

  deinit { image.deallocate() }

  /// Working memory for any of these.
  func makeScratch() -> Scratch<Double> { Scratch(game, planes: EvaluationKernel<Float>.planes) }

  /// Finds out what the deal is worth at the roots of some forests of the second street, once the tasks behind it are done.
  func finish(_ tasks: [ResponseTask], _ group: ResponseCost.Group, _ scratch: Scratch<Double>) {
    let parts = tasks.map { memory.forests($0) }
    var leaf = group.leaf
    for (place, index) in group.forests.enumerated() {
      for player in 0..<2 {
        let traversal = Traversal(game: game, player: player, kernel: EvaluationKernel<Float>(), scratch: scratch)
        finish(traversal, forest: index, leaf: leaf, parts: parts.map { $0[place] })
      }
      leaf += Int(game.forests[index].rootCount)
    }
  }

  private func finish(_ traversal: Traversal<EvaluationKernel<Float>>, forest index: Int, leaf: Int, parts: [ResponseForest]) {
    let forest = game.forests[index], board = game.levelStart[1], planes = EvaluationKernel<Float>.planes, player = traversal.player
    let block = memory.enter(traversal, tables, forest: forest, leaf: leaf)
    let sums = traversal.scratch.levels[1].sums, count = Int(forest.leafCount) * planes * Int(game.boards[board].hands0.stride)
    sums.update(repeating: 0, count: count)
    for part in parts {
      let numbers = memory.sums(part, player, count: count)
      for i in 0..<count { sums[i] += numbers[i] }
    }
    traversal.up(forest, board: board, block)
    let width = memory.layout.width
    for root in 0..<Int(forest.rootCount) {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: planes * width) { values in
        values.initialize(repeating: 0)
        traversal.leave(board, root: root, sums: values.baseAddress!, width: width)
        for plane in 0..<planes {
          addUp(values.baseAddress! + plane * width, into: memory.results(deal, player, plane: plane, leaf: leaf + root))
        }
      }
    }
  }

  private func addUp(_ row: UnsafePointer<Double>, into classes: UnsafeMutablePointer<Double>) {
    classes.update(repeating: 0, count: memory.layout.classes)
    for h in 0..<Int(memory.root.boards[0].hands0.count) { classes[Int(memory.classOf[h])] += row[h] }
  }
}

extension ResponseMemory {
  /// Takes the reach at the roots of a forest of the second street, and walks down to its deal nodes.
  ///
  /// - Parameter leaf: the place of its first root among the deal nodes of the root's street.
  func enter(
    _ traversal: Traversal<EvaluationKernel<Float>>, _ tables: BucketTables, forest: Forest, leaf: Int
  ) -> TableBlock<Float> {
    let game = traversal.game, board = game.levelStart[1]
    for root in 0..<Int(forest.rootCount) { traversal.enter(board, root: root, reach: frontier(traversal.player, leaf: leaf + root)) }
    let block = tables.take(game, player: traversal.player, forest: forest, board: board)
    traversal.down(forest, board: board, block)
    return block
  }
}
