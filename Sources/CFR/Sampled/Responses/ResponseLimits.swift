/// How a measurement of best responses is cut into tasks and batches. No figure depends on it, but for how sums are rounded.
public struct ResponseLimits: BitwiseCopyable, Sendable {
  /// Numbers of value rows that a task works out, at most, unless a single forest has more on a single board: about a nanosecond each.
  public var numbersPerTask: Double
  /// Tasks of a batch, and numbers that they leave behind, at most, unless a part of a deal needs more.
  public var tasks: Int
  public var sums: Int

  public init(numbersPerTask: Double = 1e9, tasks: Int = 4096, sums: Int = 8 << 20) {
    (self.numbersPerTask, self.tasks, self.sums) = (numbersPerTask, tasks, sums)
  }
}
