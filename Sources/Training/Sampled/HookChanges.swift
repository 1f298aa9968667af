import CFR

/// The schedules that hooks have put in the place of a sampled training's own, as a checkpoint holds them.
struct HookChanges: Codable, Hashable {
  /// A schedule in a file: numbers and variants, but no functions and breakpoints.
  struct Change<Value: Codable & Hashable>: Codable, Hashable {
    /// What people call it.
    var name: String
    /// Nil for what no file holds.
    var value: Value?
  }

  private var discount: Change<Discount>?
  private var traversals: Change<Double>?
  private var exploration: Change<Double>?
  private var pruneBelow: Change<Double>?

  var isEmpty: Bool { self == HookChanges() }

  /// Takes note of what a hook has changed.
  mutating func note(_ changes: RunChanges) {
    if let other = changes.discount { discount = Change(name: other.name, value: other.variant) }
    if let other = changes.traversals { traversals = Self.change(other) }
    if let other = changes.exploration { exploration = Self.change(other) }
    if let other = changes.pruneBelow { pruneBelow = Self.change(other) }
  }

  private static func change(_ schedule: NumberSchedule) -> Change<Double> {
    Change(name: schedule.constant.map { "\($0)" } ?? "a schedule", value: schedule.constant)
  }

  /// The changes as a hook would make them again. One that no file holds ends the next iteration, unless a hook gives it anew.
  var changes: RunChanges {
    var changes = RunChanges()
    changes.discount = discount.map { change in
      change.value.map { DiscountSchedule($0, name: change.name) }
        ?? DiscountSchedule(name: change.name, predicts: false) { _ in throw Self.lost("discount", change.name) }
    }
    changes.traversals = traversals.map { Self.schedule($0, "traversals") }
    changes.exploration = exploration.map { Self.schedule($0, "exploration") }
    changes.pruneBelow = pruneBelow.map { Self.schedule($0, "prune_below") }
    return changes
  }

  private static func schedule(_ change: Change<Double>, _ key: String) -> NumberSchedule {
    change.value.map { NumberSchedule($0) } ?? NumberSchedule { _ in throw lost(key, change.name) }
  }

  private static func lost(_ key: String, _ name: String) -> TrainingError {
    .schedule("a hook had changed `\(key)` to \(name), which no checkpoint holds: return it from on_start to go on")
  }
}
