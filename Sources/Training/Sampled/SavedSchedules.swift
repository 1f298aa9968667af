import CFR

/// A schedule in a file: numbers and variants, but no functions and breakpoints, of which the name is kept.
struct SavedSchedule<Value: Codable & Hashable>: Codable, Hashable {
  /// What people call it.
  var name: String
  /// Nil for what no file holds.
  var value: Value?
}

extension SavedSchedule<Double> {
  init(_ schedule: NumberSchedule) { self.init(name: schedule.name, value: schedule.constant) }

  /// - Parameter lost: what to throw of a schedule that no file holds, when it is asked.
  func schedule(_ lost: @escaping (_ name: String) -> TrainingError) -> NumberSchedule {
    value.map { NumberSchedule($0) } ?? NumberSchedule(name: name) { [name] _ in throw lost(name) }
  }
}

extension SavedSchedule<Discount> {
  init(_ schedule: DiscountSchedule) { self.init(name: schedule.name, value: schedule.variant) }

  func schedule(_ lost: @escaping (_ name: String) -> TrainingError) -> DiscountSchedule {
    value.map { DiscountSchedule($0, name: name) } ?? DiscountSchedule(name: name, predicts: false) { [name] _ in throw lost(name) }
  }
}

/// All schedules of a sampled training in a file.
struct SavedSchedules: Codable, Hashable {
  private var discount: SavedSchedule<Discount>
  private var exploration: SavedSchedule<Double>
  private var traversals: SavedSchedule<Double>?
  private var pruneBelow: SavedSchedule<Double>?
  private var pruneFraction: Double
  private var pruneStart: Cadence.Interval
  private var averageStart: Cadence.Interval
  /// Nil where regrets may fall without end.
  private var floor: Double?

  init(_ schedules: SampledJob.Schedules) {
    discount = SavedSchedule(schedules.discount)
    exploration = SavedSchedule(schedules.exploration)
    traversals = schedules.traversals.map { SavedSchedule($0) }
    pruneBelow = schedules.pruneBelow.map { SavedSchedule($0) }
    pruneFraction = schedules.pruneFraction
    pruneStart = schedules.pruneStart
    averageStart = schedules.averageStart
    floor = schedules.floor.isFinite ? schedules.floor : nil
  }

  /// The schedules as they were. One that no file holds ends the next iteration, unless it is replaced.
  var schedules: SampledJob.Schedules {
    var schedules = SampledJob.Schedules(discount: discount.schedule(Self.lost("discount")))
    schedules.exploration = exploration.schedule(Self.lost("exploration"))
    schedules.traversals = traversals?.schedule(Self.lost("traversals"))
    schedules.pruneBelow = pruneBelow?.schedule(Self.lost("prune_below"))
    schedules.pruneFraction = pruneFraction
    schedules.pruneStart = pruneStart
    schedules.averageStart = averageStart
    schedules.floor = floor ?? -.infinity
    return schedules
  }

  /// What to throw of a schedule that no file holds.
  static func lost(_ key: String) -> (_ name: String) -> TrainingError {
    { .schedule("the training's \(key) was \($0), which no file holds: give `schedule = { \(key) = ... }` to holdem.load to go on") }
  }

  /// Whether a damaged file could have said so.
  var isSound: Bool {
    func isSound(_ start: Cadence.Interval) -> Bool {
      switch start {
      case .iterations(let count): 0...RunProgress.mostIterations ~= count
      case .seconds(let seconds): seconds >= 0 && seconds.isFinite
      }
    }
    return 0...1 ~= pruneFraction && (floor ?? 0) <= 0 && isSound(pruneStart) && isSound(averageStart)
  }
}
