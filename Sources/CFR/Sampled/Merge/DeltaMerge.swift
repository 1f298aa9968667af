import CKernels

/// Adds the logs of all tasks to one part of the tables, in the order of the tasks.
///
/// A worker may be killed at any moment, and additions must not happen twice. So each chunk of a log is added in two steps: all its rows are copied aside, and the
/// state says that they are; the rows are set to old + delta, and the state says that it is done. Whoever takes over in between puts the
/// copies back, adds the chunk again, and goes on behind it.
struct DeltaMerge {
  private let memory: SampledMemory
  private let number: Int
  private let part: TablePart
  private let state: MergeState
  private let catchingUp: hl_catching_up
  /// What is added to sums of strategies is multiplied by this.
  private let weight: Float

  init(_ memory: SampledMemory, part number: Int) {
    self.memory = memory
    self.number = number
    part = memory.part(number)
    state = memory.merge(number)
    let ledger = memory.ledger
    catchingUp = hl_catching_up(products: ledger.products, now: ledger.now, floor: ledger.floor)
    weight = Float(1 / ledger.average)
  }

  func run() {
    // Two counts a chunk: its rows were copied aside, they were set.
    let reached = state.progress.pointee
    var count: UInt64 = 0
    for task in 0..<memory.layout.tasks {
      var next = memory.head(task).first[number]
      while next >= 0 {
        let chunk = memory.chunk(next, task: task)
        next = chunk.next
        count += 2
        guard count > reached else { continue }
        if next >= 0 { hl_prefetch_rows(memory.tables, memory.chunk(next, task: task).entries(part)) }
        let entries = chunk.entries(part)
        if count == reached + 1 { restore(entries) } else { copy(entries) }
        hl_publish(state.progress, count - 1)
        add(entries)
        hl_publish(state.progress, count)
      }
    }
  }

  private func copy(_ entries: hl_entries) { hl_copy_rows(memory.tables, entries, Int32(part.rowLanes), state.rows) }

  /// A row that has several entries was copied as often, each time as it was before the first.
  private func restore(_ entries: hl_entries) { hl_restore_rows(memory.tables, entries, Int32(part.rowLanes), state.rows) }

  private func add(_ entries: hl_entries) {
    let actions = Int32(part.actions)
    if part.isAverage {
      hl_add_sums(memory.tables, entries, actions, weight)
    } else {
      hl_add_regrets(memory.tables, entries, actions, catchingUp)
    }
  }
}
