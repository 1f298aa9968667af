import CKernels

/// A number type of tables: what the kernels of decisions read and write. `CKernels.h` documents them.
public protocol TableNumber: BitwiseCopyable, Sendable {
  /// Number type of reach and value rows in training.
  associatedtype Value: KernelScalar
  typealias Rows = TableRows<Self>

  static var storage: TableStorage { get }
  static var zero: Self { get }
  /// A share from 0 to 1 in a sum of strategies, counted in `shareScale`.
  init(share: Double)
  static var shareScale: hl_scale { get }
  /// A number of a sum of strategies, counted in its node's unit.
  var weight: Double { get }

  static func trainOpponent(
    _ actions: Int, _ n: Int, _ update: UnsafePointer<hl_update>, regret: Rows, instant: Rows?, averageIn: Rows, averageOut: Rows,
    reach: UnsafePointer<Value>, reachOut: UnsafeMutablePointer<Value>)
  static func trainOwn(
    _ actions: Int, _ n: Int, _ update: UnsafePointer<hl_update>, regretIn: Rows, regretOut: Rows, instantIn: Rows?, instantOut: Rows?,
    childValues: UnsafePointer<Value>, value: UnsafeMutablePointer<Value>)
  static func evaluateOpponent(
    _ actions: Int, _ n: Int, average: Rows, reach: UnsafePointer<Double>, reachOut: UnsafeMutablePointer<Double>)
  static func evaluateOwn(
    _ actions: Int, _ n: Int, average: Rows, childValues: UnsafePointer<Double>, value: UnsafeMutablePointer<Double>)
}

/// The rows of one decision on one board, a row an action, and what they count in where `Number.storage` has scales.
public struct TableRows<Number: TableNumber> {
  public var cells: UnsafeMutablePointer<Number>
  public var scale: UnsafeMutablePointer<hl_scale>

  public init(cells: UnsafeMutablePointer<Number>, scale: UnsafeMutablePointer<hl_scale>) {
    self.cells = cells
    self.scale = scale
  }
}
