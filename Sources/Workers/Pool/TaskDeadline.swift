/// How long a worker may take for one task before it counts as hung.
///
/// The limit follows what tasks of the same kind have taken, so that a slow machine does not kill healthy workers; a
/// task that was killed for it gets four times as long when it runs again.
public struct TaskDeadline: Equatable, Sendable {
  /// The limit while no task of a kind has finished, and for a worker to start.
  public var initial: Duration
  /// The least limit.
  public var floor: Duration
  /// The limit as a multiple of the slowest task of the kind so far.
  public var factor: Int
  /// From SIGTERM to SIGKILL.
  public var grace: Duration

  public init(
    initial: Duration = .seconds(600), floor: Duration = .seconds(10), factor: Int = 50,
    grace: Duration = .seconds(1)
  ) {
    self.initial = initial
    self.floor = floor
    self.factor = factor
    self.grace = grace
  }

  /// The limit for a task whose kind took at most `slowest` so far and which was killed for its deadline `hangs` times.
  func limit(slowest: Duration?, hangs: Int) -> Duration {
    let limit = slowest.map { max(floor, $0 * factor) } ?? max(floor, initial)
    return limit * (1 << (2 * min(hangs, 8)))
  }
}
