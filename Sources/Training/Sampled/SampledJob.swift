import Abstraction
import CFR
import Cards
import Game

/// What is to be trained by sampling, and with what: plain values and schedules.
public struct SampledJob {
  /// What changes over a run; each is asked at the start of an iteration.
  public struct Schedules {
    public var discount: DiscountSchedule
    /// Outcome sampling: the share of the traverser's choices made at random, 0 ... 1.
    public var exploration = NumberSchedule(0.6)
    /// Traversals of an iteration; nil for the plan's.
    public var traversals: NumberSchedule?
    /// Regret below which actions are left out, in chips summed over traversals; nil: never.
    public var pruneBelow: NumberSchedule?
    /// The share of traversals that leave them out, 0 ... 1.
    public var pruneFraction = 0.95
    /// The iteration, or the time, from which actions are left out.
    public var pruneStart = Cadence.Interval.iterations(0)
    /// The iteration, or the time, from which strategies are averaged.
    public var averageStart = Cadence.Interval.iterations(0)
    /// Regrets are never kept below this.
    public var floor: Double = -.infinity

    public init(discount: DiscountSchedule) { self.discount = discount }
  }

  public var tree: BettingTree
  public var cards: CardAbstraction
  /// Both players' ranges in a spot, out of position first; nil where every hand of the deck is dealt.
  public var ranges: [HandRange]?
  /// Rows of a decision on each street, as `cards` gives them; see `buckets(_:_:)`.
  public var buckets: [Int]
  public var sampling: Sampling
  /// The most traversals of an iteration that the logs are laid out for; nil for a number that suits the game.
  public var traversals: Int?
  public var schedules: Schedules
  public var seed: UInt64
  public var workers: Int
  public var memoryLimit: Int?
  /// Whether workers share the tasks of short iterations out among themselves. Tests of single tasks say no.
  var sharesPhases = true
  /// What evaluations measure.
  public var evaluation = SampledEvaluation()

  public init(
    tree: BettingTree, ranges: [HandRange]? = nil, cards: CardAbstraction, buckets: [Int], sampling: Sampling, traversals: Int? = nil, schedules: Schedules, seed: UInt64 = 1,
    workers: Int, memoryLimit: Int? = nil
  ) {
    self.tree = tree
    self.ranges = ranges
    self.cards = cards
    self.buckets = buckets
    self.sampling = sampling
    self.traversals = traversals
    self.schedules = schedules
    self.seed = seed
    self.workers = workers
    self.memoryLimit = memoryLimit
  }

  /// How many streets a tree has decisions on: no buckets are needed on later ones.
  public static func streets(_ tree: BettingTree) -> Int { (tree.nodes.filter { $0.kind == .decision }.map { Int($0.street) }.max() ?? 0) + 1 }

  /// The rows of a decision on each street: its buckets, with perfect recall their paths; 0 on streets without decisions.
  public static func buckets(_ tree: BettingTree, _ cards: CardLookup) -> [Int] {
    tree.rules.streets.indices.map { $0 < streets(tree) ? cards.rowCount(street: $0) : 0 }
  }

  /// What the training will cost. Nothing large is made.
  public func plan() throws -> SampledPlan {
    SampledPlan(tree: tree, buckets: buckets, sampling: sampling, traversals: traversals, description: try CardsInMemory(tree.rules, cards, ranges).json())
  }
}
