import CKernels

/// Of each bucket the nearest others, by the distance that its clusters were made with.
enum BucketNeighbours {
  /// How many are kept of each.
  static let count = 8
}

extension Centres {
  /// By centre: the nearest others, at most `BucketNeighbours.count`.
  public func nearestOthers() -> [[UInt16]] {
    (0..<count).map { centre in
      var cost = [UInt32](repeating: .max, count: count)
      hl_costs(Int64(count), Int32(dims), metric.code, rows, Array(rows[centre * dims..<(centre + 1) * dims]), 0, &cost, nil)
      var found: [(cost: UInt32, centre: Int)] = []
      for other in 0..<count where other != centre {
        if found.count == BucketNeighbours.count {
          guard cost[other] < found[found.count - 1].cost else { continue }
          found.removeLast()
        }
        let place = found.firstIndex { $0.cost > cost[other] } ?? found.count
        found.insert((cost[other], other), at: place)
      }
      return found.map { UInt16($0.centre) }
    }
  }
}

extension PotentialCentres {
  /// By centre: the nearest others by the greedy distance, at most `BucketNeighbours.count`.
  public func nearestOthers() -> [[UInt16]] {
    var scratch = Scratch(self)
    return histograms.indices.map { centre in
      let point = SparseHistogram(dense: histograms[centre])
      bounds(point, &scratch)
      let norms = scratch.norms
      var found: [(distance: Float, centre: Int)] = []
      // In the order of a lower bound: who is beyond the last one found, and all after it, are farther.
      for other in norms.indices.sorted(by: { (norms[$0], $0) < (norms[$1], $1) }) where other != centre {
        if found.count == BucketNeighbours.count, norms[other] > found[found.count - 1].distance { break }
        found.append((distance(point, histograms[other], &scratch), other))
        found.sort { $0 < $1 }
        if found.count > BucketNeighbours.count { found.removeLast() }
      }
      return found.map { UInt16($0.centre) }
    }
  }
}

extension BucketTableHead {
  /// By bucket: the nearest others by mean equity, at most `BucketNeighbours.count`; for buckets that are cut by a number.
  public static func nearestByEquity(_ equities: [Double]) -> [[UInt16]] {
    let order = equities.indices.sorted { (equities[$0], $0) < (equities[$1], $1) }
    var nearest = [[UInt16]](repeating: [], count: equities.count)
    for (place, bucket) in order.enumerated() {
      let around = order[max(0, place - BucketNeighbours.count)..<min(order.count, place + BucketNeighbours.count + 1)].filter { $0 != bucket }
      let sorted = around.sorted { (abs(equities[$0] - equities[bucket]), $0) < (abs(equities[$1] - equities[bucket]), $1) }
      nearest[bucket] = sorted.prefix(BucketNeighbours.count).map { UInt16($0) }
    }
    return nearest
  }
}
