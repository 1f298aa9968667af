/// A piece of a pass that a worker does on its own: the lines of one forest below the root's street, on consecutive boards.
public struct VectorTask: BitwiseCopyable, Sendable {
  public var forest: Int32
  public var firstBoard: Int32
  public var boardCount: Int32
  /// The first of the root forest's deal nodes that the forest's roots grow from.
  public var firstLeaf: Int32
  /// Where the task's rows of the frontier's results begin, in numbers.
  public var output: Int
  /// In each player's tables: where the task's block begins and how long it is, in numbers, before any shift of the arena.
  public var start: PlayerPair<Int>
  public var size: PlayerPair<Int>
}
