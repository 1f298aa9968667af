import Cards
import Game

/// Deals of the second street that are looked at together: their tasks are run at once, as many as there is room for what they leave behind.
final class ResponseBatch {
  /// Some forests of the second street on a deal.
  private struct Unit {
    let street: DealtStreet
    let group: ResponseCost.Group
    let tasks: Range<Int>
  }

  private let memory: ResponseMemory
  private let rules: GameRules
  private let side: BucketTables.Side
  private let cost: ResponseCost
  private var scratch: Scratch<Double>?
  private var units: [Unit] = []
  private var taskCount = 0
  private var sumCount = 0
  /// Deals that are behind it when the tasks begin, and when they are done.
  private(set) var deals = 0.0...0.0

  init(_ memory: ResponseMemory, _ rules: GameRules, _ side: BucketTables.Side) {
    (self.memory, self.rules, self.side) = (memory, rules, side)
    cost = ResponseCost(memory.root, rules, memory.layout.limits)
  }

  /// Adds a deal; runs what there is where its tasks find no room.
  func add(_ deal: Int, _ runTasks: SampledSolver.RunTasks) throws {
    let street = try DealtStreet(memory, rules, side, deal: deal)
    for group in cost.groups {
      let parts = cost.parts(group, boards: street.nextBoards), sums = cost.sums(group)
      if taskCount + parts.count > memory.layout.taskRoom || sumCount + parts.count * sums > memory.layout.sumRoom { try run(runTasks) }
      let first = taskCount
      for part in parts {
        memory.tasks[taskCount] = ResponseTask(
          deal: deal, firstForest: group.forests[0], lastForest: group.forests[group.forests.count - 1], leaf: group.leaf,
          firstBoard: part.lowerBound, endBoard: part.upperBound, start: sumCount)
        taskCount += 1
        sumCount += sums
      }
      units.append(Unit(street: street, group: group, tasks: first..<taskCount))
      deals = deals.lowerBound...deals.upperBound + 1 / Double(cost.groups.count)
    }
  }

  /// Runs the tasks and finds out what their deals are worth.
  func run(_ runTasks: SampledSolver.RunTasks) throws {
    if taskCount > 0 { try runTasks(taskCount) }
    for unit in units {
      let scratch = scratch ?? unit.street.makeScratch()
      self.scratch = scratch
      let tasks = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(start: memory.tasks, count: taskCount)[unit.tasks])
      unit.street.finish(Array(tasks), unit.group, scratch)
    }
    (units, taskCount, sumCount) = ([], 0, 0)
    deals = deals.upperBound...deals.upperBound
  }
}
