import CKernels

extension Float: KernelScalar {
  @inline(__always)
  public static func sumRows(_ count: Int, _ n: Int, _ rows: Row, step: Int, _ out: MutableRow) {
    hl_sum_rows_f32(Int32(count), Int32(n), rows, step, out)
  }

  @inline(__always)
  public static func addScaled(_ n: Int, _ factor: Double, _ rows: Row, _ out: MutableRow) {
    hl_add_scaled_f32(Int32(n), factor, rows, out)
  }

  @inline(__always)
  public static func gather(_ count: Int, _ n: Int, _ index: UnsafePointer<UInt16>, _ input: Row, _ out: MutableRow) {
    hl_gather_f32(Int32(count), Int32(n), index, input, out)
  }

  @inline(__always)
  public static func scatterAdd(_ count: Int, _ index: UnsafePointer<UInt16>, _ values: Row, _ sums: UnsafeMutablePointer<Double>) {
    hl_scatter_add_f32(Int32(count), index, values, sums)
  }

  @inline(__always)
  public static func matrix(_ opponents: Int, _ n: Int, _ matrix: UnsafePointer<Float>, _ reach: Row, _ out: MutableRow) {
    hl_matrix_f32(Int32(opponents), Int32(n), matrix, reach, out)
  }

  @inline(__always)
  public static func showdown(
    lanes: Int, own: hl_hands, stride: Int, opponent: hl_hands, opponentStride: Int, same: UnsafePointer<Int32>,
    ranks: UnsafePointer<hl_ranks>?, ties: Bool, rows: UnsafePointer<hl_lane>, scratch: MutableRow
  ) {
    hl_showdown_f32(Int32(lanes), own, Int32(stride), opponent, Int32(opponentStride), same, ranks, ties ? 1 : 0, rows, scratch)
  }
}
