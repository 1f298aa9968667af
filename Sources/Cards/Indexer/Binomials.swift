/// The binomial coefficients of up to 13 ranks.
struct Binomials: Sendable {
  /// Row by row, 16 a row.
  private let values: [UInt32]

  init() {
    var values = [UInt32](repeating: 0, count: 14 * 16)
    for n in 0...13 {
      values[n * 16] = 1
      for k in stride(from: 1, through: n, by: 1) {
        values[n * 16 + k] = values[(n - 1) * 16 + k - 1] + values[(n - 1) * 16 + k]
      }
    }
    self.values = values
  }

  /// How many ways there are to choose `k` of `n`, for `n` up to 13 and `k` up to 15.
  subscript(n: Int, k: Int) -> UInt32 { values[n << 4 | k] }
}
