import CKernels

/// Adds the logs of all tasks to one part of the tables, in the order of the tasks.
///
/// A worker may be killed at any moment, and additions must not happen twice. So each entry is added in three steps: the row's old lanes are
/// copied aside, the state says that they are; the row is set to old + delta; the state says that it is done. Whoever takes over
/// sets the row under way again from the copy, and goes on behind it.
struct DeltaMerge {
  private let memory: SampledMemory
  private let ledger: DiscountLedger
  private let now: UInt32
  private let products: DiscountLedger.Products
  /// What is added to sums of strategies is multiplied by this.
  private let weight: Float
  private let floor: Float

  init(_ memory: SampledMemory) {
    self.memory = memory
    ledger = memory.ledger
    now = ledger.now
    products = ledger[now]
    weight = Float(1 / ledger.average)
    floor = ledger.floor
  }

  func run(part: Int) {
    let state = memory.merge(part)
    // Two counts an entry: its row was copied aside, its row was set.
    let reached = state.progress.pointee
    var count: UInt64 = 0
    for task in 0..<memory.layout.tasks {
      let log = memory.log(task)
      var chunk = memory.head(task).first[part]
      while chunk >= 0 {
        let start = log + Int(chunk) * DeltaLog.chunkLanes
        var entry = start + 2
        let end = start + Int(start[1])
        var ahead = entry
        for _ in 0..<8 where ahead < end { ahead = prefetch(ahead) }
        while entry < end {
          if ahead < end { ahead = prefetch(ahead) }
          count += 2
          if count > reached { add(entry, state, count, isCopied: count == reached + 1) }
          entry += 2 + Int(entry[1] & 0xFF)
        }
        chunk = Int32(bitPattern: start[0])
      }
    }
  }

  @inline(__always)
  private func lane(_ entry: UnsafeMutablePointer<UInt32>) -> Int { Int(entry[0]) | Int(entry[1] >> 16) << 32 }

  @inline(__always)
  private func prefetch(_ entry: UnsafeMutablePointer<UInt32>) -> UnsafeMutablePointer<UInt32> {
    hl_prefetch_to_write(memory.tables + lane(entry))
    return entry + 2 + Int(entry[1] & 0xFF)
  }

  @inline(__always)
  private func add(_ entry: UnsafeMutablePointer<UInt32>, _ state: MergeState, _ count: UInt64, isCopied: Bool) {
    let actions = Int(entry[1] & 0xFF)
    let isAverage = entry[1] & 1 << 15 != 0
    let row = memory.tables + lane(entry)
    let old = state.row
    if !isCopied {
      for a in 0..<(isAverage ? actions : actions + 1) { old[a] = row[a] }
      hl_publish(state.progress, count - 1)
    }
    let deltas = UnsafeMutableRawPointer(entry + 2).assumingMemoryBound(to: Float.self)
    if isAverage {
      for a in 0..<actions { row[a] = old[a] + deltas[a] * weight }
    } else {
      addRegrets(row, old, deltas, actions)
    }
    hl_publish(state.progress, count)
  }

  @inline(__always)
  private func addRegrets(
    _ row: UnsafeMutablePointer<Float>, _ old: UnsafeMutablePointer<Float>, _ deltas: UnsafeMutablePointer<Float>, _ actions: Int
  ) {
    let stamp = old[0].bitPattern
    var positive: Float = 1, negative: Float = 1
    if stamp != now {
      let before = ledger[stamp]
      positive = Float(products.positive / before.positive)
      negative = Float(products.negative / before.negative)
      row[0] = Float(bitPattern: now)
    }
    for a in 1..<actions + 1 {
      let x = old[a]
      row[a] = max(x * (x > 0 ? positive : negative) + deltas[a - 1], floor)
    }
  }
}

/// How far the merge of a part has come.
struct MergeState {
  let base: UnsafeMutableRawPointer

  static func stride(widest: Int) -> Int { (64 + (widest + 1) * 4 + 63) / 64 * 64 }

  var progress: UnsafeMutablePointer<UInt64> { base.assumingMemoryBound(to: UInt64.self) }
  /// The row under way as it was.
  var row: UnsafeMutablePointer<Float> { (base + 64).assumingMemoryBound(to: Float.self) }
}
