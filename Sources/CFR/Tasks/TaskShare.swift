/// One share of a phase, as it takes its tasks: first those that fall to it in every phase of the kind, whose tables its processor's caches may hold, then, from the
/// other end, what the others have left.
public struct TaskShare {
  private let claims: TaskClaims
  private let order: [UInt32]
  private let number: Int
  private let shares: Int
  private var step = 0

  /// - Parameters:
  ///   - number: 0 ..< `shares`; no two processes may work on the same one.
  ///   - order: all tasks of the phase.
  init(_ number: Int, of shares: Int, claims: TaskClaims, order: [UInt32]) {
    self.claims = claims
    self.order = order
    self.number = number
    self.shares = shares
  }

  /// Runs the next task that no other share has taken; false when there is none.
  public mutating func runNext(_ run: (Int) -> Void) -> Bool {
    let own = (order.count - number + shares - 1) / shares
    while step < own + order.count {
      let place = step < own ? number + step * shares : order.count - 1 - (step - own)
      step += 1
      let task = Int(order[place])
      guard claims.take(task, for: UInt32(number) + 1) else { continue }
      run(task)
      claims.finish(task)
      return true
    }
    return false
  }
}
