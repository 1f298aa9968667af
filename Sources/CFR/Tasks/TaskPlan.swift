/// Cuts a pass into tasks. The cut depends on the game alone, never on the number of workers.
struct TaskPlan {
  private(set) var tasks: [VectorTask] = []

  /// Enough tasks to keep many workers busy to the end of a pass.
  private static let wanted = 128
  /// Cells (numbers of both players' tables) under which a task is not worth a message.
  private static let smallest = 50_000

  /// The number of groups to split the second street's roots into, given the number of its boards.
  static func groups(boards: Int) -> Int { boards == 0 ? 1 : max(1, min(16, (wanted + boards - 1) / boards)) }

  init(_ game: VectorGame) {
    guard game.lastLevel >= 1 else { return }
    let boards = game.levelStart[1]..<game.levelStart[2]
    let rootBoard = game.boards[0]
    var firstLeaf: Int32 = 0
    for index in game.forests.indices where game.forests[index].level == 1 {
      let forest = game.forests[index]
      var board = boards.lowerBound
      while board < boards.upperBound {
        var task = VectorTask(
          forest: Int32(index), firstBoard: Int32(board), boardCount: 0, firstLeaf: firstLeaf, output: 0, start: .init(0, 0), size: .init(0, 0))
        while board < boards.upperBound, task.boardCount == 0 || task.size[0] + task.size[1] < Self.smallest {
          for player in 0..<2 { task.size[player] += game.subtreeSize(player, forest: index, board: board) }
          task.boardCount += 1
          board += 1
        }
        tasks.append(task)
      }
      firstLeaf += forest.rootCount
    }
    // Large tasks first, so that a pass does not end with one worker busy; equal ones stay in the order of the tree.
    let order = tasks.indices.sorted { (tasks[$1].size[0] + tasks[$1].size[1], $0) < (tasks[$0].size[0] + tasks[$0].size[1], $1) }
    tasks = order.map { tasks[$0] }
    let width = Int(max(rootBoard.hands0.stride, rootBoard.hands1.stride))
    var start = PlayerPair(0, 0)
    var output = 0
    for i in tasks.indices {
      tasks[i].start = start
      tasks[i].output = output
      for player in 0..<2 { start[player] += tasks[i].size[player] }
      output += Int(game.forests[Int(tasks[i].forest)].rootCount) * 2 * width
    }
  }
}
