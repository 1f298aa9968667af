import CKernels

extension Double: TableNumber {
  public typealias Value = Double

  public static var storage: TableStorage { .f64 }
  public init(share: Double) { self = Double(share) }
  public static var shareScale: hl_scale { hl_scale() }
  public var weight: Double { Double(self) }

  @inline(__always)
  public static func trainOpponent(
    _ actions: Int, _ n: Int, _ update: UnsafePointer<hl_update>, regret: Rows, instant: Rows?, averageIn: Rows, averageOut: Rows,
    reach: UnsafePointer<Double>, reachOut: UnsafeMutablePointer<Double>
  ) {
    hl_train_opponent_f64(
      Int32(actions), Int32(n), update, regret.cells, instant?.cells, averageIn.cells, averageOut.cells, reach, reachOut)
  }

  @inline(__always)
  public static func trainOwn(
    _ actions: Int, _ n: Int, _ update: UnsafePointer<hl_update>, regretIn: Rows, regretOut: Rows, instantIn: Rows?, instantOut: Rows?,
    childValues: UnsafePointer<Double>, value: UnsafeMutablePointer<Double>
  ) {
    hl_train_own_f64(
      Int32(actions), Int32(n), update, regretIn.cells, regretOut.cells, instantIn?.cells, instantOut?.cells, childValues, value)
  }

  @inline(__always)
  public static func evaluateOpponent(
    _ actions: Int, _ n: Int, average: Rows, reach: UnsafePointer<Double>, reachOut: UnsafeMutablePointer<Double>
  ) {
    hl_evaluate_opponent_f64(Int32(actions), Int32(n), average.cells, reach, reachOut)
  }

  @inline(__always)
  public static func evaluateOwn(
    _ actions: Int, _ n: Int, average: Rows, childValues: UnsafePointer<Double>, value: UnsafeMutablePointer<Double>
  ) {
    hl_evaluate_own_f64(Int32(actions), Int32(n), average.cells, childValues, value)
  }
}
