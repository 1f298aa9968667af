/// A list of tasks that are done together.
public struct Batch {
  /// What is to be done; see `WorkerTask.kind`.
  public var kind: UInt32
  /// Handed to every task.
  public var argument: UInt64
  /// The indices of the tasks, in the order in which they are sent out.
  public var order: [UInt32]
  /// Whether the task at `position` in `order` may be sent out while the task at `oldest` is the first that is
  /// unfinished: a sliding window, for example of memory that results occupy. Not asked when `oldest` is `position`
  /// itself, so that there is always progress. A task that runs again is not asked about again.
  public var admits: ((_ position: Int, _ oldest: Int) -> Bool)?

  public init(
    kind: UInt32, argument: UInt64 = 0, order: [UInt32],
    admits: ((_ position: Int, _ oldest: Int) -> Bool)? = nil
  ) {
    self.kind = kind
    self.argument = argument
    self.order = order
    self.admits = admits
  }

  /// A batch of the tasks 0 ..< `count`.
  public init(kind: UInt32, argument: UInt64 = 0, count: Int) {
    self.init(kind: kind, argument: argument, order: (0..<count).map { UInt32($0) })
  }
}
