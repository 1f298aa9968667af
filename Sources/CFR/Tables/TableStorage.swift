import CKernels

/// How a solve keeps its regrets and sums of strategies.
public enum TableStorage: Int, BitwiseCopyable, Sendable, CaseIterable {
  /// 16 bits a number, with a scale for the rows of each decision on each board (`hl_scale`).
  case bits16 = 2
  case f32 = 4
  case f64 = 8

  /// Bytes of one number.
  public var bytes: Int { rawValue }

  /// What a script calls it.
  public var name: String {
    switch self {
    case .bits16: "16-bit"
    case .f32: "f32"
    case .f64: "f64"
    }
  }

  /// The room that the scales of so many decisions take, in numbers: whole cache lines.
  @inline(__always)
  func scaleNumbers(_ decisions: Int) -> Int {
    guard self == .bits16 else { return 0 }
    let line = 64 / bytes
    return (decisions * MemoryLayout<hl_scale>.stride / bytes + line - 1) / line * line
  }
}
