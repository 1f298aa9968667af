import CFR

/// The schedules that hooks have put in the place of a sampled training's own, as a checkpoint holds them.
struct HookChanges: Codable, Hashable {
  private var discount: SavedSchedule<Discount>?
  private var traversals: SavedSchedule<Double>?
  private var exploration: SavedSchedule<Double>?
  private var pruneBelow: SavedSchedule<Double>?

  var isEmpty: Bool { self == HookChanges() }

  /// Takes note of what a hook has changed.
  mutating func note(_ changes: RunChanges) {
    if let other = changes.discount { discount = SavedSchedule(other) }
    if let other = changes.traversals { traversals = SavedSchedule(other) }
    if let other = changes.exploration { exploration = SavedSchedule(other) }
    if let other = changes.pruneBelow { pruneBelow = SavedSchedule(other) }
  }

  /// The changes as a hook would make them again. One that no file holds ends the next iteration, unless a hook gives it anew.
  var changes: RunChanges {
    var changes = RunChanges()
    changes.discount = discount?.schedule(Self.lost("discount"))
    changes.traversals = traversals?.schedule(Self.lost("traversals"))
    changes.exploration = exploration?.schedule(Self.lost("exploration"))
    changes.pruneBelow = pruneBelow?.schedule(Self.lost("prune_below"))
    return changes
  }

  private static func lost(_ key: String) -> (_ name: String) -> TrainingError {
    { .schedule("a hook had changed `\(key)` to \($0), which no checkpoint holds: return it from on_start to go on") }
  }
}
