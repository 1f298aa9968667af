import CShims

/// Steps of a task until it is time to listen, as C calls them.
struct OwnStretch {
  let step: () -> Bool
  let end: SuspendingClock.Instant
  private(set) var isTaskDone = false

  init(_ step: @escaping () -> Bool, until end: SuspendingClock.Instant) {
    self.step = step
    self.end = end
  }

  /// - Returns: the signal that a step has died of; 0 if none did.
  mutating func survive() -> Int32 {
    withUnsafeMutablePointer(to: &self) { stretch in
      shims_survive({ $0?.assumingMemoryBound(to: OwnStretch.self).pointee.run() }, stretch)
    }
  }

  private mutating func run() {
    let clock = SuspendingClock()
    while step() { if clock.now >= end { return } }
    isTaskDone = true
  }
}
