#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Predicts when a run reaches its target: a line through log(exploitability) against log(iteration) over the last evaluations, since
/// exploitability falls about as a power of the iteration (the bound of CFR is T^(-1/2); Zinkevich et al. 2007).
public struct ConvergenceEstimate: Hashable, Sendable {
  private struct Evaluation: Hashable {
    let iteration: Double
    let seconds: Double
    let exploitability: Double
  }

  /// How many of the last evaluations count.
  private static let window = 8
  /// No prediction goes beyond this many times the iterations done.
  private static let horizon = 10_000.0

  private var evaluations: [Evaluation] = []

  public init() {}

  /// Adds an evaluation, later than those before. One that is no number above 0, or of an iteration already seen, is not counted.
  ///
  /// - Parameters:
  ///   - seconds: since the run began.
  ///   - exploitability: in the unit of the target.
  public mutating func add(iteration: Int, seconds: Double, exploitability: Double) {
    guard exploitability > 0, exploitability.isFinite, seconds.isFinite else { return }
    guard Double(iteration) > evaluations.last?.iteration ?? 0 else { return }
    evaluations.append(Evaluation(iteration: Double(iteration), seconds: seconds, exploitability: exploitability))
    if evaluations.count > Self.window { evaluations.removeFirst() }
  }

  /// Seconds from the last evaluation until the exploitability is expected at the target; 0 if it is there. Nil with fewer than three
  /// evaluations, while the exploitability does not fall, and when the target is out of sight.
  public func secondsToTarget(_ target: Double) -> Double? {
    guard let last = evaluations.last, target > 0 else { return nil }
    if last.exploitability <= target { return 0 }
    guard evaluations.count >= 3, let first = evaluations.first, let fit = logFit, fit.slope < 0 else { return nil }
    let iteration = exp((log(target) - fit.intercept) / fit.slope)
    guard iteration.isFinite, iteration <= last.iteration * Self.horizon else { return nil }
    let secondsPerIteration = (last.seconds - first.seconds) / (last.iteration - first.iteration)
    return max(1, iteration - last.iteration) * max(0, secondsPerIteration)
  }

  /// Least squares of log(exploitability) on log(iteration).
  private var logFit: (slope: Double, intercept: Double)? {
    let points = evaluations.map { (x: log($0.iteration), y: log($0.exploitability)) }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count, meanY = points.reduce(0) { $0 + $1.y } / count
    let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard spread > 0 else { return nil }
    let slope = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
    return (slope, meanY - slope * meanX)
  }
}
