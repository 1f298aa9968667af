/// Values over a run, each from an iteration or from a time of training on.
///
/// Before the first point its value holds, after the last its own.
public struct Breakpoints<Value> {
  /// How points are joined.
  public enum Shape: String, Sendable { case steps, linear }

  public enum Place: Hashable, Sendable {
    /// Counted from 1; 0 stands for the beginning too.
    case iteration(Int)
    /// Of training, those before a resume included.
    case seconds(Double)
  }

  /// A value from a place on.
  public struct Point {
    public let place: Place
    public let value: Value

    public init(_ place: Place, _ value: Value) {
      self.place = place
      self.value = value
    }
  }

  public let points: [Point]
  public let shape: Shape

  /// - Parameter points: at least one, ascending, all by iteration or all by time.
  public init(_ points: [Point], shape: Shape) {
    precondition(!points.isEmpty, "a schedule has at least one breakpoint")
    self.points = points
    self.shape = shape
  }

  /// The schedule in one line: `breakpoints (0: 0.6; 1000: 0.3; steps)`.
  public func text(_ value: (Value) -> String) -> String {
    let points = points.map { point in
      switch point.place {
      case .iteration(let iteration): "\(iteration): \(value(point.value))"
      case .seconds(let seconds): "\(Int(exactly: seconds).map { "\($0)" } ?? "\(seconds)") s: \(value(point.value))"
      }
    }
    return "breakpoints (\(points.joined(separator: "; ")); \(shape))"
  }

  /// The value at a moment; between two points of a linear schedule `mix` joins theirs, the second with the share `part` (0 ..< 1).
  public func value(_ moment: TrainingMoment, mix: (_ from: Value, _ to: Value, _ part: Double) throws -> Value) rethrows -> Value {
    func position(_ place: Place) -> (at: Double, now: Double) {
      switch place {
      case .iteration(let at): (Double(at), Double(moment.iteration))
      case .seconds(let at): (at, moment.seconds)
      }
    }
    guard let index = points.lastIndex(where: { position($0.place).at <= position($0.place).now }) else { return points[0].value }
    guard shape == .linear, index + 1 < points.count else { return points[index].value }
    let (from, now) = position(points[index].place), to = position(points[index + 1].place).at
    return try mix(points[index].value, points[index + 1].value, (now - from) / (to - from))
  }
}

/// When an iteration begins.
public struct TrainingMoment: Hashable, Sendable {
  /// The iteration, counted from 1.
  public var iteration: Int
  /// Seconds of training before it, those before a resume included.
  public var seconds: Double
  /// Seconds of training before the iteration before it.
  public var previous: Double

  public init(iteration: Int, seconds: Double = 0, previous: Double = 0) {
    self.iteration = iteration
    self.seconds = seconds
    self.previous = previous
  }

  /// The multiples of an interval, counted from 1, that were crossed since the iteration before this one began.
  public func crossed(_ interval: Cadence.Interval) -> Range<Int> {
    let (before, now) =
      switch interval {
      case .iterations(let count): (max(0, iteration - 2) / count, (iteration - 1) / count)
      case .seconds(let length): (Int((previous / length).rounded(.down)), Int((seconds / length).rounded(.down)))
      }
    return before + 1..<max(before, now) + 1
  }
}
