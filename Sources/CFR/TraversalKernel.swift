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
}
