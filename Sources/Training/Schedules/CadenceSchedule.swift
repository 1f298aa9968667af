/// A cadence that may change over a run.
public struct CadenceSchedule {
  private let rule: (TrainingMoment) throws -> Cadence

  /// The cadence that holds from a moment on.
  public func cadence(_ moment: TrainingMoment) throws -> Cadence { try rule(moment) }

  /// One that stays.
  public init(_ cadence: Cadence) { rule = { _ in cadence } }

  /// A function of the iteration, counted from 1.
  public init(_ function: @escaping (_ iteration: Int) throws -> Cadence) { rule = { try function($0.iteration) } }

  /// Steps: a cadence is not half of one and half of another.
  public init(_ points: Breakpoints<Cadence>) { rule = { points.value($0) { from, _, _ in from } } }
}
