/// How often something recurs: at every multiple of a number of iterations, or of a number of seconds of training.
///
/// A multiple counts when it was crossed, whether or not it was met: with iterations of 3 s, every 10 s is after 12, 21, 30 s. Several multiples
/// crossed at once count as one.
public struct Cadence: Hashable, Sendable, Codable {
  public enum Interval: Hashable, Sendable, Codable { case iterations(Int), seconds(Double) }

  public let interval: Interval
  /// Multiples that lie behind.
  private var crossed = 0

  private init(_ interval: Interval) { self.interval = interval }

  public static func iterations(_ count: Int) -> Cadence { Cadence(.iterations(count)) }
  public static func seconds(_ seconds: Double) -> Cadence { Cadence(.seconds(seconds)) }

  /// Begins at a point of the training: what lies behind is not due any more.
  public mutating func start(iteration: Int, seconds: Double) { crossed = multiples(iteration, seconds) }

  /// Whether a multiple was crossed since the last question, or since `start`.
  ///
  /// - Parameters:
  ///   - iteration: iterations done.
  ///   - seconds: of the whole training, those before a resume included; the clock is read only where they count.
  public mutating func isDue(iteration: Int, seconds: @autoclosure () -> Double) -> Bool {
    let multiples = multiples(iteration, seconds())
    defer { crossed = multiples }
    return multiples > crossed
  }

  private func multiples(_ iteration: Int, _ seconds: @autoclosure () -> Double) -> Int {
    switch interval {
    case .iterations(let count): iteration / count
    case .seconds(let interval): Int((seconds() / interval).rounded(.down))
    }
  }

  /// - Throws: `TrainingError.limit` for an interval that is not above 0.
  func check(_ what: String) throws(TrainingError) {
    switch interval {
    case .iterations(let count):
      guard count >= 1 else { throw .limit("\(what) every \(count) iterations: it must be 1 or more") }
    case .seconds(let seconds):
      guard seconds >= 1e-3, seconds.isFinite else { throw .limit("\(what) every \(seconds) s: it must be 0.001 or more") }
    }
  }
}

extension Cadence: CustomStringConvertible {
  public var description: String {
    switch interval {
    case .iterations(let count): "every \(count) iteration\(count == 1 ? "" : "s")"
    case .seconds(let seconds): "every \(seconds) s"
    }
  }
}
