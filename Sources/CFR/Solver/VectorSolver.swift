import Abstraction
import Cards

/// Solves a two-player game by vector-form CFR with alternating updates.
///
/// The coordinator walks the root's street itself; all that lies below the first deal is cut into tasks, which the caller runs, here or in
/// worker processes (`makeTaskRunner`). Results are merged in the order of the tasks, so that the tables are the same bytes whoever ran them.
public final class VectorSolver {
  /// Runs all tasks of a pass, in the order that `order` gives, each once, and returns when they are done. An error that ends a training pass is thrown as
  /// an `UnfinishedPass`.
  public typealias RunTasks = (VectorPass) throws -> Void

  public let game: VectorGame
  public let layout: VectorLayout
  public let tree: BettingTree
  public let hands: [PrivateHands]
  /// The suit permutations that change neither the root's board nor the ranges nor the locks.
  public let symmetry: [SuitPermutation]
  /// Iterations done.
  public private(set) var iterations = 0
  /// Where the next iteration stands, if an error has ended it half way. The tables are part of one iteration and part of the next until it is finished.
  public private(set) var cut: CutPass?

  private let base: UnsafeMutableRawPointer
  private let owner: AnyObject?
  private let passes: any VectorPasses
  /// Runs tasks of share 0. They may die in the middle (`abandonOwnTask`), so the root's street, which is walked around them, has another.
  private lazy var runner = makeTaskRunner(base)
  /// For each root hand of each player, the weight of all that it can meet. As long to work out as an evaluation of a river, so once.
  private lazy var opposing = (0..<2).map { game.opposingWeights($0) }

  /// Lays out a new solve: tables zero, so that play is uniform.
  ///
  /// - Parameters:
  ///   - builder: the game.
  ///   - layout: made from the same game.
  ///   - memory: `layout.byteCount` zeroed bytes on a 64-byte boundary.
  ///   - owner: whoever frees the memory; kept as long as the solver. Without one, the memory must outlive the solver.
  public init(_ builder: VectorGameBuilder, layout: VectorLayout, memory: UnsafeMutableRawPointer, owner: AnyObject? = nil) {
    base = memory
    self.owner = owner
    self.layout = layout
    tree = builder.tree
    hands = builder.hands
    symmetry = builder.symmetry
    builder.image.withUnsafeBytes { (memory + layout.image).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    let start = VectorPass(mode: .evaluate, player: 0, update: DiscountFactors().update(traverser: 0, iteration: 0), shift: .init(0, 0), shiftOut: 0)
    memory.initializeMemory(as: VectorControl.self, repeating: VectorControl(layout: layout, pass: start), count: 1)
    game = VectorGame(image: UnsafeRawPointer(memory) + layout.image)
    passes = makeWorker(memory, layout.storage)
  }

  /// Runs every task here, one after the other.
  public func runHere(_ pass: VectorPass) {
    for index in order(pass) { passes.run(task: Int(index)) }
  }

  /// What `RunTasks` is to run, in this order.
  public func order(_ pass: VectorPass) -> [UInt32] { pass.order(game, done: pass.mode == .train ? cut?.done ?? [] : []) }

  /// Whether the tasks of the pass that begins can be shared out: this process takes share 0, workers the others (`ShareRunning.run(share:)`). A pass that goes on
  /// after it was cut short has tasks of another kind too, and is run by tasks.
  public var canShare: Bool { layout.shares > 0 && cut == nil }

  /// Begins a pass that is shared out.
  ///
  /// - Returns: share 0, to be run here.
  public func openShares() -> TaskShare {
    passes.claims.clear()
    return passes.share(0)
  }

  /// Runs one task of share 0 here.
  public func run(task: Int) { runner.run(task: task) }

  /// Must be called after `run(task:)` was left in the middle, before it is called again.
  public func abandonOwnTask() { runner = makeTaskRunner(base) }

  /// What shares have done since `openShares`.
  public var sharesDone: [UInt32] { passes.claims.finished }

  /// The task that a share is in the middle of; nil between tasks.
  public func taskUnderWay(share: Int) -> UInt32? { passes.claims.underWay(share: share) }

  /// One iteration: both players' regrets and averages move, player 0 first. One that was cut short is finished, with the weights it began with.
  ///
  /// - Throws: what ended `runTasks`. Then `cut` says where the iteration stands, and the next call goes on from there.
  public func iterate(_ factors: DiscountFactors, _ runTasks: RunTasks) throws {
    var pass = cut ?? CutPass(player: 0, factors: factors)
    while pass.player < 2 {
      do { try passes.train(pass.player, pass.factors, iteration: iterations + 1, runTasks) } catch let error as UnfinishedPass {
        pass.done = Set(pass.done + error.done.map { Int($0) % game.tasks.count }).sorted()
        cut = pass.isAtStart ? nil : pass
        throw error.cause
      }
      pass = CutPass(player: pass.player + 1, factors: pass.factors)
      cut = nil
    }
    iterations += 1
  }

  /// Best responses and values of the average strategies.
  public func evaluate(_ runTasks: RunTasks) throws -> Evaluation {
    Evaluation(
      values: try (0..<2).map { player in
        let rows = try passes.evaluate(player, runTasks)
        return Evaluation.PlayerValues(bestResponse: rows[0], average: rows[1])
      }, game: game, opposing: opposing)
  }

  /// Tells of every decision of the streets up to `level`, on each of the boards that were solved, in one evaluation of both players. It is done here, in
  /// one process. Decisions of one street on one board come together, in the order of the tree within a subtree.
  public func forEachDecision(through level: Int, _ body: (DecisionValues) throws -> Void) throws {
    try passes.forEachDecision(through: level, body)
  }

  /// What is known of one decision, on the boards that the place's cards stand for; hands are those of the root, with the place's own cards.
  public func values(at place: PublicPlace) throws -> DecisionValues {
    guard tree.nodes[place.node].kind == .decision, place.dealt.count == Int(tree.nodes[place.node].street),
      let path = BoardPath(place.dealt, in: game, symmetry: symmetry)
    else { throw CFRError.query("line \"\(tree.line(place.node))\": no player acts there, or the cards cannot be dealt") }
    var found: DecisionValues?
    try passes.decision(place.node, boards: path.boards) { found = $0 }
    return found!.renamed(hands.map { path.places(of: $0) })
  }

  /// All regrets and sums of strategies, run by run, in an order that depends on the game alone.
  public func forEachTable(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try passes.forEachTable { try body(UnsafeRawBufferPointer($0)) }
  }

  /// Bytes of each run of `forEachTable`.
  public var tableSizes: [Int] {
    var sizes: [Int] = []
    forEachTable { sizes.append($0.count) }
    return sizes
  }

  /// The results of the tasks that were done in a pass that was cut short: with the tables all that is needed to finish it.
  public func results(of cut: CutPass) -> [UnsafeMutableRawBufferPointer] { passes.results(cut.done).map { UnsafeMutableRawBufferPointer($0) } }

  /// Takes over the tables of an earlier solve of the same game, and the results of a pass that was cut short: `fill` is given each run in turn.
  public func restore(iterations: Int, cut: CutPass? = nil, fill: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
    precondition(cut?.fits(game) ?? true, "a pass of another game")
    try passes.forEachTable(fill)
    for rows in cut.map(results) ?? [] { try fill(rows) }
    self.iterations = iterations
    self.cut = cut
  }

  /// A 64-bit digest of all regrets and strategies: equal for equal bytes, whoever computed them.
  public var fingerprint: UInt64 {
    var digest = TableDigest()
    forEachTable { digest.add($0) }
    return digest.value
  }

  /// Forgets all regrets and sums of strategies.
  public func clear() { passes.forEachTable { _ = $0.initializeMemory(as: UInt8.self, repeating: 0) } }

  /// Makes a strategy the average at a node on one of the boards that were solved.
  ///
  /// - Parameters:
  ///   - boards: as in `representativeBoards`.
  ///   - rows: probabilities, a row an action, in the order of the board's hands.
  public func setAverage(_ node: Int, boards: [Int], _ rows: [[Double]]) { passes.setAverageRows(node, boards: boards, rows) }

  /// The sums of strategies at a node, in the order of the board's hands.
  func averageRows(_ node: Int, _ path: BoardPath) -> [[Double]] { passes.averageRows(node, boards: path.boards) }
}

/// The parts of a solve that depend on the tables' number type.
protocol VectorPasses: ShareRunning {
  var claims: TaskClaims { get }
  /// - Parameter iteration: counted from 1.
  func train(_ player: Int, _ factors: DiscountFactors, iteration: Int, _ runTasks: VectorSolver.RunTasks) throws
  /// Rows of best-response and average values at the root, by root hand.
  func evaluate(_ player: Int, _ runTasks: VectorSolver.RunTasks) throws -> [[Double]]
  /// See `VectorSolver.forEachDecision`.
  func forEachDecision(through level: Int, _ body: (DecisionValues) throws -> Void) throws
  func decision(_ node: Int, boards: [Int], _ body: (DecisionValues) throws -> Void) throws
  func averageRows(_ node: Int, boards: [Int]) -> [[Double]]
  func setAverageRows(_ node: Int, boards: [Int], _ rows: [[Double]])
  func forEachTable(_ body: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows
  func results(_ tasks: [Int]) -> [UnsafeMutableBufferPointer<Double>]
}
