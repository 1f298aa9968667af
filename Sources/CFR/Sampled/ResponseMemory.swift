import Cards

/// Where everything about a measurement of best responses lies in one block of memory, which may be shared between processes: the root's street with
/// the forests below it, the deals of the second street that are looked at, the reach at each of the root street's deal nodes, and what each
/// deal was found to be worth.
public struct ResponseLayout: BitwiseCopyable, Sendable {
  /// Deals of the second street: one task each.
  public let deals: Int
  /// Deal nodes of the root's street.
  let leaves: Int
  /// Width of a row of root hands.
  let width: Int
  /// Root hands that differ in more than suits.
  let classes: Int
  let image: Int
  let list: Int
  let classOf: Int
  let frontier: Int
  let results: Int
  public let byteCount: Int

  init(imageBytes: Int, deals: Int, leaves: Int, hands: Int, width: Int, classes: Int) {
    (self.deals, self.leaves, self.width, self.classes) = (deals, leaves, width, classes)
    var end = 0
    func place(_ bytes: Int) -> Int {
      defer { end += (bytes + 63) / 64 * 64 }
      return end
    }
    _ = place(MemoryLayout<ResponseControl>.stride)
    image = place(imageBytes)
    list = place(deals * 8)
    classOf = place(hands * 4)
    frontier = place(2 * leaves * width * 8)
    results = place(deals * 4 * leaves * classes * 8)
    byteCount = end
  }
}

/// The head of that memory.
struct ResponseControl: BitwiseCopyable {
  static let magic: UInt64 = 0x31_73_70_73_65_52_4C_48
  var magic = ResponseControl.magic
  var layout: ResponseLayout
  /// The segment of the training whose strategies are responded to.
  var training: UInt32
}

/// A view of the memory. It owns nothing; whoever made the memory keeps it alive.
struct ResponseMemory {
  let base: UnsafeMutableRawPointer
  let layout: ResponseLayout
  /// The game up to the first deal, with the forests of the whole tree.
  let root: VectorGame

  init(_ base: UnsafeMutableRawPointer) {
    self.base = base
    let control = base.assumingMemoryBound(to: ResponseControl.self).pointee
    precondition(control.magic == ResponseControl.magic, "not the memory of a measurement")
    layout = control.layout
    root = VectorGame(image: UnsafeRawPointer(base) + layout.image)
  }

  /// The cards of a deal, as a card set.
  var list: UnsafeMutablePointer<UInt64> { (base + layout.list).assumingMemoryBound(to: UInt64.self) }
  /// The class of each root hand.
  var classOf: UnsafeMutablePointer<Int32> { (base + layout.classOf).assumingMemoryBound(to: Int32.self) }

  /// Opposing reach at a deal node of the root's street in the pass of a player, by root hand.
  func frontier(_ player: Int, leaf: Int) -> UnsafeMutablePointer<Double> {
    (base + layout.frontier).assumingMemoryBound(to: Double.self) + (player * layout.leaves + leaf) * layout.width
  }

  /// What a player wins at a deal node once a deal has come, by class: sums over its hands. Plane 0 with a best response behind it, 1 with its average strategy.
  func results(_ deal: Int, _ player: Int, plane: Int, leaf: Int) -> UnsafeMutablePointer<Double> {
    (base + layout.results).assumingMemoryBound(to: Double.self) + (((deal * 2 + player) * 2 + plane) * layout.leaves + leaf) * layout.classes
  }
}
