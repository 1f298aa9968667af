import Abstraction
import CFR
import Cards
import Game

/// A solve with memory of its own, and short ways to drive and to question it. The solver and its game only live with it: ask here.
final class Solve {
  private var solver: VectorSolver
  let layout: VectorLayout
  let memory: UnsafeMutableRawPointer
  private let builder: VectorGameBuilder

  convenience init(
    _ rules: GameRules, _ bets: BetAbstraction, ranges: [HandRange]? = nil, locks: [LineLock] = [], utility: (([Double]) -> [Double])? = nil,
    predicts: Bool = false, storage: TableStorage = .f64, writers: Int = 0, mayShare: Bool = false
  ) throws {
    let tree = try BettingTreeBuilder.build(rules, bets)
    try self.init(
      tree: utility.map { tree.measured(by: $0) } ?? tree, ranges: ranges, locks: locks, predicts: predicts, storage: storage,
      writers: writers, mayShare: mayShare)
  }

  init(
    tree: BettingTree, ranges: [HandRange]? = nil, locks: [LineLock] = [], predicts: Bool = false, storage: TableStorage = .f64, writers: Int = 0,
    mayShare: Bool = false
  ) throws {
    builder = try VectorGameBuilder(tree: tree, ranges: ranges, locks: locks.map { try $0.lock(tree, ranges) }, storage: storage, predicts: predicts)
    layout = builder.image.withUnsafeBytes {
      VectorLayout(VectorGame(image: $0.baseAddress!), writers: writers, mayShare: mayShare)
    }
    memory = .allocate(byteCount: layout.byteCount, alignment: 4096)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: layout.byteCount)
    solver = VectorSolver(builder, layout: layout, memory: memory)
  }

  /// A Hold'em spot; one stack for both seats.
  convenience init(
    board: String, pot: Chips = 100, stack: Chips = 100, rake: Rake = .none, bets: String = "", options: BetOptions = .plain,
    ranges: [String], locks: [LineLock] = [], utility: (([Double]) -> [Double])? = nil, predicts: Bool = false, storage: TableStorage = .f64, writers: Int = 0,
    mayShare: Bool = false
  ) throws {
    try self.init(
      GameRules.spot(board: Card.list(board), pot: pot, stacks: [stack, stack], rake: rake),
      BetAbstraction(BetMenu(parsing: bets), options: options), ranges: ranges.map { try HandRange($0) }, locks: locks,
      utility: utility, predicts: predicts, storage: storage, writers: writers, mayShare: mayShare)
  }

  deinit { memory.deallocate() }

  /// What the averages of a sampled solve of the same tree are worth with real cards.
  func evaluation(of sampled: SampledSolver, _ cards: CardLookup) throws -> Evaluation {
    sampled.copyAverages(to: solver, cards: cards)
    return try solver.evaluate { self.solver.runHere($0) }
  }

  /// Puts a new solver over the tables as they are, as after a stop. Only for layouts without a gap, whose tables never move.
  func restart() { solver = VectorSolver(builder, layout: layout, memory: memory) }

  var tree: BettingTree { solver.tree }
  var hands: [PrivateHands] { solver.hands }
  var iterations: Int { solver.iterations }
  var tasks: [VectorTask] { (0..<solver.game.tasks.count).map { solver.game.tasks[$0] } }

  var boardsOfThirdStreet: Int { solver.game.levelStart[3] - solver.game.levelStart[2] }

  /// How many deals each solved board of the second street stands for.
  var membersOfSecondStreet: [Int] {
    (solver.game.levelStart[1]..<solver.game.levelStart[2]).map { Int(solver.game.boards[$0].members) }
  }

  /// Equities of both players' hands, and of their ranges.
  func equities() -> (hands: [[Double?]], ranges: [Double]) {
    let hands = solver.game.equities()
    return (hands, (0..<2).map { solver.game.rangeEquity($0, hands[$0]) })
  }

  func order(_ pass: VectorPass) -> [UInt32] { solver.order(pass) }

  var canShare: Bool { solver.canShare }
  func openShares() -> TaskShare { solver.openShares() }
  func taskUnderWay(share: Int) -> UInt32? { solver.taskUnderWay(share: share) }
  var sharesDone: [UInt32] { solver.sharesDone }

  var cut: CutPass? { solver.cut }
  func fits(_ cut: CutPass) -> Bool { cut.fits(solver.game) }
  var fingerprint: UInt64 { solver.fingerprint }

  /// Takes over the state of another solve of the same game, as from a file.
  func restore(_ other: Solve) {
    var runs: [UnsafeRawBufferPointer] = []
    other.solver.forEachTable { runs.append($0) }
    if let cut = other.cut { runs += other.solver.results(of: cut).map { UnsafeRawBufferPointer($0) } }
    solver.restore(iterations: other.iterations, cut: other.cut) { $0.copyMemory(from: runs.removeFirst()) }
    precondition(runs.isEmpty)
  }

  func admits(_ place: Int, oldest: Int, _ pass: VectorPass) -> Bool { pass.admits(place, oldest: oldest, solver.game, layout) }

  /// Runs iterations; the first has the number `from`, or follows those done.
  @discardableResult
  func run(_ discount: Discount, _ iterations: Int, from: Int? = nil, tasks: VectorSolver.RunTasks? = nil) throws -> Self {
    let first = from ?? solver.iterations + 1
    for iteration in first..<first + iterations {
      try solver.iterate(discount.factors(iteration: iteration), tasks ?? { self.solver.runHere($0) })
    }
    return self
  }

  func evaluate() throws -> Evaluation { try solver.evaluate { self.solver.runHere($0) } }

  /// All decisions of a street, seen in one walk.
  func decisions(street: Int) throws -> [DecisionValues] {
    var found: [DecisionValues] = []
    try solver.forEachDecision(through: street) { if Int(solver.tree.nodes[$0.node].street) == street { found.append($0) } }
    return found
  }

  func deals(byBoardOf street: Int) -> [Int: [SolvedDeal]] { solver.deals(byBoardOf: street) }

  func strategy(at place: PublicPlace) throws -> NodeStrategy { try solver.strategy(at: place) }

  func strategy(_ line: String) throws -> NodeStrategy { try solver.strategy(at: PublicPlace(line, in: tree)) }

  /// The index of a hand among a player's root hands.
  func hand(_ player: Int, _ text: String) throws -> Int? {
    let cards = try CardSet(text)
    return solver.hands[player].cards.firstIndex(of: cards)
  }

  /// The probability that the acting player's range as a whole gives to each action at a line.
  func mix(_ line: String) throws -> [Double] {
    let node = try strategy(line)
    var sums = [Double](repeating: 0, count: node.children.count)
    for (mixed, reach) in zip(node.probabilities, node.reach) {
      for (action, share) in (mixed ?? []).enumerated() { sums[action] += reach * share }
    }
    return sums.map { $0 / node.reach.reduce(0, +) }
  }
}

extension BetOptions {
  /// The sizes as they are written: no all-in added or forced, nothing merged.
  static let plain = BetOptions(addAllIn: 0, forceAllIn: 0, merge: 0)
}

extension Solve {
  /// The average strategies at every decision, on every board of the deck: one row of numbers, to be compared.
  func allStrategies() throws -> [Double] {
    var numbers: [Double] = []
    for node in tree.nodes.indices where tree.nodes[node].kind == .decision {
      for dealt in deals(upTo: Int(tree.nodes[node].street)) {
        let answer = try strategy(at: PublicPlace(node: node, dealt: dealt))
        for mixed in answer.probabilities { numbers.append(contentsOf: mixed ?? [-1]) }
        numbers.append(contentsOf: answer.reach)
      }
    }
    return numbers
  }

  /// All ways to deal the streets after the root's, as far as a street.
  func deals(upTo street: Int) -> [[[Card]]] {
    var deals: [[[Card]]] = [[]]
    for level in 0..<street {
      deals = deals.flatMap { deal in
        let left = Array(tree.rules.deck.cards.subtracting(CardSet(tree.rules.board + deal.joined())))
        return choices(left, tree.rules.streets[level + 1].boardCards).map { deal + [$0] }
      }
    }
    return deals
  }
}

/// All sets of so many of some cards.
func choices(_ cards: [Card], _ count: Int) -> [[Card]] {
  guard count > 0 else { return [[]] }
  return cards.indices.flatMap { first in choices(Array(cards[(first + 1)...]), count - 1).map { [cards[first]] + $0 } }
}
