import CKernels

/// Which tasks of a pass are taken and done: a word a task, in the solve's memory.
///
/// Where tasks are short, a message for each costs more than the task: the coordinator and a worker wake each other for it. There a worker is given a *share*
/// of the pass instead, and takes one task after the other by itself, until none is left; the coordinator has a share, too, and does not sleep. A share that is
/// run again, because its worker died, does again what the first attempt had taken and not finished, and goes on.
struct TaskClaims {
  let words: UnsafeMutablePointer<UInt32>
  let count: Int

  private static let done = UInt32.max

  /// Nobody has anything.
  func clear() { for task in 0..<count { hl_set(words + task, 0) } }

  /// Runs all tasks that no other share has taken: first those that fall to this share in every pass, whose tables its processor's caches may hold, then, from the
  /// other end, what the others have left.
  ///
  /// - Parameter share: 0 ..< `shares`; no two processes may work on the same one.
  func work(share: Int, of shares: Int, order: [UInt32], run: (Int) -> Void) {
    let mine = UInt32(share) + 1, own = stride(from: share, to: order.count, by: shares)
    for place in Array(own) + order.indices.reversed() {
      let task = Int(order[place]), word = words + task
      guard hl_get(word) == mine || hl_take(word, mine) else { continue }
      run(task)
      hl_set(word, Self.done)
    }
  }

  /// The tasks that are done, ascending.
  var finished: [UInt32] { (0..<UInt32(count)).filter { hl_get(words + Int($0)) == Self.done } }
}
