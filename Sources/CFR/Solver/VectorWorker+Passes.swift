extension VectorWorker: VectorPasses {
  var claims: TaskClaims { memory.claims }

  @_specialize(where Table == Int16)
  @_specialize(where Table == Float)
  @_specialize(where Table == Double)
  func train(_ player: Int, _ factors: DiscountFactors, iteration: Int, _ runTasks: VectorSolver.RunTasks) throws {
    var pass = memory.pass
    pass.mode = .train
    pass.player = UInt8(player)
    pass.update = factors.update(traverser: player, iteration: iteration)
    pass.update.streams = memory.layout.streams(player) ? 1 : 0
    // Blocks go to the other end of the arena; without a gap they are updated in place.
    pass.shiftOut = memory.layout.gap[player] - pass.shift[player]
    memory.pass = pass
    let root = UnsafeMutableBufferPointer(start: memory.rootTables(player), count: memory.rootSize(player))
    // Without a gap no worker can be lost, and nothing ends a pass half way.
    let before = memory.layout.gap[player] > 0 ? Array(root) : []
    do { try walkRoot(training(pass), pass, runTasks) } catch let error as UnfinishedPass {
      _ = root.update(from: before)
      settle(pass, done: error.done)
      throw error
    }
    pass.shift[player] = pass.shiftOut
    memory.pass = pass
  }

  /// Brings the blocks of the tasks that were not done, as they are, to where those of the others lie.
  private func settle(_ pass: VectorPass, done: [UInt32]) {
    let tasks = memory.game.tasks, moved = Set(done.map { Int($0) % tasks.count })
    for index in pass.order(memory.game) where !moved.contains(Int(index)) { memory.move(tasks[Int(index)], pass) }
    var settled = pass
    settled.shift[Int(pass.player)] = pass.shiftOut
    memory.pass = settled
  }

  /// The rows of values that tasks of a training pass returned.
  func results(_ tasks: [Int]) -> [UnsafeMutableBufferPointer<Double>] {
    tasks.map {
      let task = memory.game.tasks[$0], rows = Int(memory.game.forests[Int(task.forest)].rootCount) * TrainingKernel<Table>.planes
      return UnsafeMutableBufferPointer(start: memory.results(task), count: rows * memory.layout.rootWidth)
    }
  }

  @_specialize(where Table == Int16)
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

  @_specialize(where Table == Int16)
  @_specialize(where Table == Float)
  @_specialize(where Table == Double)
  func forEachDecision(through level: Int, _ body: (DecisionValues) throws -> Void) throws { try DecisionWalk(self).all(through: level, body) }

  @_specialize(where Table == Int16)
  @_specialize(where Table == Float)
  @_specialize(where Table == Double)
  func decision(_ node: Int, boards: [Int], _ body: (DecisionValues) throws -> Void) throws {
    var walk = DecisionWalk(self)
    try walk.one(node, boards: boards, body)
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
