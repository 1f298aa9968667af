/// Discounts that cost nothing until a row is touched.
///
/// A discount multiplies every regret and every sum of strategies of the game. Instead of sweeping over the tables, the ledger notes the
/// products of all factors so far; each row carries the number of the step at which it was last brought up to date, and catches up by the
/// quotient of two products when it is next written. Nothing was added to the row in between, so its regrets kept their signs, and the result is exact
/// also where positive and negative regrets have factors of their own. Reading needs no catching up: regret matching and averages do not change
/// when a row is multiplied.
///
/// When the ledger is full, or a product grows too small or large, all rows catch up in one sweep and a new ledger begins.
struct DiscountLedger {
  /// What all discounts up to a step have multiplied by.
  struct Products: BitwiseCopyable {
    var positive = 1.0
    var negative = 1.0
    var average = 1.0
  }

  static let capacity = 4096
  static var byteCount: Int { 64 + capacity * MemoryLayout<Products>.stride }

  private let base: UnsafeMutableRawPointer

  init(_ base: UnsafeMutableRawPointer) { self.base = base }

  /// The step that is under way: rows written now carry this number.
  var now: UInt32 { base.load(as: UInt32.self) }

  @inline(__always)
  subscript(step: UInt32) -> Products { (base + 64).assumingMemoryBound(to: Products.self)[Int(step)] }

  /// Begins anew: every row is up to date.
  func reset() {
    base.storeBytes(of: 0, as: UInt32.self)
    (base + 64).assumingMemoryBound(to: Products.self).pointee = Products()
  }

  /// Notes a discount. False where the tables must be swept first.
  func add(_ factors: DiscountFactors) -> Bool {
    let negative = factors.floorsAtZero ? factors.positive : factors.negative
    guard factors.positive != 1 || negative != 1 || factors.average != 1 else { return true }
    let last = self[now]
    let next = Products(
      positive: last.positive * factors.positive, negative: last.negative * negative, average: last.average * factors.average)
    guard Int(now) + 1 < Self.capacity, [next.positive, next.negative, next.average].allSatisfy({ 1e-30 < $0 && $0 < 1e30 }) else { return false }
    (base + 64).assumingMemoryBound(to: Products.self)[Int(now) + 1] = next
    base.storeBytes(of: now + 1, as: UInt32.self)
    return true
  }
}
