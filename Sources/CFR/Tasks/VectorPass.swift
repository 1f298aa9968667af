import CKernels

/// One traversal of the whole game for one player.
public struct VectorPass: BitwiseCopyable, Sendable {
  public enum Mode: UInt8, BitwiseCopyable, Sendable {
    /// Regrets and averages move.
    case train
    /// Best response and value of the averages; nothing is written.
    case evaluate
  }

  public var mode: Mode
  public var player: UInt8
  /// The weights of the iteration; used in training.
  var update: hl_update
  /// For each arena: the shift, in numbers, at which its blocks lie when the pass begins.
  var shift: PlayerPair<Int>
  /// The shift at which the pass writes the traverser's blocks.
  var shiftOut: Int

  /// Whether the blocks move towards the end of the arena, so that the pass runs from the last task to the first.
  public var runsBackward: Bool { mode == .train && shiftOut > shift[Int(player)] }
}

extension VectorPass {
  /// The order in which the tasks are sent out: an index a task.
  ///
  /// - Parameter done: tasks that an earlier attempt at the pass has done. Their blocks still have to move with the others: an index above
  ///   those of all tasks, so much higher as there are tasks, stands for that.
  public func order(_ game: VectorGame, done: [Int] = []) -> [UInt32] {
    var tasks = Array(0..<UInt32(game.tasks.count))
    for task in done { tasks[task] += UInt32(tasks.count) }
    return runsBackward ? tasks.reversed() : tasks
  }

  /// Whether the task at a place of the order may be sent while the one at `oldest` is unfinished: its output must not touch what an
  /// unfinished task still reads.
  public func admits(_ place: Int, oldest: Int, _ game: VectorGame, _ layout: VectorLayout) -> Bool {
    guard mode == .train, layout.gap[Int(player)] > 0 else { return true }
    let last = game.tasks.count - 1
    let low = game.tasks[runsBackward ? last - place : oldest], high = game.tasks[runsBackward ? last - oldest : place]
    let player = Int(player)
    return high.start[player] + high.size[player] - low.start[player] <= layout.gap[player]
  }
}
