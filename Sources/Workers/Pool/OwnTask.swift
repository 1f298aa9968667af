/// What the coordinator does itself of a batch, beside its workers: the first task of its order, step by step.
///
/// A step may be what kills whoever does it: one that ends by a signal (`shims_survive`) is a loss like that of a worker. From then on workers do such tasks.
public struct OwnTask {
  /// Does a part of the task, and says whether there is more. Workers are listened to between steps only, so each must be short.
  public var step: () -> Bool
  /// Called when a step has died in the middle. What it worked with may be in any state, and must not be used again.
  public var onDeath: () -> Void

  public init(step: @escaping () -> Bool, onDeath: @escaping () -> Void) {
    self.step = step
    self.onDeath = onDeath
  }
}
