import CKernels

/// The number type of reach and value rows: `Float` for anything large, `Double` for small games whose known answers have many digits.
/// Its functions are the row kernels of `CKernels.h`, which documents them.
public protocol KernelScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  typealias Row = UnsafePointer<Self>
  typealias MutableRow = UnsafeMutablePointer<Self>

  static func sumRows(_ count: Int, _ n: Int, _ rows: Row, step: Int, _ out: MutableRow)
  static func addScaled(_ n: Int, _ factor: Double, _ rows: Row, _ out: MutableRow)
  static func gather(_ count: Int, _ n: Int, _ index: UnsafePointer<UInt16>, _ input: Row, _ out: MutableRow)
  static func scatterAdd(_ count: Int, _ index: UnsafePointer<UInt16>, _ values: Row, _ sums: UnsafeMutablePointer<Double>)
  static func matrix(_ opponents: Int, _ n: Int, _ matrix: UnsafePointer<Float>, _ reach: Row, _ out: MutableRow)
  static func showdown(
    lanes: Int, own: hl_hands, stride: Int, opponent: hl_hands, opponentStride: Int, same: UnsafePointer<Int32>,
    ranks: UnsafePointer<hl_ranks>?, ties: Bool, rows: UnsafePointer<hl_lane>, scratch: MutableRow)
}
