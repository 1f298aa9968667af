/// A number that may change over a run.
public struct NumberSchedule {
  /// What people call it.
  let name: String
  private let rule: (TrainingMoment) throws -> Double
  /// The number, if it stays.
  let constant: Double?

  /// The value for the iteration that begins at a moment.
  public func value(_ moment: TrainingMoment) throws -> Double { try rule(moment) }

  /// A number that stays.
  public init(_ value: Double) {
    name = "\(value)"
    rule = { _ in value }
    constant = value
  }

  /// A function of the iteration, counted from 1.
  public init(name: String = "a function", _ function: @escaping (_ iteration: Int) throws -> Double) {
    self.name = name
    rule = { try function($0.iteration) }
    constant = nil
  }

  public init(_ points: Breakpoints<Double>) {
    name = points.text { "\($0)" }
    rule = { points.value($0) { $0 + ($1 - $0) * $2 } }
    constant = nil
  }
}
