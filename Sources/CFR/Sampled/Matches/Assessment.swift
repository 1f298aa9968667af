/// Hands that the average strategies play against a baseline: an index of tasks that any process can run.
struct Assessment: BitwiseCopyable {
  static let tasks = 64
  /// The most deals of all tasks.
  static let dealsAtOnce = 1 << 20
  var opponent = Baseline.uniform
  /// The number of the first deal, and how many there are of all tasks.
  var firstDeal = 0
  var deals = 0
  /// Tells one assessment's deals from another's.
  var number: UInt64 = 0
  /// Nothing is played any more.
  var isOver = false

  /// What a task found: of some independent numbers, their count, their sum, the sum of their squares.
  struct Sums: BitwiseCopyable {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0

    mutating func add(_ x: Double) {
      count += 1
      sum += x
      squares += x * x
    }

    mutating func add(_ other: Sums) {
      count += other.count
      sum += other.sum
      squares += other.squares
    }
  }
}

/// A mean with its 95 % confidence interval (Student 1908), in chips a hand.
public struct Estimate: Hashable, Codable, Sendable {
  public var mean: Double
  /// Half the width of the interval: 1.96 standard errors, more of few samples.
  public var interval: Double
  /// Independent numbers that the mean is of.
  public var samples: Int

  init(_ sums: Assessment.Sums) { self.init([sums]) }

  /// The mean of the means of some groups of independent numbers of one variance.
  init(_ groups: [Assessment.Sums]) {
    var sum = 0.0, variance = 0.0, freedom = 0.0
    for group in groups {
      let n = max(1, group.count), mean = group.sum / n
      sum += mean
      variance += max(0, group.squares / n - mean * mean) / max(1, n - 1)
      freedom += n - 1
    }
    let count = Double(groups.count)
    mean = sum / count
    interval = Self.quantile(freedom: freedom) * variance.squareRoot() / count
    samples = Int(groups.reduce(0) { $0 + $1.count })
  }

  /// The 97.5 % quantile of Student's distribution: up to 10 degrees of freedom from a table, then by an expansion in their inverse (Hill 1970), right to 3 digits.
  private static func quantile(freedom: Double) -> Double {
    let table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    if freedom < 1 { return table[0] }
    if freedom <= 10 { return table[Int(freedom) - 1] }
    return 1.96 + 2.372 / freedom + 2.822 / (freedom * freedom)
  }
}
