import CFR

extension SampledJob.Schedules {
  /// What the iteration that begins at a moment does.
  ///
  /// - Parameter planned: the traversals of an iteration where no schedule says how many.
  /// - Throws: `TrainingError.schedule` for a value out of its range, what a Lua function throws.
  func step(_ moment: TrainingMoment, sampling: Sampling, traversals planned: Int) throws -> SampledStep {
    func value(_ schedule: NumberSchedule, _ name: String, in range: ClosedRange<Double>, _ expected: String) throws -> Double {
      let x = try schedule.value(moment)
      guard range.contains(x) else { throw TrainingError.schedule("the \(name) of iteration \(moment.iteration) is \(x): it must be \(expected)") }
      return x
    }
    func hasBegun(_ start: Cadence.Interval) -> Bool {
      switch start {
      case .iterations(let first): moment.iteration > first
      case .seconds(let first): moment.seconds >= first
      }
    }
    var step = SampledStep(traversals: planned, floor: floor)
    if let traversals {
      step.traversals = Int(try value(traversals, "number of traversals", in: 1...1e9, "a number from 1 to 1e9"))
    }
    if sampling == .outcome {
      step.exploration = try value(exploration, "exploration", in: 0...1, "a number from 0 to 1")
    }
    if let pruneBelow, hasBegun(pruneStart) {
      step.pruning = Pruning(
        below: try value(pruneBelow, "pruning threshold", in: -1e300...0, "a number up to 0"),
        fraction: pruneFraction)
    }
    step.averages = hasBegun(averageStart)
    return step
  }
}
