import CKernels

/// Discounts that cost nothing until a row is touched.
///
/// A discount multiplies every regret and every sum of strategies of the game. Instead of sweeping over the tables, the ledger notes the
/// products of all factors so far.
///
/// *Regrets:* each row carries the number of the step at which it was last brought up to date, and catches up by the quotient of two products when
/// it is next written. Nothing was added to the row in between, so its regrets kept their signs, and the result is exact also where positive and
/// negative regrets have factors of their own.
///
/// *Sums of strategies* have one factor for all, so they need no stamp: they are kept divided by the product of all factors, and what is added is
/// divided by the product of its time.
///
/// Reading needs no catching up: regret matching and averages do not change when a row is multiplied.
///
/// When the ledger is full, or a product grows too small or large, all rows catch up in one sweep and a new ledger begins.
struct DiscountLedger {
  /// What all discounts of regrets up to a step have multiplied by.
  typealias Products = hl_products

  private struct Head: BitwiseCopyable {
    var now: UInt32 = 0
    var floor: Float = -.infinity
    var average = 1.0
  }

  static let capacity = 4096
  static var byteCount: Int { 64 + capacity * MemoryLayout<Products>.stride }

  private let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { self.base = base }

  private var head: UnsafeMutablePointer<Head> { base.assumingMemoryBound(to: Head.self) }
  /// By step.
  var products: UnsafePointer<Products> { UnsafePointer(steps) }

  private var steps: UnsafeMutablePointer<Products> { (base + 64).assumingMemoryBound(to: Products.self) }

  /// The step that is under way: rows written now carry this number.
  var now: UInt32 { head.pointee.now }

  @inline(__always)
  subscript(step: UInt32) -> Products { steps[Int(step)] }

  /// What all discounts have multiplied the sums of strategies by.
  var average: Double { head.pointee.average }

  /// Regrets that are written now are not kept below this.
  var floor: Float {
    get { head.pointee.floor }
    nonmutating set { head.pointee.floor = newValue }
  }

  /// Begins anew: every row is up to date.
  func reset() {
    head.pointee = Head(floor: floor)
    steps.pointee = Products(positive: 1, negative: 1)
  }

  /// Notes a discount. False where the tables must be swept first.
  func add(_ factors: DiscountFactors) -> Bool {
    let negative = factors.floorsAtZero ? factors.positive : factors.negative
    guard factors.positive != 1 || negative != 1 || factors.average != 1 else { return true }
    let last = self[now], average = average * factors.average
    let next = Products(positive: last.positive * factors.positive, negative: last.negative * negative)
    // What is added to sums must stay a normal f32 when it is divided by their product.
    guard Int(now) + 1 < Self.capacity, [next.positive, next.negative].allSatisfy({ 1e-30 < $0 && $0 < 1e30 }), 1e-20 < average, average < 1e20
    else { return false }
    steps[Int(now) + 1] = next
    head.pointee.now += 1
    head.pointee.average = average
    return true
  }
}
