/// Hands that the average strategies play against a baseline: an index of tasks that any process can run.
struct Assessment: BitwiseCopyable {
  static let tasks = 64
  var opponent = Baseline.uniform
  /// Deals of all tasks.
  var deals = 0
  /// Tells one assessment's deals from another's.
  var number: UInt64 = 0

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

/// A mean with its 95 % confidence interval, in chips a hand.
public struct Estimate: Hashable, Codable, Sendable {
  public var mean: Double
  /// Half the width of the interval: 1.96 standard errors.
  public var interval: Double
  /// Independent numbers that the mean is of.
  public var samples: Int

  init(_ sums: Assessment.Sums) {
    let n = max(1, sums.count)
    mean = sums.sum / n
    let variance = max(0, sums.squares / n - mean * mean) * n / max(1, n - 1)
    interval = 1.96 * (variance / n).squareRoot()
    samples = Int(sums.count)
  }
}
