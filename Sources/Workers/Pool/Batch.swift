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
  /// What a worker that was lost over a task of the batch, or the coordinator, was doing, where that can be told more exactly: an index that the caller knows,
  /// or nil for nothing that could be blamed. Without it, the task itself.
  public var culprit: ((_ index: UInt32) -> UInt32?)?

  public init(
    kind: UInt32, argument: UInt64 = 0, order: [UInt32],
    admits: ((_ position: Int, _ oldest: Int) -> Bool)? = nil, culprit: ((_ index: UInt32) -> UInt32?)? = nil
  ) {
    self.kind = kind
    self.argument = argument
    self.order = order
    self.admits = admits
    self.culprit = culprit
  }

  /// A batch of the tasks 0 ..< `count`.
  public init(kind: UInt32, argument: UInt64 = 0, count: Int) {
    self.init(kind: kind, argument: argument, order: (0..<count).map { UInt32($0) })
  }
}
