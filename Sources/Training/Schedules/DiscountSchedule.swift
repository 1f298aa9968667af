import CFR

/// The weights of each iteration: a stored variant, breakpoints, or whatever a script's function says.
public struct DiscountSchedule {
  /// What people call it.
  public let name: String
  /// The stored variant; nil for other schedules.
  public let variant: Discount?
  /// Whether play needs the last instantaneous regrets; decides the tables, so it cannot change during a run.
  public let predicts: Bool
  /// Whether iterations alone decide, and no clock: then the next one's weights are known.
  private let isForeseen: Bool
  private let alone: (TrainingMoment) throws -> DiscountFactors

  /// The weights of the iteration that begins at a moment. Where the next iteration's are wanted too (`DiscountFactors.averageAhead`) and an error is all that is to
  /// be had of them, it is left to that iteration.
  public func factors(_ moment: TrainingMoment) throws -> DiscountFactors {
    var factors = try alone(moment)
    if isForeseen, let next = try? alone(TrainingMoment(iteration: moment.iteration + 1)), next.areUsable {
      factors.lookAhead(to: next)
    }
    return factors
  }

  public init(_ variant: Discount, name: String) {
    self.init(name: name, variant: variant, predicts: variant.predicts, isForeseen: true, factors: Self.remembered(variant.factorsAlone))
  }

  /// - Parameter factors: of iteration T, counted from 1. It is asked once about each, one iteration ahead.
  public init(name: String, predicts: Bool, factors: @escaping (Int) throws -> DiscountFactors) {
    self.init(name: name, variant: nil, predicts: predicts, isForeseen: true, factors: Self.remembered(factors))
  }

  /// A function of the iteration that is asked once for each, though its answer is wanted for that iteration and the one before.
  private static func remembered(_ factors: @escaping (Int) throws -> DiscountFactors) -> (TrainingMoment) throws -> DiscountFactors {
    var last: (iteration: Int, factors: DiscountFactors)?
    return { moment in
      if let last, last.iteration == moment.iteration { return last.factors }
      let found = try factors(moment.iteration)
      last = (moment.iteration, found)
      return found
    }
  }

  private init(
    name: String, variant: Discount?, predicts: Bool, isForeseen: Bool, factors: @escaping (TrainingMoment) throws -> DiscountFactors
  ) {
    self.name = name
    self.variant = variant
    self.predicts = predicts
    self.isForeseen = isForeseen
    alone = factors
  }

  /// One schedule after the other. Between two points of a linear one, factors are mixed; whether regrets are cut off at 0 is the earlier's.
  public init(_ points: Breakpoints<DiscountSchedule>, name: String, predicts: Bool) {
    let isForeseen = points.points.allSatisfy { point in
      if case .iteration = point.place { point.value.isForeseen } else { false }
    }
    self.init(name: name, variant: nil, predicts: predicts, isForeseen: isForeseen) { moment in
      try points.value(moment) { from, to, part in
        let mixed = try from.alone(moment).mixed(with: to.alone(moment), part)
        return DiscountSchedule(name: name, variant: nil, predicts: predicts, isForeseen: true) { _ in mixed }
      }.alone(moment)
    }
  }

  /// Weights that count once at each multiple of an interval, and not at all in other iterations; Pluribus (Brown & Sandholm 2019) discounts
  /// this way, by n / (n + 1) at the n-th of 10 minutes. Where an iteration crosses several multiples, their weights are multiplied.
  ///
  /// - Parameters:
  ///   - most: the multiples that count; nil for all.
  ///   - factors: of the n-th multiple, counted from 1.
  public init(every interval: Cadence.Interval, most: Int?, name: String, factors: @escaping (_ n: Int) throws -> DiscountFactors) {
    let isForeseen = if case .iterations = interval { true } else { false }
    self.init(name: name, variant: nil, predicts: false, isForeseen: isForeseen) { moment in
      var product = DiscountFactors()
      for n in moment.crossed(interval) where n <= most ?? .max { product = product.times(try factors(n)) }
      return product
    }
  }
}

extension DiscountFactors {
  /// These factors and others in their place for a share `part`.
  fileprivate func mixed(with other: DiscountFactors, _ part: Double) -> DiscountFactors {
    func mix(_ factor: (DiscountFactors) -> Double) -> Double { factor(self) + (factor(other) - factor(self)) * part }
    return DiscountFactors(
      positive: mix(\.positive), negative: mix(\.negative), average: mix(\.average), floorsAtZero: floorsAtZero, play: mix(\.play),
      prediction: mix(\.prediction))
  }

  fileprivate func times(_ other: DiscountFactors) -> DiscountFactors {
    DiscountFactors(
      positive: positive * other.positive, negative: negative * other.negative, average: average * other.average,
      floorsAtZero: floorsAtZero || other.floorsAtZero)
  }
}
