import CKernels
import Foundation

/// The buckets of the next street as a space to move mass in: how far each is from each.
///
/// The distance of two buckets is that of their centres: the earth mover's distance of histograms, the Euclidean one of rows of equities, the difference of
/// mean equities where buckets are cut by a number; all in units of equity.
public struct PotentialSpace: Sendable {
  /// Buckets.
  public let count: Int
  let dims: Int
  let isEuclidean: Bool
  /// By bucket: its place in a space whose norm is the distance, `dims` numbers each.
  let places: [Float]
  /// By bucket: all buckets by distance, and their distances.
  let near: [UInt16]
  let ground: [Float]

  public init(_ table: BucketTableHead) {
    count = table.recipe.buckets
    let dims: Int, isEuclidean: Bool, places: [Float]
    if let centres = table.centres, let metric = table.metric {
      dims = centres.count / count
      isEuclidean = metric == .euclidean
      // Rows of opponents' clusters may be filled up with zeros, which add nothing.
      let unit: Double = if case .opponents(let clusters) = table.recipe.feature { 255 * Double(clusters).squareRoot() } else { 255 * Double(dims) }
      places = centres.map { Float(Double($0) / unit) }
    } else {
      dims = 1
      isEuclidean = false
      places = table.equities.map { Float($0) }
    }
    (self.dims, self.isEuclidean, self.places) = (dims, isEuclidean, places)
    var near: [UInt16] = [], ground: [Float] = []
    near.reserveCapacity(count * count)
    ground.reserveCapacity(count * count)
    // A row of all buckets for each dimension.
    let rows = (0..<dims).flatMap { dim in (0..<table.recipe.buckets).map { places[$0 * dims + dim] } }
    var norms = [Float](repeating: 0, count: count), keys = [UInt64](repeating: 0, count: count)
    for a in 0..<count {
      hl_norms(Int32(dims), isEuclidean ? 1 : 0, Int32(count), Array(places[a * dims..<(a + 1) * dims]), rows, &norms)
      // Distances are not negative, so their bits are in order.
      for b in 0..<count { keys[b] = UInt64(norms[b].bitPattern) << 32 | UInt64(b) }
      keys.sort()
      for key in keys {
        near.append(UInt16(truncatingIfNeeded: key))
        ground.append(Float(bitPattern: UInt32(key >> 32)))
      }
    }
    self.near = near
    self.ground = ground
  }

  /// The distance of two buckets.
  public func distance(_ a: Int, _ b: Int) -> Float {
    let row = a * count..<(a + 1) * count
    return zip(near[row], ground[row]).first { Int($0.0) == b }?.1 ?? 0
  }

  /// The mean place of a point.
  func place(_ point: SparseHistogram) -> [Float] {
    var place = [Float](repeating: 0, count: dims)
    for (bin, mass) in zip(point.bins, point.mass) {
      for dim in 0..<dims { place[dim] += mass * places[Int(bin) * dims + dim] }
    }
    return place
  }

  /// The distances of a place to others, a row of all of them for each dimension.
  func norms(of place: [Float], to rows: [Float], _ norms: inout [Float]) {
    hl_norms(Int32(dims), isEuclidean ? 1 : 0, Int32(norms.count), place, rows, &norms)
  }

  /// The mean place of a histogram: by the triangle inequality two histograms are at least as far apart as their means.
  func mean(_ histogram: [Float]) -> [Float] {
    var mean = [Float](repeating: 0, count: dims)
    for (bucket, mass) in histogram.enumerated() where mass > 0 {
      for dim in 0..<dims { mean[dim] += mass * places[bucket * dims + dim] }
    }
    return mean
  }
}

/// A hand's distribution over the next street's buckets: the buckets it may fall into, and the share of each.
public struct SparseHistogram: Sendable {
  public private(set) var bins: [UInt16] = []
  public private(set) var mass: [Float] = []

  /// - Parameter dense: a share for each bucket.
  init(dense: [Float]) {
    for (bucket, share) in dense.enumerated() where share > 0 {
      bins.append(UInt16(bucket))
      mass.append(share)
    }
  }

  /// - Parameter samples: the bucket after each card to come.
  public init(_ samples: [UInt16]) {
    for bucket in samples.sorted() {
      if bins.last == bucket {
        mass[mass.count - 1] += 1
      } else {
        bins.append(bucket)
        mass.append(1)
      }
    }
    for place in mass.indices { mass[place] /= Float(samples.count) }
  }
}

/// The centres of clusters of distributions over the next street's buckets.
public struct PotentialCentres: Sendable {
  public let space: PotentialSpace
  /// By centre: its share of each bucket.
  public let histograms: [[Float]]
  /// Their mean places, a row of all centres for each dimension.
  private let means: [Float]

  public init(_ space: PotentialSpace, histograms: [[Float]]) {
    self.space = space
    self.histograms = histograms
    let rows = histograms.map { space.mean($0) }
    means = (0..<space.dims).flatMap { dim in rows.map { $0[dim] } }
  }

  /// What finding a centre needs besides.
  public struct Scratch {
    var norms: [Float]
    var order: [Int32] = []
    var left: [Float]
    var place: [Float]

    public init(_ centres: PotentialCentres) {
      norms = [Float](repeating: 0, count: centres.histograms.count)
      left = [Float](repeating: 0, count: centres.space.count)
      place = [Float](repeating: 0, count: centres.space.dims)
    }
  }

  /// The greedy earth mover's distance of a point to a histogram over all buckets; at least `bound` where it is beyond it.
  public func distance(_ point: SparseHistogram, _ histogram: [Float], bound: Float = .infinity, _ scratch: inout Scratch) -> Float {
    hl_greedy_emd(
      Int32(point.bins.count), point.bins, point.mass, Int32(space.count), histogram, space.near, space.ground, bound, &scratch.left)
  }

  /// By centre: a lower bound of the distance, in `scratch.norms`.
  func bounds(_ point: SparseHistogram, _ scratch: inout Scratch) {
    for dim in 0..<space.dims { scratch.place[dim] = 0 }
    for (bin, mass) in zip(point.bins, point.mass) {
      for dim in 0..<space.dims { scratch.place[dim] += mass * space.places[Int(bin) * space.dims + dim] }
    }
    hl_norms(Int32(space.dims), space.isEuclidean ? 1 : 0, Int32(histograms.count), scratch.place, means, &scratch.norms)
  }

  /// The nearest centre, of equally near ones the first, and its distance. Centres whose mean lies farther off than the best so far are passed over.
  public func nearest(_ point: SparseHistogram, _ scratch: inout Scratch) -> (centre: Int, distance: Float) {
    bounds(point, &scratch)
    var first = 0
    for centre in histograms.indices where scratch.norms[centre] < scratch.norms[first] { first = centre }
    var found = first
    var best = distance(point, histograms[first], &scratch)
    func mayBeNearer(_ centre: Int) -> Bool { scratch.norms[centre] <= best * 1.00001 + 1e-6 }
    // The likeliest first, so that the bound falls early.
    scratch.order.removeAll(keepingCapacity: true)
    for centre in histograms.indices where centre != first && mayBeNearer(centre) { scratch.order.append(Int32(centre)) }
    let norms = scratch.norms
    scratch.order.sort { (norms[Int($0)], $0) < (norms[Int($1)], $1) }
    for place in scratch.order.indices {
      let centre = Int(scratch.order[place])
      guard mayBeNearer(centre) else { break }
      let d = distance(point, histograms[centre], bound: best, &scratch)
      if d < best || (d == best && centre < found) {
        best = d
        found = centre
      }
    }
    return (found, best)
  }
}
