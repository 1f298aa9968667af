import CFR
import CKernels

/// The rows of one decision, on a boundary of a cache line, and what they stand for.
final class Tables<Number: TableNumber> {
  let rows: TableRows<Number>
  private let count: Int
  private let isSigned: Bool

  /// Rows near to these numbers: `values` says what they really hold.
  ///
  /// - Parameter isSigned: false for sums of strategies, which 16-bit tables keep without a sign.
  init(_ values: [Double], isSigned: Bool) {
    count = values.count
    self.isSigned = isSigned
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Number>.stride, alignment: 64)
    let scale = UnsafeMutablePointer<hl_scale>.allocate(capacity: 1)
    let largest = values.map(abs).max() ?? 0, unit = largest / (isSigned ? 30_000 : 60_000)
    scale.initialize(to: hl_scale(unit: Float(unit), largest: Float(largest)))
    rows = TableRows(cells: bytes.bindMemory(to: Number.self, capacity: count), scale: scale)
    for (place, value) in values.enumerated() { rows.cells[place] = Self.cell(value, unit: unit, isSigned: isSigned) }
  }

  deinit {
    rows.cells.deallocate()
    rows.scale.deallocate()
  }

  private static func cell(_ value: Double, unit: Double, isSigned: Bool) -> Number {
    guard Number.storage == .bits16 else { return Number(share: value) }
    let cell = unit > 0 ? (value / unit).rounded() : 0
    return (isSigned ? Int16(cell) : Int16(bitPattern: UInt16(cell))) as! Number
  }

  /// What the rows hold.
  var values: [Double] {
    (0..<count).map { place in
      guard let cell = rows.cells[place] as? Int16 else { return rows.cells[place].weight }
      return Double(rows.scale.pointee.unit) * (isSigned ? Double(cell) : cell.weight)
    }
  }

  /// The cells, bit by bit.
  var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: rows.cells, count: count * MemoryLayout<Number>.stride)) }

  /// How far the mean of a number over some iterations may be from what was to be stored.
  var rounding: Double { Number.storage == .bits16 ? Double(rows.scale.pointee.unit) * 0.1 : 0 }
}
