extension VectorWorker: VectorPasses {
  @_specialize(where Table == Float)
  @_specialize(where Table == Double)
  func train(_ player: Int, _ factors: DiscountFactors, _ runTasks: VectorSolver.RunTasks) throws {
    var pass = memory.pass
    pass.mode = .train
    pass.player = UInt8(player)
    pass.update = factors.update
    // Blocks go to the other end of the arena; without a gap they are updated in place.
    pass.shiftOut = memory.layout.gap[player] - pass.shift[player]
    memory.pass = pass
    try walkRoot(training(pass), pass, runTasks)
    pass.shift[player] = pass.shiftOut
    memory.pass = pass
  }

  @_specialize(where Table == Float)
  @_specialize(where Table == Double)
  func evaluate(_ player: Int, _ runTasks: VectorSolver.RunTasks) throws -> [[Double]] {
    var pass = memory.pass
    pass.mode = .evaluate
    pass.player = UInt8(player)
    pass.shiftOut = pass.shift[player]
    memory.pass = pass
    try walkRoot(evaluation(pass), pass, runTasks)
    let rows = evaluationScratch.levels[0].values, hands = memory.game.boards[0].hands(player)
    return (0..<EvaluationKernel<Table>.planes).map { plane in (0..<Int(hands.count)).map { rows[plane * Int(hands.stride) + $0] } }
  }

  /// Walks the root's street, with the tasks run in between. The root's value rows are the first of the scratch then.
  private func walkRoot<Kernel: TraversalKernel>(
    _ traversal: Traversal<Kernel>, _ pass: VectorPass, _ runTasks: VectorSolver.RunTasks
  ) throws where Kernel.Table == Table {
    let game = memory.game, player = Int(pass.player)
    let forest = game.forests[0], board = game.boards[0]
    let rows = traversal.scratch.levels[0]
    let weights = game.weights(1 - player)
    rows.reach.update(repeating: 0, count: Int(board.hands(1 - player).stride))
    for i in weights.indices { rows.reach[i] = Kernel.Value(weights[i]) }
    var tables = memory.rootCursor(player)
    let block = tables.take(game, player: player, forest: forest, board: 0)
    traversal.down(forest, board: 0, block)
    if forest.leafCount > 0 {
      sendFrontier(traversal, forest, board)
      try runTasks(pass)
      merge(traversal, board)
    }
    traversal.up(forest, board: 0, block)
  }

  /// Writes the opposing reach at every deal node for the tasks.
  private func sendFrontier<Kernel: TraversalKernel>(_ traversal: Traversal<Kernel>, _ forest: Forest, _ board: RunoutBoard) {
    let game = memory.game, player = traversal.player, width = memory.layout.rootWidth
    let rows = traversal.scratch.levels[0], n = Int(board.hands(1 - player).stride)
    let frontier = memory.frontier(Kernel.Value.self)
    for leaf in 0..<Int(forest.leafCount) {
      let node = game.nodes[Int(forest.firstNode) + Int(game.leaves[Int(forest.firstLeaf) + leaf])]
      (frontier + leaf * width).update(from: rows.reach + Int(node.reach[player]) * n, count: n)
    }
  }

  /// Adds the tasks' results up in the order of the tasks.
  private func merge<Kernel: TraversalKernel>(_ traversal: Traversal<Kernel>, _ board: RunoutBoard) {
    let game = memory.game, width = memory.layout.rootWidth
    let sums = traversal.scratch.levels[0].sums, n = Int(board.hands(traversal.player).stride)
    sums.update(repeating: 0, count: Int(game.forests[0].leafCount) * Kernel.planes * n)
    for index in game.tasks.indices {
      let task = game.tasks[index], results = memory.results(task)
      for row in 0..<Int(game.forests[Int(task.forest)].rootCount) * Kernel.planes {
        let total = sums + (Int(task.firstLeaf) * Kernel.planes + row) * n, part = results + row * width
        for h in 0..<n { total[h] += part[h] }
      }
    }
  }
}
