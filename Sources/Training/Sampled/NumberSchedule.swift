/// A number that may change over a run.
public struct NumberSchedule {
  /// How breakpoints are joined.
  public enum Shape: String, Sendable { case steps, linear }

  /// A value from an iteration, or from a time of training in seconds, on.
  public struct Breakpoint: Hashable, Sendable {
    public enum Place: Hashable, Sendable { case iteration(Int), seconds(Double) }
    public var place: Place
    public var value: Double

    public init(_ place: Place, _ value: Double) {
      self.place = place
      self.value = value
    }
  }

  private let rule: (_ iteration: Int, _ seconds: Double) throws -> Double

  /// The value for an iteration, counted from 1.
  ///
  /// - Parameter seconds: of the whole training so far, those before a resume included.
  public func value(iteration: Int, seconds: Double) throws -> Double { try rule(iteration, seconds) }

  /// A number that stays.
  public init(_ value: Double) { rule = { _, _ in value } }

  /// A function of the iteration.
  public init(_ function: @escaping (_ iteration: Int) throws -> Double) { rule = { iteration, _ in try function(iteration) } }

  /// Breakpoints in ascending order, all by iteration or all by time; before the first its value holds, after the last its own.
  public init(_ points: [Breakpoint], shape: Shape) {
    precondition(!points.isEmpty, "a schedule has at least one breakpoint")
    rule = { iteration, seconds in
      func position(_ point: Breakpoint) -> (at: Double, now: Double) {
        switch point.place {
        case .iteration(let at): (Double(at), Double(iteration))
        case .seconds(let at): (at, seconds)
        }
      }
      guard let index = points.lastIndex(where: { position($0).at <= position($0).now }) else { return points[0].value }
      guard shape == .linear, index + 1 < points.count else { return points[index].value }
      let (from, now) = position(points[index]), to = position(points[index + 1]).at
      return points[index].value + (points[index + 1].value - points[index].value) * (now - from) / (to - from)
    }
  }
}
