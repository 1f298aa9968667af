/// How far a run is, at one moment.
public struct ProgressStatus: Hashable, Sendable {
  /// Iterations done.
  public var iteration: Int
  /// Since the run began.
  public var seconds: Double
  /// From the last evaluation, if there was one.
  public var exploitabilityChips: Double?
  /// The same as a share of the starting pot.
  public var exploitabilityShareOfPot: Double?
  public var iterationsPerSecond: Double
  /// Until the run is expected to stop.
  public var etaSeconds: Double?
  /// The run stops at this share of the starting pot.
  public var targetShare: Double?
  public var limitIterations: Int?
  public var limitSeconds: Double?
  /// Which of several games this is, such as `7/20 Td9d6h`, and how long they all may still take.
  public var batch: String?
  /// Whether the exploitability has just been worked out.
  public var isEvaluation: Bool

  public init(
    iteration: Int, seconds: Double, exploitabilityChips: Double? = nil, exploitabilityShareOfPot: Double? = nil,
    iterationsPerSecond: Double, etaSeconds: Double? = nil, targetShare: Double? = nil, limitIterations: Int? = nil,
    limitSeconds: Double? = nil, isEvaluation: Bool = false
  ) {
    self.iteration = iteration
    self.seconds = seconds
    self.exploitabilityChips = exploitabilityChips
    self.exploitabilityShareOfPot = exploitabilityShareOfPot
    self.iterationsPerSecond = iterationsPerSecond
    self.etaSeconds = etaSeconds
    self.targetShare = targetShare
    self.limitIterations = limitIterations
    self.limitSeconds = limitSeconds
    self.isEvaluation = isEvaluation
  }

  /// Seconds until the first of what can end the run: the target, the limit of iterations, the limit of time. Nil if none is known.
  ///
  /// - Parameter secondsToTarget: from `ConvergenceEstimate`.
  public func secondsLeft(secondsToTarget: Double?) -> Double? {
    let iterationsLeft = limitIterations.map { Double(max(0, $0 - iteration)) }
    let byIterations = iterationsPerSecond > 0 ? iterationsLeft.map { $0 / iterationsPerSecond } : nil
    let byTime = limitSeconds.map { max(0, $0 - seconds) }
    return [secondsToTarget, byIterations, byTime].compactMap(\.self).min()
  }
}
