import CKernels

/// Regrets are signed; sums of strategies are the same bits read as `UInt16`.
extension Int16: TableNumber {
  public typealias Value = Float

  public static var storage: TableStorage { .bits16 }
  public static var zero: Int16 { 0 }
  public init(share: Double) { self = Int16(bitPattern: UInt16((share / Double(Self.shareScale.unit)).rounded())) }
  public static var shareScale: hl_scale { hl_scale(unit: 1 / 65534, largest: 1) }
  public var weight: Double { Double(UInt16(bitPattern: self)) }

  @inline(__always)
  public static func trainOpponent(
    _ actions: Int, _ n: Int, _ update: UnsafePointer<hl_update>, regret: Rows, instant: Rows?, averageIn: Rows, averageOut: Rows,
    reach: UnsafePointer<Float>, reachOut: UnsafeMutablePointer<Float>
  ) {
    hl_train_opponent_i16(
      Int32(actions), Int32(n), update, regret.cells, unsigned(averageIn), averageIn.scale, unsigned(averageOut), averageOut.scale, reach, reachOut)
    // Play from regrets that are no numbers any more is none either, and an evaluation must see it.
    if regret.scale.pointee.unit.isNaN { averageOut.scale.pointee = hl_scale(unit: .nan, largest: .nan) }
  }

  @inline(__always)
  public static func trainOwn(
    _ actions: Int, _ n: Int, _ update: UnsafePointer<hl_update>, regretIn: Rows, regretOut: Rows, instantIn: Rows?, instantOut: Rows?,
    childValues: UnsafePointer<Float>, value: UnsafeMutablePointer<Float>
  ) {
    hl_train_own_i16(Int32(actions), Int32(n), update, regretIn.cells, regretIn.scale, regretOut.cells, regretOut.scale, childValues, value)
  }

  @inline(__always)
  public static func evaluateOpponent(
    _ actions: Int, _ n: Int, average: Rows, reach: UnsafePointer<Double>, reachOut: UnsafeMutablePointer<Double>
  ) {
    hl_evaluate_opponent_i16(Int32(actions), Int32(n), unsigned(average), reach, reachOut)
    if average.scale.pointee.unit.isNaN { reachOut.update(repeating: .nan, count: actions * n) }
  }

  @inline(__always)
  public static func evaluateOwn(
    _ actions: Int, _ n: Int, average: Rows, childValues: UnsafePointer<Double>, value: UnsafeMutablePointer<Double>
  ) {
    hl_evaluate_own_i16(Int32(actions), Int32(n), unsigned(average), childValues, value)
    if average.scale.pointee.unit.isNaN { value.update(repeating: .nan, count: 2 * n) }
  }

  @inline(__always)
  private static func unsigned(_ rows: Rows) -> UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(rows.cells).assumingMemoryBound(to: UInt16.self)
  }
}
