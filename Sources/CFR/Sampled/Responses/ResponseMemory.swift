import Cards

/// Where everything about a measurement of best responses lies in one block of memory, which may be shared between processes: the root's street with
/// the forests below it, the deals of the second street that are looked at, the reach at each of the root street's deal nodes, the tasks of a batch
/// with the sums they leave behind, and what each deal was found to be worth.
public struct ResponseLayout: BitwiseCopyable, Sendable {
  /// Deals of the second street.
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
  let tasks: Int
  let sums: Int
  /// Tasks that a batch may have, and numbers that they may leave behind.
  let taskRoom: Int
  let sumRoom: Int
  let limits: ResponseLimits
  public let byteCount: Int

  init(
    imageBytes: Int, deals: Int, leaves: Int, hands: Int, width: Int, classes: Int, taskRoom: Int, sumRoom: Int, limits: ResponseLimits
  ) {
    self.limits = limits
    (self.deals, self.leaves, self.width, self.classes) = (deals, leaves, width, classes)
    (self.taskRoom, self.sumRoom) = (taskRoom, sumRoom)
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
    tasks = place(taskRoom * MemoryLayout<ResponseTask>.stride)
    sums = place(sumRoom * 8)
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
  /// Whether tasks that have not begun are not wanted any more.
  var isCancelled = false
}

/// Some boards of the third street behind a deal of the second, in some forests.
struct ResponseTask: BitwiseCopyable {
  /// Which of the deals.
  var deal: Int
  /// The first and the last of the forests of the second street, and the place of the first root among the deal nodes of the first street.
  var firstForest: Int
  var lastForest: Int
  var leaf: Int
  /// Of the boards of the third street that differ in more than suits: the first, and the one behind the last.
  var firstBoard: Int
  var endBoard: Int
  /// Where its sums lie.
  var start: Int
}

/// A forest of the second street, as part of a task.
struct ResponseForest {
  let index: Int
  /// The place of its first root among the deal nodes of the root's street.
  let leaf: Int
  /// Where its sums lie.
  let start: Int
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

  /// Whether tasks that have not begun are not wanted any more.
  var isCancelled: Bool {
    get { base.assumingMemoryBound(to: ResponseControl.self).pointee.isCancelled }
    nonmutating set { base.assumingMemoryBound(to: ResponseControl.self).pointee.isCancelled = newValue }
  }

  /// The tasks of a batch.
  var tasks: UnsafeMutablePointer<ResponseTask> { (base + layout.tasks).assumingMemoryBound(to: ResponseTask.self) }

  /// The forests of a task.
  func forests(_ task: ResponseTask) -> [ResponseForest] {
    var leaf = task.leaf, start = task.start
    var found: [ResponseForest] = []
    for index in task.firstForest...task.lastForest where root.forests[index].level == 1 {
      found.append(ResponseForest(index: index, leaf: leaf, start: start))
      leaf += Int(root.forests[index].rootCount)
      start += ResponseCost.sums(root.forests[index], width: layout.width)
    }
    return found
  }

  /// What a task adds to the sums of a forest in the pass of a player: so many numbers.
  func sums(_ forest: ResponseForest, _ player: Int, count: Int) -> UnsafeMutablePointer<Double> {
    (base + layout.sums).assumingMemoryBound(to: Double.self) + forest.start + player * count
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
