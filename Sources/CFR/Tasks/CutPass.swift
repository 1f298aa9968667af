/// A training pass that an error ended before all its tasks were done.
///
/// Nothing is lost then: the blocks of tasks that were done are new, all others are as they were before the pass, and the coordinator's own street
/// has been put back. With the results of the tasks that were done, any number of workers can finish the pass to the bytes of one that nothing disturbed.
public struct CutPass: Hashable, Sendable, Codable {
  /// The traverser.
  public var player: Int
  /// The weights of its iteration.
  public var factors: DiscountFactors
  /// The tasks that were done, ascending.
  public var done: [Int]

  public init(player: Int, factors: DiscountFactors, done: [Int] = []) {
    self.player = player
    self.factors = factors
    self.done = done
  }

  /// Whether the iteration has changed nothing yet.
  var isAtStart: Bool { player == 0 && done.isEmpty }

  /// Whether this can be a pass of a game.
  public func fits(_ game: VectorGame) -> Bool {
    0...1 ~= player && done.allSatisfy { game.tasks.indices.contains($0) } && zip(done, done.dropFirst()).allSatisfy { $0 < $1 }
  }
}

/// Thrown by whoever runs the tasks of a training pass, when an error ends them: what was done before it. No task may be running any more.
public struct UnfinishedPass: Error {
  /// Indices of the pass's order that were done.
  public var done: [UInt32]
  public var cause: any Error

  public init(done: [UInt32], cause: any Error) {
    self.done = done
    self.cause = cause
  }
}
