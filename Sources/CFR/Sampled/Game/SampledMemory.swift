/// A view of a sampled solve's memory. It owns nothing; whoever made the memory keeps it alive.
struct SampledMemory {
  let base: UnsafeMutableRawPointer
  let layout: SampledLayout
  let game: SampledGame
  /// Lanes that the number of a row takes in a log.
  let numberLanes: Int

  /// Reads memory that the coordinator has laid out.
  init(_ base: UnsafeMutableRawPointer) {
    self.base = base
    let control = base.assumingMemoryBound(to: SampledControl.self).pointee
    precondition(control.magic == SampledControl.magic, "not the memory of a sampled solve")
    layout = control.layout
    game = SampledGame(image: UnsafeRawPointer(base) + layout.image)
    numberLanes = game.lanes > 1 << 32 ? 2 : 1
  }

  var control: UnsafeMutablePointer<SampledControl> { base.assumingMemoryBound(to: SampledControl.self) }
  var ledger: DiscountLedger { DiscountLedger(base + layout.ledger) }
  /// Regrets and sums of strategies; see `SampledLayout`.
  var tables: UnsafeMutablePointer<Float> { (base + layout.tables).assumingMemoryBound(to: Float.self) }

  /// What the tasks of an assessment found.
  var results: UnsafeMutablePointer<Assessment.Sums> { (base + layout.results).assumingMemoryBound(to: Assessment.Sums.self) }
  /// By seat and combo: how often the jam/fold equilibrium puts its chips in.
  var jams: UnsafeMutablePointer<Float> { (base + layout.jams).assumingMemoryBound(to: Float.self) }

  /// Of the phase's tasks.
  var claims: TaskClaims {
    TaskClaims(words: (base + layout.claims).assumingMemoryBound(to: UInt32.self), count: control.pointee.phase == .merge ? layout.parts : layout.tasks)
  }

  func head(_ task: Int) -> LogHead { LogHead(base: base + layout.heads + task * LogHead.stride(parts: layout.parts)) }

  func log(_ task: Int) -> UnsafeMutablePointer<UInt32> {
    (base + layout.logs).assumingMemoryBound(to: UInt32.self) + task * layout.chunks * layout.chunkLanes
  }

  func chunk(_ number: Int32, task: Int) -> LogChunk { LogChunk(base: log(task) + Int(number) * layout.chunkLanes) }

  func merge(_ part: Int) -> MergeState { MergeState(base: base + layout.merges + part * MergeState.stride(chunkLanes: layout.chunkLanes)) }
}
