import Cards

/// Where everything about a local best response lies in one block of memory, which may be shared between processes: the game up to the first deal with the forests of the
/// whole tree, the boards that are looked at, and what each seat gains there.
struct LocalResponseLayout: BitwiseCopyable {
  /// Index of the street on which the response begins.
  let street: Int
  let boards: Int
  let image: Int
  let deals: Int
  let gains: Int
  let byteCount: Int

  init(imageBytes: Int, street: Int, boards: Int) {
    (self.street, self.boards) = (street, boards)
    var end = 0
    func place(_ bytes: Int) -> Int {
      defer { end += (bytes + 63) / 64 * 64 }
      return end
    }
    _ = place(MemoryLayout<LocalResponseControl>.stride)
    image = place(imageBytes)
    deals = place(boards * street * 8)
    gains = place(boards * 2 * 8)
    byteCount = end
  }
}

/// The head of that memory.
struct LocalResponseControl: BitwiseCopyable {
  static let magic: UInt64 = 0x31_63_6F_4C_52_65_4C_48
  var magic = LocalResponseControl.magic
  var layout: LocalResponseLayout
  /// The segment of the training whose strategies are responded to.
  var training: UInt32
  /// Whether tasks that have not begun are not wanted any more.
  var isCancelled = false
}

/// A view of the memory. It owns nothing; whoever made the memory keeps it alive.
struct LocalResponseMemory {
  let base: UnsafeMutableRawPointer
  let layout: LocalResponseLayout
  let root: VectorGame

  init(_ base: UnsafeMutableRawPointer) {
    self.base = base
    let control = base.assumingMemoryBound(to: LocalResponseControl.self).pointee
    precondition(control.magic == LocalResponseControl.magic, "not the memory of a local best response")
    layout = control.layout
    root = VectorGame(image: UnsafeRawPointer(base) + layout.image)
  }

  var isCancelled: Bool {
    get { base.assumingMemoryBound(to: LocalResponseControl.self).pointee.isCancelled }
    nonmutating set { base.assumingMemoryBound(to: LocalResponseControl.self).pointee.isCancelled = newValue }
  }

  /// Of a board: the cards of each deal that leads to it, as card sets.
  func deals(_ board: Int) -> UnsafeMutablePointer<UInt64> {
    (base + layout.deals).assumingMemoryBound(to: UInt64.self) + board * layout.street
  }

  /// Of a board: what each seat gains there, summed over pairs of hands.
  func gains(_ board: Int) -> UnsafeMutablePointer<Double> { (base + layout.gains).assumingMemoryBound(to: Double.self) + board * 2 }
}
