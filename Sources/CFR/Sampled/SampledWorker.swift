import Abstraction
import Cards
import Game

/// Runs tasks of a sampled solve, in whatever process it is; keeps its working memory from one to the next.
public final class SampledWorker: ShareRunning {
  private let memory: SampledMemory
  private let dealer: DealSampler
  /// The deal that is played, and the one after it.
  private var deal: Deal
  private var nextDeal: Deal
  private let scratch: UnsafeMutablePointer<Float>
  private let logScratch: UnsafeMutableRawPointer
  private let publicChance: PublicChance?

  /// - Parameters:
  ///   - base: memory laid out by a `SampledSolver`; it must stay mapped while the worker lives.
  ///   - cards: opened for the same rules that the memory was laid out for.
  ///   - ranges: the players' ranges in a spot; nil where every hand of the deck is dealt.
  public init(_ base: UnsafeMutableRawPointer, rules: GameRules, cards: CardLookup, ranges: [HandRange]? = nil) {
    memory = SampledMemory(base)
    dealer = DealSampler(rules, cards, ranges: ranges, streets: memory.game.streetsWithDecisions)
    deal = Deal(players: memory.game.players, streets: memory.game.streets)
    nextDeal = Deal(players: memory.game.players, streets: memory.game.streets)
    scratch = .allocate(capacity: SampledWalk.scratchCount(memory.game))
    logScratch = .allocate(byteCount: DeltaLog.scratchBytes(memory), alignment: 16)
    publicChance =
      memory.control.pointee.sampling == .publicChance
      ? PublicChance(memory.game, PublicDeal(memory.game, rules: rules, cards: cards, ranges: ranges)) : nil
  }

  deinit {
    deal.deallocate()
    nextDeal.deallocate()
    scratch.deallocate()
    logScratch.deallocate()
  }

  /// Whether memory is that of a sampled solve.
  public static func owns(_ base: UnsafeRawPointer) -> Bool { base.load(as: UInt64.self) == SampledControl.magic }

  /// What the coordinator says of the cards, in memory of a sampled solve.
  public static func description(_ base: UnsafeMutableRawPointer) -> [UInt8] { Array(SampledMemory(base).game.description) }

  public func run(task: Int) {
    switch memory.control.pointee.phase {
    case .traverse: traverse(task: task)
    case .merge: DeltaMerge(memory, part: task).run()
    case .assess: assess(task: task)
    }
  }

  public func share(_ number: Int) -> TaskShare {
    TaskShare(number, of: memory.control.pointee.shares, claims: memory.claims, order: Array(0..<UInt32(memory.claims.count)))
  }

  private func assess(task: Int) {
    let control = memory.control.pointee
    let assessment = control.assessment
    guard !assessment.isOver else { return }
    var sums = Assessment.Sums()
    let first = assessment.deals * task / Assessment.tasks, end = assessment.deals * (task + 1) / Assessment.tasks
    let match = Match(
      game: memory.game, trained: PolicySide(policy: AveragePolicy(memory), deal: deal, strategy: scratch),
      opponent: BaselineSide(baseline: assessment.opponent, game: memory.game, jams: UnsafePointer(memory.jams), deal: deal))
    for number in first..<end {
      var random = RandomStream(seed: control.seed ^ assessment.number, 3, UInt64(assessment.firstDeal + number))
      dealer.deal(into: deal, &random)
      sums.add(match.play(&random))
    }
    memory.results[task] = sums
  }

  private func traverse(task: Int) {
    let control = memory.control.pointee
    let head = memory.head(task)
    var counts = head.counts
    counts.traversals = 0
    counts.nodes = 0
    let quota = control.step.traversals / control.layout.tasks + (task < control.step.traversals % control.layout.tasks ? 1 : 0)
    var walk = SampledWalk(memory, deal: deal, log: DeltaLog(memory, task: task, scratch: logScratch), scratch: scratch)
    let stream = RandomStream(seed: control.seed, 1, UInt64(task)).state
    let players = memory.game.players
    var dealt = -1, drawn = -1
    func draw(_ number: Int) {
      var cards = RandomStream(seed: stream, 2, UInt64(number))
      dealer.draw(into: nextDeal, &cards)
      drawn = number
    }
    while counts.traversals < quota {
      let number = counts.start + counts.traversals
      walk.log.mark()
      walk.visited = 0
      // A deal serves one traversal of each player: looking its cards up costs as much as a few dozen nodes.
      if dealt != number / players, control.sampling != .publicChance {
        dealt = number / players
        if drawn != dealt { draw(dealt) }
        swap(&deal, &nextDeal)
        dealer.lookUp(deal)
        walk.deal = deal
        // The buckets of the next deal come from memory while this one is played.
        if (dealt + 1) * players < counts.start + quota { draw(dealt + 1) }
      }
      walk.random = RandomStream(seed: stream, 6, UInt64(number))
      walk.begin(traverser: (number + task) % players)
      switch control.sampling {
      case .external: _ = walk.externalValue(0)
      case .outcome: _ = walk.outcomeValue(0, weight: 1)
      case .publicChance: publicChance?.run(&walk)
      }
      if walk.log.isFull {
        // It comes again at the beginning of the next iteration.
        walk.log.rollBack()
        break
      }
      counts.traversals += 1
      counts.nodes += walk.visited
    }
    walk.log.finish()
    head.counts = counts
  }
}
