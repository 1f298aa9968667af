/// The parts of an image that the betting tree alone decides.
struct ForestParts {
  let forests: [Forest]
  let nodes: [ForestNode]
  let leaves: [Int32]
  let sweeps: [Sweep]
  let forestOf: [Int32]
  let placeOf: [Int32]

  init(_ builder: ForestBuilder) {
    forests = builder.forests
    nodes = builder.nodes
    leaves = builder.leaves
    sweeps = builder.sweeps
    forestOf = builder.forestOf
    placeOf = builder.placeOf
  }

  /// Those of another game of the same betting tree.
  init(_ game: VectorGame) {
    forests = Array(game.forests)
    nodes = Array(game.nodes)
    leaves = Array(game.leaves)
    sweeps = Array(game.sweeps)
    forestOf = Array(game.forestOf)
    placeOf = Array(game.placeOf)
  }
}

extension VectorGame {
  /// The bytes that `init(image:)` reads.
  ///
  /// - Parameters:
  ///   - boards: those of `runouts`, with what `matrix` adds to them.
  ///   - dealProbability: of each deal that leads to a level; nil for that of `runouts`.
  ///   - isCut: whether the game is cut into tasks.
  static func image(
    _ parts: ForestParts, _ runouts: RunoutTree, boards: [RunoutBoard], weights: [[Double]], matrix: [Float] = [], pairWeight: Double,
    predicts: Bool = false, storage: TableStorage = .f32, hasTies: Bool, locks: LockRows? = nil, mixes: [Double] = [], dealProbability: [Double]? = nil,
    isCut: Bool = true
  ) -> [UInt8] {
    // Ranks are known on the last street, if it is dealt at all.
    let levels = runouts.levels
    var writer = ImageWriter(reserving: MemoryLayout<Header>.stride)
    var header = Header(
      pairWeight: pairWeight, predicts: predicts, storage: storage, hasTies: hasTies, rankedLevel: runouts.isRanked ? levels - 1 : -1,
      forests: writer.append(parts.forests), nodes: writer.append(parts.nodes), leaves: writer.append(parts.leaves),
      sweeps: writer.append(parts.sweeps), forestOf: writer.append(parts.forestOf), placeOf: writer.append(parts.placeOf),
      boards: writer.append(boards), levelStart: writer.append(runouts.levelStart),
      dealProbability: writer.append(dealProbability ?? runouts.dealProbability), card0: writer.append(runouts.card0), card1: writer.append(runouts.card1),
      rootHand: writer.append(runouts.rootHand), same: writer.append(runouts.same), below: writer.append(runouts.below),
      atMost: writer.append(runouts.atMost), parentHand: writer.append(runouts.parentHand), matrix: writer.append(matrix),
      weights0: writer.append(weights[0]), weights1: writer.append(weights[1]),
      lockedHands: writer.append(locks?.hands ?? []), lockRuns: writer.append(locks?.runs ?? []), lockMixes: writer.append(mixes), tasks: writer.append([]))
    header.byteCount = writer.bytes.count
    guard isCut else { return writer.finish(header: header) }
    let draft = writer.finish(header: header)
    let tasks = draft.withUnsafeBytes { TaskPlan(VectorGame(image: $0.baseAddress!)).tasks }
    header.tasks = writer.append(tasks)
    header.byteCount = writer.bytes.count
    return writer.finish(header: header)
  }
}
