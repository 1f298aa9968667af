import Abstraction
import Cards
import Workers

/// The features of a street, task by task.
final class FeatureWorker {
  private let job: BucketJob
  private let features: HandFeatures
  private let next: HandFeatures?
  private var pass: FeaturePass

  init(_ job: BucketJob, _ segment: SharedMemory, _ next: SharedMemory?) {
    self.job = job
    pass = FeaturePass(boardCards: Int(job.boardCards), parts: job.parts)
    features = HandFeatures(count: pass.handCount, parts: job.parts, base: segment.base)
    let nextCount = pass.nextHandCount
    self.next = next.map { HandFeatures(count: nextCount, parts: FeaturePass.nextParts(job.parts), base: $0.base) }
  }

  func run(_ index: Int) {
    let first = index * Int(job.chunk)
    pass.run(first..<min(first + Int(job.chunk), FeaturePass.boardCount(Int(job.boardCards))), into: features, next: next)
  }
}

/// The nearest centres of rows.
final class NearestWorker {
  private let job: BucketJob
  private let features: HandFeatures
  private let centres: Centres
  private let buckets: UnsafeMutablePointer<UInt16>
  private var cost: [UInt32]

  init(_ job: BucketJob, _ features: SharedMemory, _ centres: SharedMemory, _ buckets: SharedMemory) {
    self.job = job
    self.features = HandFeatures(count: HandNumbering(holdemBoardCards: Int(job.boardCards)).count, parts: job.parts, base: features.base)
    let rows = UnsafeRawBufferPointer(start: centres.base, count: Int(job.centreCount) * job.parts.dims)
    self.centres = Centres(rows: Array(rows), dims: job.parts.dims, metric: job.isEuclidean ? .euclidean : .manhattan)
    self.buckets = buckets.base.assumingMemoryBound(to: UInt16.self)
    cost = [UInt32](repeating: 0, count: Int(job.chunk))
  }

  /// - Returns: the sum of the distances over all deals, in 1/256.
  func run(_ index: Int) -> UInt64 {
    let first = index * Int(job.chunk)
    let count = min(Int(job.chunk), features.count - first)
    centres.assign(features.rows + first * features.dims, count: count, nearest: buckets + first, cost: &cost)
    return (0..<count).reduce(0) { $0 + UInt64(centres.metric.distance(cost: cost[$1]) * 256) * UInt64(features.deals[first + $1]) }
  }
}

/// The nearest centres of distributions over the next street's buckets.
final class PotentialWorker {
  private let job: BucketJob
  private let boards: HandIndexer
  private let numbering: HandNumbering
  private var next: NextBuckets
  private let centres: PotentialCentres
  private var scratch: PotentialCentres.Scratch
  private let buckets: UnsafeMutablePointer<UInt16>
  private let segment: SharedMemory

  init(_ job: BucketJob, _ table: BucketTable, _ centres: SharedMemory, _ buckets: SharedMemory) {
    self.job = job
    boards = HandIndexer(cardsPerRound: [Int(job.boardCards)])
    numbering = HandNumbering(holdemBoardCards: Int(job.boardCards))
    next = NextBuckets(table)
    let space = PotentialSpace(table.head)
    let masses = centres.base.assumingMemoryBound(to: Float.self)
    self.centres = PotentialCentres(
      space, histograms: (0..<Int(job.centreCount)).map { Array(UnsafeBufferPointer(start: masses + $0 * space.count, count: space.count)) })
    scratch = PotentialCentres.Scratch(self.centres)
    self.buckets = buckets.base.assumingMemoryBound(to: UInt16.self)
    segment = buckets
  }

  /// - Returns: the sum of the distances over all deals, in 1/2^20 of an equity.
  func run(_ index: Int) -> UInt64 {
    var sum: UInt64 = 0
    let first = index * Int(job.chunk)
    for board in first..<min(first + Int(job.chunk), FeaturePass.boardCount(Int(job.boardCards))) {
      let hands = BoardHands(board, boards: boards, numbering: numbering)
      next.turn(to: hands.board)
      for hand in hands.hands {
        let found = centres.nearest(next.histogram(Combo(index: hand.combo).cards), &scratch)
        buckets[hand.number] = UInt16(found.centre)
        sum += UInt64(found.distance * 1_048_576) * UInt64(hand.deals)
      }
    }
    return sum
  }
}
