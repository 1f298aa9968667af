import CKernels

/// What a traversal does at decisions: train, or evaluate.
protocol TraversalKernel {
  /// Type of the tables.
  associatedtype Table: KernelScalar
  /// Type of reach and value rows.
  associatedtype Value: KernelScalar
  /// Value rows a node.
  static var planes: Int { get }

  /// The opponent's decision: splits its reach among the actions.
  func opponent(_ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, reach: UnsafePointer<Value>, reachOut: UnsafeMutablePointer<Value>)
  /// The traverser's decision: a value from the children's values.
  func own(_ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, childValues: UnsafePointer<Value>, value: UnsafeMutablePointer<Value>)
  /// After `opponent`, puts in place what locked hands do.
  func lockOpponent(
    _ lock: LockView, _ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, reach: UnsafePointer<Value>,
    reachOut: UnsafeMutablePointer<Value>)
  /// After `own`, puts in place what locked hands are worth.
  func lockOwn(
    _ lock: LockView, _ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, childValues: UnsafePointer<Value>,
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
struct TrainingKernel<Table: KernelScalar>: TraversalKernel {
  typealias Value = Table
  static var planes: Int { 1 }

  let update: UnsafePointer<hl_update>

  func opponent(_ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, reach: UnsafePointer<Table>, reachOut: UnsafeMutablePointer<Table>) {
    let offset = row * n
    Table.trainOpponent(
      actions, n, update, regret: block.opponentRegret + offset, instant: block.opponentInstant.map { $0 + offset },
      averageIn: block.average + offset, averageOut: block.averageOut + offset, reach: reach, reachOut: reachOut)
  }

  func own(_ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, childValues: UnsafePointer<Table>, value: UnsafeMutablePointer<Table>) {
    let offset = row * n
    Table.trainOwn(
      actions, n, update, regretIn: block.regret + offset, regretOut: block.regretOut + offset,
      instantIn: block.instant.map { $0 + offset }, instantOut: block.instantOut.map { $0 + offset }, childValues: childValues, value: value)
  }

  func lockOpponent(
    _ lock: LockView, _ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, reach: UnsafePointer<Table>,
    reachOut: UnsafeMutablePointer<Table>
  ) {
    splitReach(lock, actions, n, reach: reach, reachOut: reachOut)
    for locked in lock.hands {
      for a in 0..<actions { block.averageOut[(row + a) * n + Int(locked.hand)] = Table(lock.mixes[Int(locked.mix) + a]) }
    }
  }

  func lockOwn(
    _ lock: LockView, _ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, childValues: UnsafePointer<Table>,
    value: UnsafeMutablePointer<Table>
  ) {
    mixValues(lock, actions, n, childValues: childValues, value: value)
    // What cannot be changed is not regretted.
    for locked in lock.hands {
      for a in 0..<actions {
        block.regretOut[(row + a) * n + Int(locked.hand)] = 0
        block.instantOut?[(row + a) * n + Int(locked.hand)] = 0
      }
    }
  }
}

/// Best response and value of the average strategies, exactly, in f64: the first value row is the traverser's best response, the second its
/// average strategy, both against the opponent's average.
struct EvaluationKernel<Table: KernelScalar>: TraversalKernel {
  typealias Value = Double
  static var planes: Int { 2 }

  func opponent(_ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, reach: UnsafePointer<Double>, reachOut: UnsafeMutablePointer<Double>) {
    Table.evaluateOpponent(actions, n, average: block.average + row * n, reach: reach, reachOut: reachOut)
  }

  func own(_ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, childValues: UnsafePointer<Double>, value: UnsafeMutablePointer<Double>) {
    Table.evaluateOwn(actions, n, average: block.ownAverage + row * n, childValues: childValues, value: value)
  }

  func lockOpponent(
    _ lock: LockView, _ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, reach: UnsafePointer<Double>,
    reachOut: UnsafeMutablePointer<Double>
  ) { splitReach(lock, actions, n, reach: reach, reachOut: reachOut) }

  func lockOwn(
    _ lock: LockView, _ actions: Int, _ n: Int, _ block: TableBlock<Table>, row: Int, childValues: UnsafePointer<Double>,
    value: UnsafeMutablePointer<Double>
  ) { mixValues(lock, actions, n, childValues: childValues, value: value) }
}
