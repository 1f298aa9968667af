import Abstraction
import Cards

extension BucketBuild {
  /// Buckets of equal mass in the order of E[equity] among the boards of each texture, numbered by their mean E[equity].
  func textures(_ features: HandFeatures) throws -> Buckets {
    begin("buckets")
    let boards = Array(HandNumbering(holdemBoardCards: recipe.boardCards).boards())
    var known: [BoardTexture: Int] = [:]
    let textures = boards.map { entry in
      let texture = BoardTexture(entry.board)
      if known[texture] == nil { known[texture] = known.count }
      return known[texture]!
    }
    // By texture and value: how many deals.
    var mass = [[Int]](repeating: [Int](repeating: 0, count: FeaturePass.one + 1), count: known.count)
    for (entry, texture) in zip(boards, textures) {
      for hand in entry.numbers { mass[texture][Int(features.equity[hand])] += Int(features.deals[hand]) }
    }
    guard recipe.buckets >= known.count else {
      throw AbstractionError.cards(street: recipe.street, problem: "its boards have \(known.count) textures: so many buckets at least, not \(recipe.buckets)")
    }
    let values = mass.map { $0.count { $0 > 0 } }
    guard let shares = BucketShares.split(mass.map { $0.reduce(0, +) }, most: values, buckets: recipe.buckets) else { throw tooMany(values.reduce(0, +)) }
    let cuts = ordered(mass, zip(mass, shares).map { EqualMass.cut($0, buckets: $1) ?? [] }, shares)
    let buckets = Buckets(memory: try session.memory(bytes: 2 * features.count))
    for (entry, texture) in zip(boards, textures) {
      if isInterrupted() { throw TrainingError.interrupted }
      cuts[texture].withUnsafeBufferPointer { cuts in
        for hand in entry.numbers { buckets.base[hand] = cuts[Int(features.equity[hand])] }
      }
    }
    return buckets
  }

  /// The cuts of all textures, by value, with the buckets of all of them in the order of their mean values.
  private func ordered(_ mass: [[Int]], _ cuts: [[UInt16]], _ shares: [Int]) -> [[UInt16]] {
    var first: [Int] = [], count = 0
    for share in shares {
      first.append(count)
      count += share
    }
    var deals = [Int](repeating: 0, count: count), sum = deals
    for texture in mass.indices {
      for (value, weight) in mass[texture].enumerated() where weight > 0 {
        deals[first[texture] + Int(cuts[texture][value])] += weight
        sum[first[texture] + Int(cuts[texture][value])] += weight * value
      }
    }
    let means = zip(sum, deals).map { Double($0) / Double($1) }
    var place = [UInt16](repeating: 0, count: count)
    // Equal means stay in the order of the textures.
    for (new, old) in (0..<count).sorted(by: { (means[$0], $0) < (means[$1], $1) }).enumerated() { place[old] = UInt16(new) }
    return cuts.indices.map { texture in cuts[texture].map { place[first[texture] + Int($0)] } }
  }
}
