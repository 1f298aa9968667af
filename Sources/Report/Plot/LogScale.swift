import Foundation

/// A logarithmic axis: from values above 0 to places along it, with ticks where people expect them.
struct LogScale {
  struct Tick: Hashable {
    let value: Double
    /// Whether it has a label.
    let isMajor: Bool
  }

  let low: Double
  let high: Double
  /// Where `low` and `high` are.
  let start: Double
  let end: Double

  /// - Parameter values: what must fit, above 0; the axis is a little longer, and at least a factor of 2.
  init(_ values: [Double], from start: Double, to end: Double) {
    let least = values.min() ?? 1, most = values.max() ?? 1
    let room = max(pow(most / least, 0.04), most / least < 2 ? 2.squareRoot() : 1)
    low = least / room
    high = most * room
    self.start = start
    self.end = end
  }

  func place(_ value: Double) -> Double { start + (end - start) * log(value / low) / log(high / low) }

  /// Multiples of powers of ten; of as many as fit, those with 1, with 1 2 5 or all have labels.
  var ticks: [Tick] {
    let decades = log10(high / low)
    let labelled: Set<Int> = decades > 4 ? [1] : decades > 1.2 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 8]
    return (Int(floor(log10(low)))...Int(ceil(log10(high)))).flatMap { power in
      (1...9).compactMap { digit in
        let value = Double(digit) * pow(10, Double(power))
        return value >= low * 0.9999 && value <= high * 1.0001 ? Tick(value: value, isMajor: labelled.contains(digit)) : nil
      }
    }
  }

  /// `0.05`, `20`, `3,000`, `1e-06`.
  static func label(_ value: Double) -> String {
    if value >= 1e6 || value < 1e-4 { return String(format: "%.0e", value) }
    if value >= 1000 { return countText(Int(value.rounded())) }
    let places = value >= 1 ? 0 : Int(ceil(-log10(value * 1.0001)))
    return decimalText(value, places: places)
  }
}
