import CKernels

/// What a traversal does at decisions: train, or evaluate.
protocol TraversalKernel {
  /// Type of the tables.
  associatedtype Table: TableNumber
  /// Type of reach and value rows.
  associatedtype Value: KernelScalar
  /// Value rows a node.
  static var planes: Int { get }

  /// The opponent's decision: splits its reach among the actions.
  func opponent(_ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, reach: UnsafePointer<Value>, reachOut: UnsafeMutablePointer<Value>)
  /// The traverser's decision: a value from the children's values.
  func own(_ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, childValues: UnsafePointer<Value>, value: UnsafeMutablePointer<Value>)
  /// After `opponent`, puts in place what locked hands do.
  func lockOpponent(
    _ lock: LockView, _ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, reach: UnsafePointer<Value>,
    reachOut: UnsafeMutablePointer<Value>)
  /// After `own`, puts in place what locked hands are worth.
  func lockOwn(
    _ lock: LockView, _ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, childValues: UnsafePointer<Value>,
    value: UnsafeMutablePointer<Value>)
}

extension TraversalKernel {
  /// Splits the reach of locked hands by their mix.
  @inline(__always)
  func splitReach(_ lock: LockView, _ actions: Int, _ n: Int, reach: UnsafePointer<Value>, reachOut: UnsafeMutablePointer<Value>) {
    for locked in lock.hands {
      let h = Int(locked.hand), mix = lock.mixes + Int(locked.mix)
      for a in 0..<actions { reachOut[a * n + h] = reach[h] * Value(mix[a]) }
    }
  }

  /// The value of locked hands: that of their mix, also for a best response.
  @inline(__always)
  func mixValues(_ lock: LockView, _ actions: Int, _ n: Int, childValues: UnsafePointer<Value>, value: UnsafeMutablePointer<Value>) {
    for locked in lock.hands {
      let mix = lock.mixes + Int(locked.mix)
      for plane in 0..<Self.planes {
        let place = plane * n + Int(locked.hand)
        var sum = Value(0)
        for a in 0..<actions { sum += Value(mix[a]) * childValues[a * Self.planes * n + place] }
        value[place] = sum
      }
    }
  }
}

/// One pass of CFR with alternating updates: the traverser's regrets move towards the values of its actions, and the opponent's strategy,
/// weighed by its reach, is added to its average.
struct TrainingKernel<Table: TableNumber>: TraversalKernel {
  typealias Value = Table.Value
  static var planes: Int { 1 }

  let update: UnsafePointer<hl_update>

  func opponent(_ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, reach: UnsafePointer<Value>, reachOut: UnsafeMutablePointer<Value>) {
    Table.trainOpponent(
      Int(node.actions), n, update, regret: block.opponentRegret.rows(node, n), instant: block.opponentInstant?.rows(node, n),
      averageIn: block.average.rows(node, n), averageOut: block.averageOut.rows(node, n), reach: reach, reachOut: reachOut)
  }

  func own(_ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, childValues: UnsafePointer<Value>, value: UnsafeMutablePointer<Value>) {
    Table.trainOwn(
      Int(node.actions), n, update, regretIn: block.regret.rows(node, n), regretOut: block.regretOut.rows(node, n),
      instantIn: block.instant?.rows(node, n), instantOut: block.instantOut?.rows(node, n), childValues: childValues, value: value)
  }

  func lockOpponent(
    _ lock: LockView, _ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, reach: UnsafePointer<Value>, reachOut: UnsafeMutablePointer<Value>
  ) {
    splitReach(lock, Int(node.actions), n, reach: reach, reachOut: reachOut)
    // Whoever reads the average of a locked hand is given its mix.
    clear(lock, node, n, block.averageOut)
  }

  func lockOwn(
    _ lock: LockView, _ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, childValues: UnsafePointer<Value>, value: UnsafeMutablePointer<Value>
  ) {
    mixValues(lock, Int(node.actions), n, childValues: childValues, value: value)
    // What cannot be changed is not regretted.
    clear(lock, node, n, block.regretOut)
    if let instantOut = block.instantOut { clear(lock, node, n, instantOut) }
  }

  private func clear(_ lock: LockView, _ node: ForestNode, _ n: Int, _ section: TableSection<Table>) {
    let cells = section.rows(node, n).cells
    for locked in lock.hands {
      for a in 0..<Int(node.actions) { cells[a * n + Int(locked.hand)] = .zero }
    }
  }
}

/// Best response and value of the average strategies, exactly, in f64: the first value row is the traverser's best response, the second its
/// average strategy, both against the opponent's average.
struct EvaluationKernel<Table: TableNumber>: TraversalKernel {
  typealias Value = Double
  static var planes: Int { 2 }

  func opponent(_ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, reach: UnsafePointer<Double>, reachOut: UnsafeMutablePointer<Double>) {
    Table.evaluateOpponent(Int(node.actions), n, average: block.average.rows(node, n), reach: reach, reachOut: reachOut)
  }

  func own(_ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, childValues: UnsafePointer<Double>, value: UnsafeMutablePointer<Double>) {
    Table.evaluateOwn(Int(node.actions), n, average: block.ownAverage.rows(node, n), childValues: childValues, value: value)
  }

  func lockOpponent(
    _ lock: LockView, _ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, reach: UnsafePointer<Double>,
    reachOut: UnsafeMutablePointer<Double>
  ) { splitReach(lock, Int(node.actions), n, reach: reach, reachOut: reachOut) }

  func lockOwn(
    _ lock: LockView, _ node: ForestNode, _ n: Int, _ block: TableBlock<Table>, childValues: UnsafePointer<Double>,
    value: UnsafeMutablePointer<Double>
  ) { mixValues(lock, Int(node.actions), n, childValues: childValues, value: value) }
}
