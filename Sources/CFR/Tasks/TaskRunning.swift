/// Runs tasks on a solve's memory, in whatever process it is.
public protocol TaskRunning: AnyObject {
  /// Runs one task of the phase that the memory's head describes, by its index. What it writes depends on the task and the tables alone.
  func run(task index: Int)
}

/// Runs shares of a phase too.
public protocol ShareRunning: TaskRunning {
  /// A share of the phase that the memory's head describes; see `TaskShare`.
  func share(_ number: Int) -> TaskShare
}

extension ShareRunning {
  /// Runs all tasks of the phase that no other share has taken.
  public func run(share number: Int) {
    var share = share(number)
    while share.runNext(run(task:)) {}
  }
}
