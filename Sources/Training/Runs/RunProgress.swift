/// Where a training stands in its script: what a checkpoint holds besides the tables, so that a run that is resumed ends where it would have.
///
/// A script may call `run` several times. A resumed script makes the same calls: those that were over before the checkpoint return at once, the one
/// under way goes on with its count and its clock.
public struct RunProgress: Hashable, Sendable, Codable {
  /// The run that is under way or ended last, counted from 1; 0 before the first.
  public internal(set) var run = 0
  /// Iterations done when it began.
  public internal(set) var firstIteration = 0
  /// Seconds of it, those before a resume included.
  public internal(set) var seconds = 0.0
  /// Seconds of all runs before it.
  public internal(set) var earlierSeconds = 0.0
  /// How it ended, if it has.
  public internal(set) var ended: StopReason?
  /// Seconds of training before the last iteration: what schedules by the clock have seen.
  private var begun: Double?
  /// What a hook has put in the place of the script's cadences.
  public internal(set) var evaluate: Cadence?
  public internal(set) var checkpoint: Cadence?
  /// What evaluations that depend on the target have seen.
  var watch: TargetWatch?

  /// How often this process has called `run`: not part of a checkpoint.
  var calls = 0

  private enum CodingKeys: String, CodingKey { case run, firstIteration, seconds, earlierSeconds, ended, begun, evaluate, checkpoint, watch }

  public init() {}

  /// Seconds of all runs.
  public var totalSeconds: Double { earlierSeconds + seconds }

  /// Takes note of a call of `run`.
  ///
  /// - Returns: false for a run that was over before the checkpoint that was restored.
  mutating func enter(iteration: Int) -> Bool {
    calls += 1
    if calls > run {
      earlierSeconds = totalSeconds
      (run, firstIteration, seconds, ended) = (calls, iteration, 0, nil)
    }
    return calls == run
  }

  /// Takes note that an iteration begins; `seconds` must be up to date.
  mutating func begin(iteration: Int) -> TrainingMoment {
    defer { begun = totalSeconds }
    return TrainingMoment(iteration: iteration, seconds: totalSeconds, previous: begun ?? totalSeconds)
  }

  /// The most iterations, and seconds, that a file may speak of: sums of a few are still numbers.
  static let mostIterations = 1 << 50, mostSeconds = 1e13

  /// Whether a run could stand there; a file may say anything.
  var isSound: Bool {
    let counts = [run, firstIteration] + (watch?.iterations ?? []), times = [seconds, earlierSeconds, begun ?? 0]
    return counts.allSatisfy { 0...Self.mostIterations ~= $0 } && times.allSatisfy { 0...Self.mostSeconds ~= $0 }
      && [evaluate, checkpoint].compactMap { $0 }.allSatisfy { (try? $0.check("")) != nil }
  }

  /// A solve that goes on from a file under another script: its time counts, its runs do not.
  mutating func forgetRuns() { self = Self(earlierSeconds: totalSeconds) }

  private init(earlierSeconds: Double) { self.earlierSeconds = earlierSeconds }
}
