import Abstraction
import Cards
import Game

/// Measures what best responses with real cards win of the average strategies of a sampled training, inside the same betting tree, from some deals of the
/// second street (flops). Two players.
///
/// Behind each deal the response is exact: all later cards are dealt, and every hand of the responder picks its best action. Only the actions on the
/// root's street rest on the sample: they are the best on average over the deals they were chosen on.
///
/// *Bias.* A mean of maxima is no less than the maximum of means, so a response measured on the deals it was chosen on looks better than the best there is: an upper
/// estimate. Chosen on one half of the deals and measured on the other, it is a strategy like any other, which a best response can only beat: a lower estimate,
/// with an honest confidence interval. Both are reported; where all deals are looked at, both are the exact exploitability.
public final class ResponseSolver: ResponseMeasurement {
  private let solver: SampledSolver
  private let boards: DealtBoards
  /// The image of the root's street.
  private let image: [UInt8]
  private let classOf: [Int32]
  private let classes: Int
  private let deals: [(cards: CardSet, weight: Double)]
  /// Whether all deals that differ are looked at.
  private let isExact: Bool
  /// Probability of each deal, given both hands, times the number of deals: what a mean over deals is multiplied by.
  private let scale: Double
  public let layout: ResponseLayout
  public let workerBytes: Int
  public private(set) var batch = 0.0...0.0

  /// - Parameters:
  ///   - count: deals of the second street to look at, from 4; as many as there are distinct ones, or more: all.
  ///   - number: measurements of different numbers look at different deals.
  ///   - preflop: where `needsPreflopTables` asks for them.
  /// - Throws: `CFRError` for more than two players, or for more boards behind a deal than can be enumerated.
  public init(
    _ solver: SampledSolver, deals count: Int, seed: UInt64, number: UInt64, preflop: PreflopTables?,
    limits: ResponseLimits = ResponseLimits()
  ) throws(CFRError) {
    precondition(count >= 4, "two halves of two deals each")
    let tree = solver.tree, rules = tree.rules
    guard tree.players == 2 else { throw .players(tree.players) }
    guard rules.streets.count > 1 else { throw .query("a game of one street has no deals to sample: its best responses are exact") }
    try RunoutTree.checkCount(rules, rules.streets.count, symmetries: 1, from: 2)
    self.solver = solver

    let symmetry = SuitSymmetry(deck: rules.deck.cards, board: CardSet(rules.board)).permutations
    let hands = PrivateHands.dealt(rules, ranges: nil)
    let runouts = try RunoutTree(rules: rules, hands: hands, symmetry: symmetry, levels: 1)
    var roots = runouts.boards
    let matrices = preflop.map { AllInMatrices(&roots[0], tree: runouts, $0) }
    let forest = ForestBuilder(tree, groups: nil, runsOutFrom: preflop == nil ? 0 : 1)
    let left = rules.deck.cards.count - rules.board.count - 2 * rules.holeCards
    let probability = 1 / Double(binomial(left, rules.streets[1].boardCards))
    image = VectorGame.image(
      ForestParts(forest), runouts, boards: roots, weights: hands.map(\.weights), matrix: matrices?.values ?? [],
      pairWeight: PrivateHands.pairWeight(hands[0], hands[1]), hasTies: VectorGameBuilder.countsTies(tree), dealProbability: [1, probability], isCut: false)

    var places: [CardSet: Int32] = [:]
    classOf = hands[0].cards.map { hand in
      let representative = symmetry.map { $0(hand) }.min { $0.rawValue < $1.rawValue }!
      let place = places[representative] ?? Int32(places.count)
      places[representative] = place
      return place
    }
    classes = places.count

    let boards = DealtBoards(rules)
    self.boards = boards
    let leaves = Int(forest.forests[0].leafCount)
    isExact = leaves == 0 || count >= boards.distinct.count
    if leaves == 0 {
      deals = []
    } else if isExact {
      deals = boards.distinct.map { ($0.cards, $0.share) }
    } else {
      var random = RandomStream(seed: seed, 5, number)
      deals = boards.sample(count, &random).map { ($0, 1 / Double(count)) }
    }
    scale = Double(boards.count) * probability
    let (tasks, sums, bytes) = image.withUnsafeBytes { [count = deals.count] in
      let cost = ResponseCost(VectorGame(image: $0.baseAddress!), rules, limits)
      return (cost.taskRoom(deals: count), cost.sumRoom(deals: count), cost.workerBytes)
    }
    workerBytes = bytes
    layout = ResponseLayout(
      imageBytes: image.count, deals: deals.count, leaves: leaves, hands: hands[0].count, width: Int(roots[0].hands0.stride), classes: classes,
      taskRoom: tasks, sumRoom: sums, limits: limits)
  }

  /// Whether all-ins on the root's street can be looked up in `PreflopTables`, and there are any.
  public static func needsPreflopTables(_ tree: BettingTree) -> Bool {
    let rules = tree.rules
    return rules.board.isEmpty && rules.holeCards == 2 && rules.deck == .standard && rules.boardCards(onStreet: rules.streets.count - 1) == 5
      && rules.streets[0].boardCards == 0 && tree.nodes.contains { $0.kind == .showdown && $0.street == 0 }
  }

  public var byteCount: Int { layout.byteCount }

  public func prepare(_ base: UnsafeMutableRawPointer, training: UInt32) {
    base.initializeMemory(as: ResponseControl.self, repeating: ResponseControl(layout: layout, training: training), count: 1)
    image.withUnsafeBytes { (base + layout.image).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    let memory = ResponseMemory(base)
    memory.classOf.update(from: classOf, count: classOf.count)
    for (place, deal) in deals.enumerated() { memory.list[place] = deal.cards.rawValue }
  }

  public func cancel(_ base: UnsafeMutableRawPointer) { ResponseMemory(base).isCancelled = true }

  public func worker(_ base: UnsafeMutableRawPointer, training: UnsafeMutableRawPointer, cards: CardLookup) -> any TaskRunning {
    ResponseWorker(base, training: training, rules: solver.tree.rules, cards: cards)
  }

  public func measure(_ base: UnsafeMutableRawPointer, cards: CardLookup, _ runTasks: SampledSolver.RunTasks) throws -> ResponseEstimate {
    let memory = ResponseMemory(base)
    let side = BucketTables.Side(policy: AveragePolicy(solver.memory), cards: cards)
    let street = RootStreet(memory, tables: BucketTables(side, memory.root))
    for player in 0..<2 { street.sendFrontier(player) }
    let batch = ResponseBatch(memory, solver.tree.rules, side)
    func run(_ count: Int) throws {
      self.batch = batch.deals
      try runTasks(count)
    }
    for deal in deals.indices { try batch.add(deal, run) }
    try batch.run(run)
    // For each player, each deal: what the response gains there.
    let all = Array(deals.indices)
    let optimistic = (0..<2).map { gains(memory, street, $0, chosen: all, measured: all) }
    guard !isExact else { return ResponseEstimate(exact: optimistic, weights: deals.isEmpty ? [1] : deals.map(\.weight)) }
    let halves = (0..<2).map { half in all.filter { $0 % 2 == half } }
    let honest = (0..<2).map { player in
      (0..<2).map { gains(memory, street, player, chosen: halves[1 - $0], measured: halves[$0]) }
    }
    return ResponseEstimate(honest: honest, optimistic: optimistic)
  }

  /// What a player gains with the actions on the root's street that are best on some deals, on each of others, in chips a hand.
  private func gains(_ memory: ResponseMemory, _ street: RootStreet, _ player: Int, chosen: [Int], measured: [Int]) -> [Double] {
    let total = chosen.reduce(0) { $0 + deals[$1].weight }
    let values = (0..<layout.leaves).map { leaf in
      var row = Array(repeating: 0.0, count: classes)
      for deal in chosen {
        let found = memory.results(deal, player, plane: 0, leaf: leaf), weight = deals[deal].weight / total * Double(boards.count)
        for c in 0..<classes { row[c] += weight * found[c] }
      }
      return row
    }
    let (response, average) = street.play(player, values: values)
    let ends = response.ends - average.ends
    guard !measured.isEmpty else { return [ends / memory.root.pairWeight] }
    return measured.map { deal in
      var won = 0.0
      for leaf in 0..<layout.leaves {
        let best = memory.results(deal, player, plane: 0, leaf: leaf), plain = memory.results(deal, player, plane: 1, leaf: leaf)
        for c in 0..<classes { won += response.reach[leaf][c] * best[c] - average.reach[leaf][c] * plain[c] }
      }
      return (ends + scale * won) / memory.root.pairWeight
    }
  }
}
