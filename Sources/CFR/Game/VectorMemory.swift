import CKernels

/// A view of a solve's memory. It owns nothing; whoever made the memory keeps it alive.
struct VectorMemory<Table: TableNumber> {
  let base: UnsafeMutableRawPointer
  let layout: VectorLayout
  let game: VectorGame

  /// Reads memory that the coordinator has laid out.
  init(_ base: UnsafeMutableRawPointer) {
    self.base = base
    let control = base.assumingMemoryBound(to: VectorControl.self).pointee
    precondition(control.magic == VectorControl.magic, "not the memory of a solve")
    layout = control.layout
    precondition(layout.storage == Table.storage, "tables of another number type")
    game = VectorGame(image: UnsafeRawPointer(base) + layout.image)
  }

  var pass: VectorPass {
    get { base.assumingMemoryBound(to: VectorControl.self).pointee.pass }
    nonmutating set { base.assumingMemoryBound(to: VectorControl.self).pointee.pass = newValue }
  }

  /// The weights of the iteration under way, where the kernels read them.
  var update: UnsafePointer<hl_update> {
    (UnsafeRawPointer(base) + MemoryLayout<VectorControl>.offset(of: \.pass.update)!).assumingMemoryBound(to: hl_update.self)
  }

  /// The rows of opposing reach at the root forest's deal nodes.
  func frontier<Value>(_: Value.Type) -> UnsafeMutablePointer<Value> { (base + layout.frontier).assumingMemoryBound(to: Value.self) }

  /// The rows of values that a task returns: for each root of its forest, one or two rows in the root board's order.
  func results(_ task: VectorTask) -> UnsafeMutablePointer<Double> {
    (base + layout.results).assumingMemoryBound(to: Double.self) + task.output
  }

  var claims: TaskClaims {
    TaskClaims(words: (base + layout.claims).assumingMemoryBound(to: UInt32.self), count: game.tasks.count)
  }

  func rootTables(_ player: Int) -> UnsafeMutablePointer<Table> {
    (base + layout.rootTables[player]).assumingMemoryBound(to: Table.self)
  }

  /// Numbers in the coordinator's tables of a player.
  func rootSize(_ player: Int) -> Int { game.blockSize(player, game.forests[0], game.boards[0]) }

  /// A player's arena, shifted by so many numbers.
  func arena(_ player: Int, shift: Int) -> UnsafeMutablePointer<Table> {
    (base + layout.arena[player]).assumingMemoryBound(to: Table.self) + shift
  }

  /// Moves a task's block of the traverser's arena to where the pass writes it, as it is.
  func move(_ task: VectorTask, _ pass: VectorPass) {
    let player = Int(pass.player)
    guard pass.shiftOut != pass.shift[player] else { return }
    (arena(player, shift: pass.shiftOut) + task.start[player]).update(
      from: arena(player, shift: pass.shift[player]) + task.start[player], count: task.size[player])
  }

  /// The coordinator's tables as a pass walks them, in place.
  func rootCursor(_ player: Int) -> TableCursor<Table> {
    TableCursor(input: rootTables(player), output: rootTables(player), other: rootTables(1 - player))
  }

  /// A task's tables as a pass walks them.
  func cursor(_ task: VectorTask, _ pass: VectorPass) -> TableCursor<Table> {
    let player = Int(pass.player), other = 1 - player
    return TableCursor(
      input: arena(player, shift: pass.shift[player]) + task.start[player], output: arena(player, shift: pass.shiftOut) + task.start[player],
      other: arena(other, shift: pass.shift[other]) + task.start[other])
  }
}
