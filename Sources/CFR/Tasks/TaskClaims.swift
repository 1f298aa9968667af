import CKernels

/// Which tasks of a phase of an iteration are taken and done: a word a task, in the solve's memory.
///
/// Where tasks are short, a message for each costs more than the task: the coordinator and a worker wake each other for it. There a worker is given a *share*
/// of the phase instead, and takes one task after the other by itself, until none is left; the coordinator has a share, too, and does not sleep. A share that is
/// run again, because its worker died, does again what the first attempt had taken and not finished, and goes on.
struct TaskClaims {
  let words: UnsafeMutablePointer<UInt32>
  let count: Int

  private static let done = UInt32.max

  /// Nobody has anything.
  func clear() { for task in 0..<count { hl_set(words + task, 0) } }

  /// A task is done, and stays so.
  func finish(_ task: Int) { hl_set(words + task, Self.done) }

  /// Whether the task is the share's: taken by it before and not finished, or taken now.
  func take(_ task: Int, for share: UInt32) -> Bool { hl_get(words + task) == share || hl_take(words + task, share) }

  /// The tasks that are done, ascending.
  var finished: [UInt32] { (0..<UInt32(count)).filter { hl_get(words + Int($0)) == Self.done } }

  /// The task that a share has taken and not finished; nil between tasks.
  func underWay(share: Int) -> UInt32? { (0..<UInt32(count)).first { hl_get(words + Int($0)) == UInt32(share) + 1 } }
}
